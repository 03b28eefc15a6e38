package io.github.layerlift.cli.option;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@code --compress} means for what goes to a registry.
 *
 * @param compress the option's value; null if it isn't given
 */
public record PushPacking(@Nullable String compress) {
  /** The value that leaves plain layers plain. */
  public static final String PLAIN = "none";

  /** How images without a manifest are packed. */
  public Optional<String> ofNew() {
    return isPlain() ? Optional.empty() : Optional.of("gzip");
  }

  /** How all images are packed; null to leave those that have a manifest as they are. */
  public @Nullable String ofAll() {
    return isPlain() ? null : compress;
  }

  private boolean isPlain() {
    return PLAIN.equals(compress);
  }
}
