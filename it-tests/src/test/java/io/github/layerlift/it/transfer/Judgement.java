package io.github.layerlift.it.transfer;

import io.github.layerlift.Verifier;
import io.github.layerlift.location.Input;
import io.github.layerlift.options.ReadOptions;
import io.github.layerlift.report.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Whether the conversion of an archive after a transfer is right. */
record Judgement(Converted converted, Set<String> missing, List<Finding> findings) {
  /** The outcome if nothing was lost. */
  static final String WHOLE = "all that was in it, without a word";

  /**
   * Converts {@code arrived}.
   *
   * @param wanted the expected result
   * @param modern where it goes
   */
  static Judgement of(Set<String> wanted, Path arrived, Path modern) throws IOException {
    Converted after = Converted.of(arrived, modern);
    Set<String> missing = new TreeSet<>(wanted);
    missing.removeAll(after.images());
    List<Finding> findings = after.isSilent()
        ? Verifier.verify(new Input.OfPath(modern), ReadOptions.builder().build())
            .findings()
            .stream()
            .filter(finding -> finding.grade() != Finding.Grade.NOTE)
            .toList()
        : List.of();
    return new Judgement(after, missing, findings);
  }

  boolean isRight() {
    return !converted.isSilent() || (missing.isEmpty() && findings.isEmpty());
  }

  /** A few words for the table. */
  String outcome() {
    if (converted.isSilent()) {
      return WHOLE;
    }
    String codes = String.join("`, `", new TreeSet<>(converted.told()));
    return (converted.isRefused() ? "refused as `" : "warned of `") + codes + "`";
  }

  @Override
  public String toString() {
    return "without a word, these are missing: " + missing + findings;
  }
}
