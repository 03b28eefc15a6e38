package io.github.layerlift.image;

import java.util.Optional;

/**
 * What an image runs on, in Go's terms; empty strings if the config doesn't have it.
 *
 * @param os such as {@code linux}
 * @param architecture such as {@code amd64}
 * @param variant such as {@code v7}
 */
public record Platform(String os, String architecture, String variant) {
  /** The platform of images from before Docker recorded it: nothing else existed. */
  public static final Platform LINUX_AMD64 = new Platform("linux", "amd64", "");

  /** Reads {@code os/architecture[/variant]}; empty if {@code text} is anything else. */
  public static Optional<Platform> parse(String text) {
    String[] parts = text.split("/", -1);
    boolean valid = parts.length == 2 || parts.length == 3;
    for (String part : parts) {
      valid &= !part.isEmpty() && part.equals(part.strip());
    }
    return valid
        ? Optional.of(new Platform(parts[0], parts[1], parts.length == 3 ? parts[2] : ""))
        : Optional.empty();
  }

  public boolean isComplete() {
    return !os.isEmpty() && !architecture.isEmpty();
  }

  /** {@code os/architecture[/variant]}. */
  @Override
  public String toString() {
    String base = os + "/" + architecture;
    return variant.isEmpty() ? base : base + "/" + variant;
  }
}
