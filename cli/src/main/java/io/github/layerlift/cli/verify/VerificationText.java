package io.github.layerlift.cli.verify;

import io.github.layerlift.cli.text.Sizes;
import io.github.layerlift.report.Finding;
import io.github.layerlift.report.VerificationReport;
import io.github.layerlift.text.Printable;
import java.io.PrintStream;
import java.util.Locale;

/** A verification for a person: a line for each finding, and one for the whole. */
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
   * @param quiet whether errors only are printed
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
    return finding.grade().name().toLowerCase(Locale.ROOT)
        + " "
        + finding.code().id()
        + ": "
        + where
        + finding.text();
  }

  private String result() {
    long errors = count(Finding.Grade.ERROR);
    long notes = count(Finding.Grade.NOTE);
    String content = Sizes.count(verification.images().size(), "image")
        + ", "
        + Sizes.count(verification.blobs(), "blob")
        + ", "
        + Sizes.text(verification.bytes());
    String same = verification.against().isEmpty()
        ? ""
        : ", the same as in " + Printable.text(verification.against());
    return (errors == 0 ? "sound" : Sizes.count(errors, "error"))
        + (notes == 0 ? "" : ", " + Sizes.count(notes, "note"))
        + "; "
        + content
        + (errors == 0 ? same : "")
        + (errors == 0 && !engine.isEmpty()
            ? ", and loads in Docker " + Printable.text(engine)
            : "");
  }

  private long count(Finding.Grade grade) {
    return verification.findings().stream()
        .filter(finding -> finding.grade() == grade)
        .count();
  }
}
