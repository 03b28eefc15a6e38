package io.github.layerlift.registry;

import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.json.JsonFields;
import io.github.layerlift.json.JsonLimits;
import io.github.layerlift.json.JsonReader;
import java.util.List;
import java.util.Optional;

/**
 * A layer that isn't in the archive, and of which its manifest says where it is. Registries take
 * those only from addresses that they are set up to allow; others they call unknown.
 *
 * @param address empty if the manifest has none
 */
record ForeignLayer(String digest, String address) {
  private static final JsonLimits LIMITS = new JsonLimits(Transport.MAX_ANSWER, 100);
  private static final String FOREIGN = "(?i).*(foreign|nondistributable).*";

  /** The one for which {@code manifest} was refused; empty if that had another reason. */
  static Optional<ForeignLayer> refused(byte[] manifest, Answer refusal) {
    List<String> unknown = Said.unknownBlobs(refusal);
    if (unknown.isEmpty()) {
      return Optional.empty();
    }
    try {
      for (JsonFields layer : new JsonReader(LIMITS).read(manifest, "").items("layers")) {
        List<JsonFields> urls = layer.items("urls");
        boolean isForeign = !urls.isEmpty() || layer.text("mediaType").matches(FOREIGN);
        if (isForeign && unknown.contains(layer.text("digest"))) {
          String address = urls.isEmpty() ? "" : urls.get(0).text();
          return Optional.of(new ForeignLayer(layer.text("digest"), address));
        }
      }
      return Optional.empty();
    } catch (LayerliftException e) {
      // then the registry's own words have to do
      return Optional.empty();
    }
  }
}
