package io.github.layerlift.layout;

import io.github.layerlift.image.Digest;
import io.github.layerlift.image.LayerContent.Foreign;
import io.github.layerlift.image.Reference;
import io.github.layerlift.image.Root;
import io.github.layerlift.json.JsonWriter;
import java.util.List;

/**
 * {@code manifest.json}, for Docker's classic store and all readers of its archives. Names are fully
 * qualified: every Docker shows them in the short form, and podman gets them right.
 *
 * @see <a href="https://github.com/moby/moby/blob/v24.0.7/image/tarexport/tarexport.go">its
 *     source</a>
 */
final class ManifestJson {
  private ManifestJson() {}

  static byte[] write(List<DockerItem> items) {
    JsonWriter out = new JsonWriter().startArray();
    for (DockerItem item : items) {
      ImageFiles files = item.files();
      out.startObject().field("Config", path(files.configDigest())).key("RepoTags");
      tags(item.tags(), out);
      out.field("Layers", files.layers().stream().map(ManifestJson::path).toList());
      layerSources(files, out);
      out.endObject();
    }
    return out.endArray().bytes();
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
