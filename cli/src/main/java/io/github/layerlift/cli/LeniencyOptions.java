package io.github.layerlift.cli;

import io.github.layerlift.Leniency;
import picocli.CommandLine.Option;

/** What is taken of an archive on the user's word. */
@Under(Heading.READ)
final class LeniencyOptions {
  @Option(
      names = "--joined",
      description = "The input may be several archives, one behind the other, as cat joins them."
          + " Take the images of all.")
  private boolean joined;

  @Option(
      names = "--take-last",
      description = "Of entries with one name and different content, take the last, as tar and"
          + " Docker do.")
  private boolean takeLast;

  Leniency leniency() {
    return new Leniency(joined, takeLast);
  }
}
