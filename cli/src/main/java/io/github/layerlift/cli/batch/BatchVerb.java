package io.github.layerlift.cli.batch;

import io.github.layerlift.options.BatchOptions;

/** What a batch does with archives, in words for people. */
enum BatchVerb {
  CONVERT("convert", "converted", "written"),
  PUSH("push", "pushed", "sent");

  private final String future;
  private final String past;
  private final String bytes;

  BatchVerb(String future, String past, String bytes) {
    this.future = future;
    this.past = past;
    this.bytes = bytes;
  }

  static BatchVerb of(BatchOptions options) {
    return options.push().isPresent() ? PUSH : CONVERT;
  }

  /** To be done with an archive. */
  String future() {
    return future;
  }

  /** Done with an archive. */
  String past() {
    return past;
  }

  /** What was done with the bytes of an output. */
  String bytes() {
    return bytes;
  }
}
