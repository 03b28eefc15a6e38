package io.github.layerlift.fault;

import io.github.layerlift.text.Printable;
import java.util.Objects;

/**
 * Something a careful user wants to know, that did not stop the conversion.
 *
 * @param code a {@link WarningCode}; or the code of the finding that a verification of the output
 *     would have
 * @param text one sentence
 */
public record Warning(Code code, String text) {
  /** What a warning is of. */
  public interface Code {
    /** The name that reports and scripts use, such as {@code config-name}. */
    String id();
  }

  public Warning {
    Objects.requireNonNull(code);
    text = Printable.text(text);
  }
}
