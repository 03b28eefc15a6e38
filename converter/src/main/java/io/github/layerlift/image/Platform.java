package io.github.layerlift.image;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an image runs on, in Go's terms; empty strings if the config doesn't have it.
 *
 * @param os such as {@code linux}
 * @param architecture such as {@code amd64}
 * @param variant such as {@code v7}
 * @param osVersion such as {@code 10.0.14393.1066}, by which Windows tells its images apart
 */
public record Platform(String os, String architecture, String variant, String osVersion) {
  /** The platform of images from before Docker recorded it: nothing else existed. */
  public static final Platform LINUX_AMD64 = new Platform("linux", "amd64", "");

  /** The form that {@link #parse} reads, for messages. */
  public static final String FORM =
      "os/arch[/variant], of letters, digits, underscores, full stops and hyphens";

  /**
   * What the parts consist of.
   *
   * @see <a href="https://github.com/containerd/platforms/blob/v0.2.1/platforms.go">containerd</a>
   */
  private static final Pattern PART = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9_.-]+");

  /** A platform of any version. */
  public Platform(String os, String architecture, String variant) {
    this(os, architecture, variant, "");
  }

  /** Reads {@code os/architecture[/variant]}; empty if {@code text} is anything else. */
  public static Optional<Platform> parse(String text) {
    String[] parts = text.split("/", -1);
    boolean valid = parts.length == 2 || parts.length == 3;
    for (String part : parts) {
      valid &= PART.matcher(part).matches();
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
