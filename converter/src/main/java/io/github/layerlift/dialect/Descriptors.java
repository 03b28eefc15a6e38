package io.github.layerlift.dialect;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.WarningCode;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.LayerContent;
import io.github.layerlift.image.MediaTypes;
import io.github.layerlift.json.JsonFields;
import io.github.layerlift.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;

/** Reads descriptors: media type, digest, size. */
final class Descriptors {
  private Descriptors() {}

  /** That of a document in the file {@code entry}. */
  static JsonFields of(String type, Digest digest, long size, String entry, Context context)
      throws LayerliftException {
    JsonWriter json =
        new JsonWriter().startObject().field("mediaType", type).field("digest", digest.toString());
    return context.json().read(json.key("size").value(size).endObject().bytes(), entry);
  }

  /** Whether a layer may be absent, since it is fetched from elsewhere. */
  static boolean mayBeElsewhere(JsonFields layer) throws LayerliftException {
    return MediaTypes.isForeign(layer.text("mediaType")) || !layer.items("urls").isEmpty();
  }

  /** A layer that is fetched from elsewhere. */
  static LayerContent.Foreign foreign(JsonFields descriptor, Context context)
      throws LayerliftException {
    List<String> urls = new ArrayList<>();
    for (JsonFields url : descriptor.items("urls")) {
      urls.add(url.text());
    }
    context.warn(
        WarningCode.BLOB_ELSEWHERE,
        "the layer " + descriptor.text("digest") + " is not in the archive, so it is not in the"
            + " output; "
            + (urls.isEmpty()
                ? "no URL says where to fetch it"
                : "engines have to fetch it from " + String.join(" or ", urls)));
    return new LayerContent.Foreign(
        MediaTypes.foreignLayer(descriptor.text("mediaType")),
        ConfigView.digest(required(descriptor, "digest")),
        required(descriptor, "size").size(),
        urls);
  }

  static JsonFields required(JsonFields object, String field) throws LayerliftException {
    return object
        .field(field)
        .orElseThrow(() -> Fault.of(ErrorCode.JSON_SHAPE, object.path() + " has no " + field)
            .in(object.entry())
            .exception());
  }
}
