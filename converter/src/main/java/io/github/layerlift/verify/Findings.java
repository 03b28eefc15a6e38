package io.github.layerlift.verify;

import io.github.layerlift.json.JsonFields;
import io.github.layerlift.report.Finding;
import io.github.layerlift.report.FindingCode;
import java.util.ArrayList;
import java.util.List;

/** Collects findings, in the order in which they are found; from one thread. */
public final class Findings {
  /** A malicious archive may have something wrong with each of a million entries. */
  private static final int MAX_FINDINGS = 10_000;

  private final List<Finding> all = new ArrayList<>();

  public void add(FindingCode code, String where, String text) {
    if (all.size() < MAX_FINDINGS) {
      all.add(new Finding(code, where, text));
    } else if (all.size() == MAX_FINDINGS) {
      all.add(new Finding(
          FindingCode.TOO_MANY,
          "",
          "there are more findings; only the first " + MAX_FINDINGS + " are reported"));
    }
  }

  /** Something about a value of a document. */
  void add(FindingCode code, JsonFields value, String text) {
    add(code, where(value), text);
  }

  static String where(JsonFields value) {
    return value.path().equals("$") ? value.entry() : value.entry() + " " + value.path();
  }

  public List<Finding> list() {
    return List.copyOf(all);
  }
}
