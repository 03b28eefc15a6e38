package io.github.layerlift.cli.option;

import io.github.layerlift.options.ReadOptions;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How images are read and worked on, wherever they go. */
@Under(Heading.RUN)
public final class RunningOptions {
  @Option(
      names = "--strict",
      description = "Treat warnings as errors, even for images that aren't selected.")
  private boolean strict;

  @Option(
      names = {"-j", "--jobs"},
      paramLabel = "N",
      description = "Threads that hash and write. Default: one for each processor.")
  private int jobs = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--temp-dir",
      paramLabel = "FOLDER",
      description =
          "Where scratch files go. Default: beside the output, or the system's own if there is none.")
  private @Nullable Path tempFolder;

  @Mixin
  private LeniencyOptions leniency = new LeniencyOptions();

  @Mixin
  private LimitOptions limits = new LimitOptions();

  public boolean isStrict() {
    return strict;
  }

  /**
   * The reading that the options describe.
   *
   * @throws IllegalArgumentException if a number is out of its range
   */
  public ReadOptions reading() {
    return ReadOptions.builder()
        .jobs(jobs)
        .tempFolder(tempFolder)
        .leniency(leniency.leniency())
        .limits(limits.limits())
        .build();
  }
}
