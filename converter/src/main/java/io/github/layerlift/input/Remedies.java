package io.github.layerlift.input;

import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.WayOut;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Code that finds a fault says what helps with an archive. This says what helps with what isn't one. */
enum Remedies {
  FOLDER(
      "the folder is incomplete; unpack or copy it again",
      "the file is corrupt or was tampered with; unpack or copy it again",
      "correct this file in a copy of the folder, and use that: cp -a IN COPY"),
  STORAGE(
      "the storage is incomplete; restore the file from a backup, or push the image again",
      "the file is corrupt; restore it from a backup, or remove it and push the image again",
      "push an image that is correct, or leave this one out");

  private static final Pattern MISSING = any(Fault.INCOMPLETE);
  private static final Pattern WRONG = any(Fault.CORRUPT, Fault.DAMAGED, Fault.CUT);
  private static final Pattern MENDABLE = any(Fault.MENDABLE);

  private final String missing;
  private final String wrong;
  private final String mend;

  Remedies(String missing, String wrong, String mend) {
    this.missing = missing;
    this.wrong = wrong;
    this.mend = mend;
  }

  private static Pattern any(String... texts) {
    return Pattern.compile(Stream.of(texts).map(Pattern::quote).collect(Collectors.joining("|")));
  }

  /** The same way out, for what this is. */
  WayOut in(WayOut wayOut) {
    return wayOut.replace(MISSING, missing).replace(WRONG, wrong).replace(MENDABLE, mend);
  }
}
