package io.github.layerlift.layout;

import io.github.layerlift.image.Digest;
import io.github.layerlift.image.LayerContent.Foreign;
import io.github.layerlift.image.Reference;
import io.github.layerlift.image.Root;
import io.github.layerlift.json.JsonWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code manifest.json} and {@code repositories}, for Docker's classic store and all readers of its archives.
 *
 * @see <a href="https://github.com/moby/moby/blob/v24.0.7/image/tarexport/tarexport.go">its
 *     source</a>
 */
final class DockerJson {
  private DockerJson() {}

  /**
   * {@code manifest.json}. Names are fully qualified: every Docker shows them in the short form, and
   * podman gets them right.
   */
  static byte[] manifest(List<DockerItem> items) {
    JsonWriter out = new JsonWriter().startArray();
    for (DockerItem item : items) {
      ImageFiles files = item.files();
      out.startObject().field("Config", path(files.configDigest())).key("RepoTags");
      tags(item.tags(), out);
      out.field("Layers", files.layers().stream().map(DockerJson::path).toList());
      layerSources(files, out);
      out.endObject();
    }
    return out.endArray().bytes();
  }

  /** {@code repositories}: familiar name, tag, and the digest of the top layer in hex; all sorted. */
  static byte[] repositories(List<DockerItem> items) {
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
    names.forEach(out::field);
    return out.endObject().bytes();
  }

  private static void tags(List<Reference> tags, JsonWriter out) {
    if (tags.isEmpty()) {
      out.nullValue();
      return;
    }
    out.startArray();
    for (Reference tag : tags) {
      out.value(tag.toString());
    }
    out.endArray();
  }

  /** Only if a layer isn't here: some readers treat any entry as that of a foreign layer. */
  private static void layerSources(ImageFiles files, JsonWriter out) {
    Root.Image image = files.image();
    if (image.layers().stream().noneMatch(layer -> layer.content() instanceof Foreign)) {
      return;
    }
    out.key("LayerSources").startObject();
    for (int i = 0; i < image.layers().size(); i++) {
      if (image.layers().get(i).content() instanceof Foreign foreign) {
        out.key(files.diffIds().get(i).toString());
        new Descriptor(foreign.mediaType(), foreign.digest(), foreign.size())
            .open(out)
            .field("urls", foreign.urls())
            .endObject();
      }
    }
    out.endObject();
  }

  private static String path(Digest digest) {
    return LayoutFile.BLOBS + digest.hex();
  }
}
