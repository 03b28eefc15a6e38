package io.github.layerlift.cli.verify;

import io.github.layerlift.cli.text.Sizes;
import io.github.layerlift.report.Finding;
import io.github.layerlift.report.VerificationReport;
import io.github.layerlift.text.Printable;
import java.io.PrintStream;
import java.util.Locale;

/** A verification for people: a line for each finding, and one for the result. */
final class VerificationText {
  private final VerificationReport verification;
  private final String engine;

  /**
   * @param engine the version of the engine that loaded it; empty if none did
   */
  VerificationText(VerificationReport verification, String engine) {
    this.verification = verification;
    this.engine = engine;
  }

  /**
   * Prints it.
   *
   * @param quiet whether only errors are printed
   */
  void print(boolean quiet, PrintStream out) {
    for (Finding finding : verification.findings()) {
      if (!quiet || finding.grade() == Finding.Grade.ERROR) {
        out.println(line(finding));
      }
    }
    if (!quiet) {
      out.println(Printable.text(verification.input()) + ": " + result());
    }
  }

  private static String line(Finding finding) {
    String where = finding.where().isEmpty() ? "" : finding.where() + ": ";
    String grade = finding.grade().name().toLowerCase(Locale.ROOT);
    return grade + " " + finding.code().id() + ": " + where + finding.text();
  }

  private String result() {
    long errors = count(Finding.Grade.ERROR);
    long notes = count(Finding.Grade.NOTE);
    StringBuilder result = new StringBuilder(errors == 0 ? "sound" : Sizes.count(errors, "error"))
        .append(notes == 0 ? "" : ", " + Sizes.count(notes, "note"))
        .append("; ")
        .append(String.join(
            ", ",
            Sizes.count(verification.images().size(), "image"),
            Sizes.count(verification.blobs(), "blob"),
            Sizes.text(verification.bytes())));
    if (errors == 0 && !verification.against().isEmpty()) {
      result.append(", the same as in ").append(Printable.text(verification.against()));
    }
    if (errors == 0 && !engine.isEmpty()) {
      result.append(", and loads in Docker ").append(Printable.text(engine));
    }
    return result.toString();
  }

  private long count(Finding.Grade grade) {
    return verification.findings().stream()
        .filter(finding -> finding.grade() == grade)
        .count();
  }
}
