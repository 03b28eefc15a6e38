package io.github.layerlift.options;

import io.github.layerlift.dialect.Dialects;
import java.util.Optional;

/**
 * What is taken although readers of archives disagree on it, since the user says how it is meant.
 *
 * @param joined whether an input may be several archives, one behind the other; the images of all
 *     are taken
 * @param takeLast whether the last entry of a name counts where entries of one name differ
 * @param readAs the kind of archive that the input is taken for, whatever else is in it: {@code v1},
 *     {@code docker-archive} or {@code oci}; if it isn't given, what is in it tells
 */
public record Leniency(boolean joined, boolean takeLast, Optional<String> readAs) {
  /** What readers disagree on is refused. */
  public static final Leniency NONE = new Leniency(false, false);

  /**
   * @throws IllegalArgumentException if there is no such kind
   */
  public Leniency {
    if (readAs.isPresent() && !Dialects.names().contains(readAs.get())) {
      throw new IllegalArgumentException("an archive can be read as "
          + String.join(", ", Dialects.names()) + ", not as \"" + readAs.get() + "\"");
    }
  }

  /** Leniency towards an archive whose kind shows. */
  public Leniency(boolean joined, boolean takeLast) {
    this(joined, takeLast, Optional.empty());
  }
}
