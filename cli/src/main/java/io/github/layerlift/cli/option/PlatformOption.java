package io.github.layerlift.cli.option;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The platform of images that don't record theirs. */
@Under(Heading.READ)
public final class PlatformOption {
  @Option(
      names = "--platform",
      paramLabel = "OS/ARCH",
      description = "For images from before Docker 0.8, which lack it. Default: linux/amd64.")
  private @Nullable String platform;

  public @Nullable String platform() {
    return platform;
  }
}
