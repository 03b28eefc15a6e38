package io.github.layerlift.report;

import io.github.layerlift.text.Printable;
import java.util.Objects;

/**
 * One thing that a verification found.
 *
 * @param where the entry, with a JSONPath where that says more; empty if it is about the whole
 * @param text one sentence: what was found, and what was expected
 */
public record Finding(FindingCode code, String where, String text) {
  public Finding {
    Objects.requireNonNull(code);
    where = Printable.text(where);
    text = Printable.text(text);
  }

  /** How bad it is. */
  public enum Grade {
    /** Some reader will stumble, or the content is not what it should be. */
    ERROR,
    /** Nothing is wrong, but somebody may want to know. */
    NOTE
  }

  public Grade grade() {
    return code.grade();
  }
}
