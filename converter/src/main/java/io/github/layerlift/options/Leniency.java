package io.github.layerlift.options;

import io.github.layerlift.dialect.Dialects;
import java.util.Optional;

/**
 * What is accepted although readers of archives disagree on it, since the user says how to read it.
 *
 * @param joined whether an input may be several archives, one after the other; the images of all are taken
 * @param takeLast whether the last of duplicate entries counts if they differ
 * @param readAs the kind to read the archive as, whatever else is in it: {@code v1},
 *     {@code docker-archive}, {@code oci}, {@code dir}, {@code registry} or {@code registry-0.x}; if it isn't given, it is detected
 * @param inside which archives are read of one that holds others
 */
public record Leniency(boolean joined, boolean takeLast, Optional<String> readAs, Inside inside) {
  /** Refuses what readers disagree on. */
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

  /** Leniency towards an archive that nobody has to look for. */
  public Leniency(boolean joined, boolean takeLast, Optional<String> readAs) {
    this(joined, takeLast, readAs, Inside.ONE);
  }

  /** Leniency towards an archive whose kind is detected. */
  public Leniency(boolean joined, boolean takeLast) {
    this(joined, takeLast, Optional.empty());
  }

  /** The same, for what {@code other} says. */
  public Leniency with(Inside other) {
    return new Leniency(joined, takeLast, readAs, other);
  }
}
