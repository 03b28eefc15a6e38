package io.github.layerlift.output;

import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.MediaTypes;
import io.github.layerlift.json.Json;
import io.github.layerlift.json.JsonFields;
import io.github.layerlift.json.JsonLimits;
import io.github.layerlift.json.JsonReader;
import io.github.layerlift.json.JsonWriter;
import io.github.layerlift.layout.RootBlobs.Manifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A manifest that is about another one, such as a signature. A registry lists those of an image; for
 * one that doesn't, clients keep the list under a tag.
 *
 * @param subject what it is about
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md">Referrers Tag
 *     Schema</a>
 */
record Referrer(Digest subject, Manifest manifest, byte[] bytes) {
  /** As registries limit manifests. */
  private static final JsonLimits LIMITS = new JsonLimits(4 << 20, 100);

  Referrer {
    bytes = bytes.clone();
  }

  /** Empty if the manifest is about none. */
  static Optional<Referrer> of(Manifest manifest, byte[] bytes) throws LayerliftException {
    Optional<JsonFields> subject = read(bytes, manifest.digest().toString()).field("subject");
    if (subject.isEmpty()) {
      return Optional.empty();
    }
    return Digest.parse(subject.get().text("digest"))
        .map(digest -> new Referrer(digest, manifest, bytes));
  }

  /** The tag of the list. */
  String tag() {
    return "sha256-" + subject.hex();
  }

  /**
   * The list with this one in it.
   *
   * @param list as it is; empty if there is none yet
   */
  byte[] addedTo(Optional<byte[]> list) throws LayerliftException {
    List<Json> others = new ArrayList<>();
    if (list.isPresent()) {
      for (JsonFields each : read(list.get(), tag()).items("manifests")) {
        if (each.text("digest").equals(manifest.digest().toString())) {
          return list.get();
        }
        others.add(each.json());
      }
    }
    JsonWriter out = new JsonWriter()
        .startObject()
        .field("schemaVersion", 2)
        .field("mediaType", MediaTypes.INDEX)
        .key("manifests")
        .startArray();
    others.forEach(out::value);
    describe(out);
    return out.endArray().endObject().bytes();
  }

  private void describe(JsonWriter out) throws LayerliftException {
    JsonFields own = read(bytes, manifest.digest().toString());
    String type = own.text("artifactType");
    if (type.isEmpty() && own.field("config").isPresent()) {
      type = own.field("config").get().text("mediaType");
    }
    out.startObject()
        .field("mediaType", manifest.mediaType())
        .field("digest", manifest.digest().toString())
        .field("size", bytes.length);
    if (!type.isEmpty()) {
      out.field("artifactType", type);
    }
    Optional<JsonFields> annotations = own.field("annotations");
    if (annotations.isPresent()) {
      out.key("annotations").value(annotations.get().json());
    }
    out.endObject();
  }

  private static JsonFields read(byte[] bytes, String name) throws LayerliftException {
    return new JsonReader(LIMITS).read(bytes, name);
  }
}
