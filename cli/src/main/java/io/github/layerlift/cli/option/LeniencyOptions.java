package io.github.layerlift.cli.option;

import io.github.layerlift.options.Inside;
import io.github.layerlift.options.Leniency;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is read of an archive, and how, because the user says so. */
@Under(Heading.READ)
final class LeniencyOptions {
  @Option(
      names = "--joined",
      description = "The input may be several archives, one after the other, as joined by cat."
          + " Take the images of all.")
  private boolean joined;

  @Option(
      names = "--take-last",
      description =
          "Of duplicate entries with different content, take the last, as tar and" + " Docker do.")
  private boolean takeLast;

  @Option(
      names = "--read-as",
      paramLabel = "KIND",
      completionCandidates = Kinds.class,
      description =
          "Read the archive as this kind, whatever else is in it: v1, docker-archive, oci, dir,"
              + " registry or registry-0.x.")
  private @Nullable String kind;

  @Option(
      names = "--inside",
      paramLabel = "PATH",
      description = "Read the archive at this path inside of the input: a folder or a file in it.")
  private @Nullable String path;

  /** For completion. */
  static final class Kinds implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of("v1", "docker-archive", "oci", "dir", "registry", "registry-0.x")
          .iterator();
    }
  }

  /**
   * @throws IllegalArgumentException if there is no such kind
   */
  Leniency leniency() {
    Leniency leniency = new Leniency(joined, takeLast, Optional.ofNullable(kind));
    return path == null ? leniency : leniency.with(Inside.at(path));
  }
}
