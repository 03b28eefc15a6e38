package io.github.layerlift.fault;

import io.github.layerlift.text.Printable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that a careful user wants to know, but that did not stop the conversion.
 *
 * @param code a {@link WarningCode}; or the code of the finding that verifying the output would report
 * @param sentence what is odd
 * @param wayOut what the user can do about it, if that takes a setting
 */
public record Warning(Code code, String sentence, @Nullable WayOut wayOut) {
  /** The subject of a warning. */
  public interface Code {
    /** The name that reports and scripts use, such as {@code config-name}. */
    String id();
  }

  public Warning {
    Objects.requireNonNull(code);
    sentence = Printable.text(sentence);
  }

  /** The full text, with the library's own names. */
  public String text() {
    return text(Setting::with);
  }

  /** The full text, with other names for the settings. */
  public String text(WayOut.Terms terms) {
    return wayOut == null ? sentence : sentence + "; " + wayOut.text(terms);
  }
}
