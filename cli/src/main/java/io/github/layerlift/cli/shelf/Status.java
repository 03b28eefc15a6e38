package io.github.layerlift.cli.shelf;

import java.util.Optional;
import java.util.stream.Stream;

/** What became of an archive, as the reports call it and as people do. */
enum Status {
  FAILED("failed", "failed"),
  NOT_RUN("not-run", "not run"),
  CONVERTED("converted", "converted"),
  SKIPPED("skipped", "up to date"),
  IGNORED("ignored", "left alone");

  private final String id;
  private final String label;

  Status(String id, String label) {
    this.id = id;
    this.label = label;
  }

  static Optional<Status> of(String id) {
    return Stream.of(values()).filter(each -> each.id.equals(id)).findFirst();
  }

  String id() {
    return id;
  }

  String label() {
    return label;
  }
}
