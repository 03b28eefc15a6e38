package io.github.layerlift.dialect;

import io.github.layerlift.bytes.Extent;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Setting;
import io.github.layerlift.fault.WarningCode;
import io.github.layerlift.fault.WayOut;
import io.github.layerlift.image.Compression;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.LayerContent.Stored;
import org.jspecify.annotations.Nullable;

/** What the dialects have in common about layer files. */
final class StoredLayers {
  /** Docker's own limit for an image's layers. */
  private static final int DOCKER_LIMIT = 127;

  private StoredLayers() {}

  /** A layer file, read just enough to know how it is packed. */
  static Stored of(Extent file, @Nullable Digest declared) throws LayerliftException {
    return new Stored(file, Compression.detect(file.head(Compression.MAGIC_LENGTH)), declared);
  }

  /** Refuses too many layers, and warns of many. */
  static void requireCount(int layers, String image, Context context) throws LayerliftException {
    requireLimit(layers, image, context);
    if (layers > DOCKER_LIMIT) {
      context.warn(
          WarningCode.MANY_LAYERS,
          "\"" + image + "\" has " + layers + " layers; most engines can't load more than "
              + DOCKER_LIMIT);
    }
  }

  /** Refuses too many layers. */
  static void requireLimit(int layers, String image, Context context) throws LayerliftException {
    if (layers > context.maxLayers()) {
      throw Fault.of(
              ErrorCode.TOO_MANY_LAYERS,
              "the image has " + layers + " layers, which exceeds the limit of "
                  + context.maxLayers())
          .in(image)
          .hint(WayOut.raise(Setting.LAYERS))
          .exception();
    }
  }
}
