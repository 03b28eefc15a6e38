package io.github.layerlift.cli.batch;

import io.github.layerlift.cli.console.Console;
import io.github.layerlift.cli.option.AccessOptions;
import io.github.layerlift.cli.option.Heading;
import io.github.layerlift.cli.option.PushPacking;
import io.github.layerlift.cli.option.Under;
import io.github.layerlift.cli.option.WrongUse;
import io.github.layerlift.options.BatchOptions;
import io.github.layerlift.options.BatchOptionsBuilder;
import io.github.layerlift.options.ConvertOptions;
import io.github.layerlift.options.PushOptions;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The registry that a batch pushes to, if it does. */
public final class PushOption {
  @Under(Heading.WRITE)
  @Option(
      names = "--push",
      paramLabel = "REGISTRY/PREFIX/",
      description = "Push all images to below this place; DIR gets a receipt for each archive."
          + " Plain layers are packed with gzip; --compress none leaves them.")
  private @Nullable String place;

  @Mixin
  private AccessOptions access = new AccessOptions();

  /** Each option is valid by itself; the combination may not be. */
  void requireSense(@Nullable CommandSpec spec, ConvertOptions conversion) {
    WrongUse.refuse(
        spec,
        place != null && !place.endsWith("/"),
        "--push takes a place with a slash at its end, such as registry.example.com/old/");
    WrongUse.refuse(
        spec,
        place != null
            && (!conversion.manifestJson()
                || !conversion.repositories()
                || conversion.platformInIndex()),
        "--push leaves no use for --no-manifest-json, --no-repositories and --platform-in-index");
    WrongUse.refuse(
        spec, place == null && access.isGiven(), "a login, --plain-http and --tls-* need --push");
  }

  /**
   * Starts options for a batch.
   *
   * @param list what stdin may be needed for
   */
  BatchOptionsBuilder builder(
      @Nullable CommandSpec spec,
      Path into,
      ConvertOptions conversion,
      @Nullable String list,
      Console console)
      throws IOException {
    if (place == null) {
      return BatchOptions.builder(into).conversion(conversion);
    }
    PushPacking packing = new PushPacking(conversion.compress().orElse(null));
    PushOptions push =
        new PushOptions(place, access.access(spec, list, "the list", console), packing.ofNew());
    return BatchOptions.builder(into, push)
        .conversion(conversion.with().compress(packing.ofAll()).build());
  }
}
