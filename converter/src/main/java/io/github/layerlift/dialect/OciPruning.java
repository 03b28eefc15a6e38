package io.github.layerlift.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.image.Digest;
import io.github.layerlift.json.GoFold;
import io.github.layerlift.json.Json;
import io.github.layerlift.json.JsonFields;
import io.github.layerlift.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Removes from an index what the archive doesn't have, and refers to pruned indexes by their new
 * digests; all other fields stay.
 */
final class OciPruning {
  private final JsonFields document;
  private final List<JsonFields> kept = new ArrayList<>();
  private final List<byte[]> targets = new ArrayList<>();
  private boolean renamed;

  OciPruning(JsonFields document) {
    this.document = document;
  }

  /**
   * Keeps a descriptor.
   *
   * @param target what it points to now
   */
  void keep(JsonFields descriptor, byte[] target) throws LayerliftException {
    renamed |= !descriptor.text("digest").equals(Digest.of(target).toString());
    kept.add(descriptor);
    targets.add(target);
  }

  /** Whether the index has to be rewritten. */
  boolean isChanged() throws LayerliftException {
    return renamed || kept.size() < document.items("manifests").size();
  }

  byte[] write() throws LayerliftException {
    JsonWriter out = new JsonWriter().startObject();
    for (Map.Entry<String, Json> field : document.object().entrySet()) {
      out.key(field.getKey());
      if (GoFold.matches(field.getKey(), "manifests")) {
        out.startArray();
        for (int i = 0; i < kept.size(); i++) {
          write(kept.get(i), targets.get(i), out);
        }
        out.endArray();
      } else {
        out.value(field.getValue());
      }
    }
    return out.endObject().text().getBytes(UTF_8);
  }

  private static void write(JsonFields descriptor, byte[] target, JsonWriter out)
      throws LayerliftException {
    out.startObject();
    for (Map.Entry<String, Json> field : descriptor.object().entrySet()) {
      out.key(field.getKey());
      if (GoFold.matches(field.getKey(), "digest")) {
        out.value(Digest.of(target).toString());
      } else if (GoFold.matches(field.getKey(), "size")) {
        out.value(target.length);
      } else {
        out.value(field.getValue());
      }
    }
    out.endObject();
  }
}
