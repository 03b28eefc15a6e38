package io.github.layerlift.layout;

import io.github.layerlift.image.Digest;
import io.github.layerlift.image.Reference;
import io.github.layerlift.json.JsonWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code repositories}: familiar name, tag, and the digest of the top layer in hex; all sorted. */
final class RepositoriesJson {
  private RepositoriesJson() {}

  static byte[] write(List<DockerItem> items) {
    Map<String, Map<String, String>> names = new TreeMap<>();
    for (DockerItem item : items) {
      List<Digest> layers = item.files().layers();
      if (!layers.isEmpty()) {
        String top = layers.get(layers.size() - 1).hex();
        for (Reference tag : item.tags()) {
          names.computeIfAbsent(tag.familiarName(), any -> new TreeMap<>()).put(tag.tag(), top);
        }
      }
    }
    JsonWriter out = new JsonWriter().startObject();
    names.forEach((name, tags) -> {
      out.key(name).startObject();
      tags.forEach(out::field);
      out.endObject();
    });
    return out.endObject().bytes();
  }
}
