package io.github.layerlift.fault;

import io.github.layerlift.text.Printable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something a careful user wants to know, that did not stop the conversion.
 *
 * @param code a {@link WarningCode}; or the code of the finding that a verification of the output
 *     would have
 * @param sentence what it is
 * @param wayOut what the user can do about it, where that takes a setting
 */
public record Warning(Code code, String sentence, @Nullable WayOut wayOut) {
  /** What a warning is of. */
  public interface Code {
    /** The name that reports and scripts use, such as {@code config-name}. */
    String id();
  }

  public Warning {
    Objects.requireNonNull(code);
    sentence = Printable.text(sentence);
  }

  /** All of it in the library's own words. */
  public String text() {
    return text(Setting::with);
  }

  /** All of it, for who knows the settings by other names. */
  public String text(WayOut.Terms terms) {
    return wayOut == null ? sentence : sentence + "; " + wayOut.text(terms);
  }
}
