package io.github.layerlift.dialect;

import io.github.layerlift.image.LayerContent;
import io.github.layerlift.image.MediaTypes;
import io.github.layerlift.json.JsonView;
import io.github.layerlift.report.ErrorCode;
import io.github.layerlift.report.Fault;
import io.github.layerlift.report.LayerliftException;
import java.util.ArrayList;
import java.util.List;

/** Reads descriptors: media type, digest, size. */
final class Descriptors {
  private Descriptors() {}

  /** Whether a layer may be absent, since it is to be fetched elsewhere. */
  static boolean mayBeElsewhere(JsonView layer) throws LayerliftException {
    return MediaTypes.isForeign(layer.text("mediaType")) || !layer.items("urls").isEmpty();
  }

  /** A layer that is to be fetched elsewhere. */
  static LayerContent.Foreign foreign(JsonView descriptor, Context context)
      throws LayerliftException {
    List<String> urls = new ArrayList<>();
    for (JsonView url : descriptor.items("urls")) {
      urls.add(url.text());
    }
    context
        .warnings()
        .add(
            "blob-elsewhere",
            "the layer " + descriptor.text("digest") + " is not in the archive, so neither in the"
                + " output; "
                + (urls.isEmpty()
                    ? "no URL says where it can be fetched"
                    : "engines have to fetch it from " + String.join(" or ", urls)));
    return new LayerContent.Foreign(
        MediaTypes.foreignLayer(descriptor.text("mediaType")),
        ConfigView.digest(required(descriptor, "digest")),
        required(descriptor, "size").size(),
        urls);
  }

  static JsonView required(JsonView object, String field) throws LayerliftException {
    return object
        .field(field)
        .orElseThrow(() -> Fault.of(ErrorCode.JSON_SHAPE, object.path() + " has no " + field)
            .in(object.entry())
            .exception());
  }
}
