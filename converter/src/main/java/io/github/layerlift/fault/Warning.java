package io.github.layerlift.fault;

import io.github.layerlift.text.Printable;
import java.util.Objects;

/**
 * Something a careful user wants to know, that did not stop the conversion.
 *
 * @param code a stable name, such as {@code config-name}
 * @param text one sentence
 */
public record Warning(String code, String text) {
  public Warning {
    Objects.requireNonNull(code);
    text = Printable.text(text);
  }
}
