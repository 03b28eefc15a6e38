package io.github.layerlift.cli;

import picocli.CommandLine.Option;

/** How progress is shown, by whatever may take long. */
@Under(Heading.REPORT)
final class ProgressOption {
  @Option(
      names = "--progress",
      paramLabel = "auto|bar|plain|json|none",
      description = "How to show progress on stderr. Default: auto.")
  private ProgressStyle style = ProgressStyle.AUTO;

  ProgressStyle style() {
    return style;
  }
}
