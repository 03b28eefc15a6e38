package io.github.layerlift.verify;

import io.github.layerlift.dialect.Context;
import io.github.layerlift.dialect.ImageSource;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.MalformedArchiveException;
import io.github.layerlift.image.ConfigSource;
import io.github.layerlift.image.Platform;
import io.github.layerlift.image.Root;
import io.github.layerlift.json.JsonFields;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What images from before Docker 1.10 may have become on request: with a platform other than the
 * default if they have none, without their empty layers.
 */
final class V1Variants {
  /** More than anyone needs; a layout may have any number. */
  private static final int MAX_PLATFORMS = 8;

  private final ImageSource source;
  private final Context context;
  private final List<LayoutCheck.Image> images;
  private final List<Reading> readings = new ArrayList<>();

  /**
   * @param images of the layout, whose platforms are tried
   */
  V1Variants(ImageSource source, Context context, List<LayoutCheck.Image> images) {
    this.source = source;
    this.context = context;
    this.images = List.copyOf(images);
  }

  /** One way in which an image may have been converted. */
  record Variant(Root.Image image, boolean dropsEmptyLayers) {}

  private record Reading(List<Root> roots, boolean dropsEmptyLayers) {}

  /** All ways but the usual one; none for images that have a config. */
  List<Variant> all(OldImages.Old old) throws LayerliftException {
    if (!(old.image().config() instanceof ConfigSource.Made)) {
      return List.of();
    }
    if (readings.isEmpty()) {
      read();
    }
    List<Variant> variants = new ArrayList<>();
    for (Reading reading : readings) {
      Root.Image image = (Root.Image) reading.roots().get(old.root());
      variants.add(new Variant(
          image,
          reading.dropsEmptyLayers()
              && image.layers().size() < old.image().layers().size()));
    }
    return variants;
  }

  private void read() throws LayerliftException {
    Set<Platform> platforms = new LinkedHashSet<>();
    platforms.add(Platform.LINUX_AMD64);
    for (LayoutCheck.Image image : images) {
      Platform platform = platform(image.config());
      if (platform.isComplete() && platforms.size() < MAX_PLATFORMS) {
        platforms.add(platform);
      }
    }
    for (Platform platform : platforms) {
      for (boolean drop : List.of(false, true)) {
        Context other =
            new Context(context.json(), context.warnings(), context.maxLayers(), platform, drop);
        readings.add(new Reading(source.read(other), drop));
      }
    }
  }

  /** The platform in a config, as far as it is text; anything else has been reported before. */
  private static Platform platform(JsonFields config) throws LayerliftException {
    try {
      return new Platform(config.text("os"), config.text("architecture"), config.text("variant"));
    } catch (MalformedArchiveException e) {
      return new Platform("", "", "");
    }
  }
}
