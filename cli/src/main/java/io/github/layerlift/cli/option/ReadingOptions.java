package io.github.layerlift.cli.option;

import io.github.layerlift.options.ReadOptions;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The options of all commands that only read an archive. */
@Under(Heading.READ)
public final class ReadingOptions {
  @Mixin
  private ProgressOption progress = new ProgressOption();

  @Mixin
  private LeniencyOptions leniency = new LeniencyOptions();

  @Mixin
  private LimitOptions limits = new LimitOptions();

  @Mixin
  private CommonOptions common = new CommonOptions();

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  public boolean isQuiet() {
    return common.isQuiet();
  }

  /** The reading of {@code input} that the options describe; options that make no sense are a usage error. */
  public Reading of(String input, int jobs, @Nullable Path tempFolder) {
    return WrongUse.checked(
        command,
        () -> new Reading(
            input,
            isQuiet(),
            progress.style(),
            ReadOptions.builder()
                .limits(limits.limits())
                .leniency(leniency.leniency())
                .jobs(jobs)
                .tempFolder(tempFolder)
                .build()));
  }
}
