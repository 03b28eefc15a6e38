package io.github.layerlift.cli.option;

import io.github.layerlift.cli.progress.ProgressStyle;
import picocli.CommandLine.Option;

/** How progress is shown, for commands that may take long. */
@Under(Heading.REPORT)
public final class ProgressOption {
  @Option(
      names = "--progress",
      paramLabel = "auto|bar|plain|json|none",
      description = "How to show progress on stderr. Default: ${DEFAULT-VALUE}.")
  private ProgressStyle style = ProgressStyle.AUTO;

  public ProgressStyle style() {
    return style;
  }
}
