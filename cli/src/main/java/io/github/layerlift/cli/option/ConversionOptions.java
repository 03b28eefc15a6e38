package io.github.layerlift.cli.option;

import io.github.layerlift.options.ConvertOptions;
import io.github.layerlift.options.ConvertOptionsBuilder;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How archives are converted, one or many. */
@Under(Heading.WRITE)
public final class ConversionOptions {
  /** What a shell completes after {@code --compress}; the level is left to the user. */
  static final class Packings implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of("gzip", "zstd").iterator();
    }
  }

  @Option(
      names = "--compress",
      paramLabel = "gzip|zstd[:LEVEL]",
      completionCandidates = Packings.class,
      description = "Compress plain layers: gzip:1 to gzip:9, zstd:1 to zstd:19.")
  private @Nullable String compress;

  @Option(
      names = "--no-manifest-json",
      description = "Leave out manifest.json, which Docker's classic store needs.")
  private boolean withoutManifestJson;

  @Option(names = "--no-repositories", description = "Leave out repositories.")
  private boolean withoutRepositories;

  @Option(
      names = "--platform-in-index",
      description = "Also name the platform in index.json. Some registries reject that.")
  private boolean platformInIndex;

  @Option(
      names = "--drop-empty-layers",
      description =
          "Turn empty layers of the oldest archives into history entries. Changes the image ID.")
  private boolean dropEmptyLayers;

  @Mixin
  private RunningOptions running = new RunningOptions();

  /**
   * Starts the library's options from the given ones.
   *
   * @throws IllegalArgumentException if a number is out of its range
   */
  public ConvertOptionsBuilder builder() {
    return ConvertOptions.builder()
        .compress(compress)
        .manifestJson(!withoutManifestJson)
        .repositories(!withoutRepositories)
        .platformInIndex(platformInIndex)
        .dropEmptyLayers(dropEmptyLayers)
        .strict(running.isStrict())
        .reading(running.reading());
  }
}
