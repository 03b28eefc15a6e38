package io.github.layerlift.report;

import io.github.layerlift.text.Printable;
import java.util.Objects;

/**
 * One thing that a verification found.
 *
 * @param where the entry, with a JSONPath if that says more; empty if it is about the whole archive
 * @param text one sentence: what was found, and what was expected
 */
public record Finding(FindingCode code, String where, String text) {
  public Finding {
    Objects.requireNonNull(code);
    where = Printable.text(where);
    text = Printable.text(text);
  }

  /** The severity. */
  public enum Grade {
    /** Some reader will fail, or the content is not what it should be. */
    ERROR,
    /** Nothing is wrong, but it may be worth knowing. */
    NOTE
  }

  public Grade grade() {
    return code.grade();
  }
}
