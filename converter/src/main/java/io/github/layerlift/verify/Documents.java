package io.github.layerlift.verify;

import io.github.layerlift.bytes.Extent;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.MalformedArchiveException;
import io.github.layerlift.json.JsonFields;
import io.github.layerlift.json.JsonReader;
import io.github.layerlift.report.FindingCode;
import java.util.Optional;

/** Reads documents; one that can't be read is a finding, and the check continues. */
final class Documents {
  private final JsonReader json;
  private final Findings findings;

  Documents(JsonReader json, Findings findings) {
    this.json = json;
    this.findings = findings;
  }

  /** Something that reads values, any of which may be of the wrong kind. */
  @FunctionalInterface
  interface Check {
    void run() throws LayerliftException;
  }

  /** The document in {@code file}, if it can be read. */
  Optional<JsonFields> read(Extent file) throws LayerliftException {
    try {
      return Optional.of(json.read(file));
    } catch (MalformedArchiveException e) {
      report(e);
      return Optional.empty();
    }
  }

  /** Runs {@code check}, and reports the first value in it that is of the wrong kind. */
  void lookAt(Check check) throws LayerliftException {
    try {
      check.run();
    } catch (MalformedArchiveException e) {
      report(e);
    }
  }

  /** Runs {@code check} up to a value of the wrong kind, which has been reported before. */
  void lookAtRest(Check check) throws LayerliftException {
    try {
      check.run();
    } catch (MalformedArchiveException e) {
      // already reported
    }
  }

  private void report(MalformedArchiveException e) {
    findings.add(FindingCode.JSON_INVALID, e.entry().orElse(""), String.valueOf(e.getMessage()));
  }
}
