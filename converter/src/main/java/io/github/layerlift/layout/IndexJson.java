package io.github.layerlift.layout;

import io.github.layerlift.image.MediaTypes;
import io.github.layerlift.image.Reference;
import io.github.layerlift.image.Root;
import io.github.layerlift.json.JsonWriter;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code index.json}: a descriptor for each tag, and one for each untagged root. */
final class IndexJson {
  /** containerd's name for an image: full and normalised. */
  static final String IMAGE_NAME = "io.containerd.image.name";

  static final String REF_NAME = "org.opencontainers.image.ref.name";

  private IndexJson() {}

  static byte[] write(
      List<Root> roots, IdentityHashMap<Root.Image, ImageFiles> files, LayoutOptions options) {
    JsonWriter out = new JsonWriter()
        .startObject()
        .field("schemaVersion", 2)
        .field("mediaType", MediaTypes.INDEX)
        .key("manifests")
        .startArray();
    for (Root root : roots) {
      if (root.tags().isEmpty()) {
        descriptor(root, files, options, out, annotations(root));
      }
      for (Reference tag : root.tags()) {
        Map<String, String> annotations = annotations(root);
        annotations.put(IMAGE_NAME, tag.toString());
        annotations.put(REF_NAME, tag.tag());
        descriptor(root, files, options, out, annotations);
      }
    }
    return out.endArray().endObject().bytes();
  }

  private static void descriptor(
      Root root,
      IdentityHashMap<Root.Image, ImageFiles> files,
      LayoutOptions options,
      JsonWriter out,
      Map<String, String> annotations) {
    target(root, files).open(out);
    if (!annotations.isEmpty()) {
      out.field("annotations", annotations);
    }
    if (options.platformInIndex() && root instanceof Root.Image image) {
      out.key("platform").value(PlatformJson.of(image.platform()));
    }
    out.endObject();
  }

  private static Descriptor target(Root root, IdentityHashMap<Root.Image, ImageFiles> files) {
    Root.Document document = RootDocument.of(root, files::get);
    return Descriptor.of(document.mediaType(), document.bytes());
  }

  /** The archive's other annotations, sorted. */
  private static Map<String, String> annotations(Root root) {
    Root.Document document = root.document();
    return document == null ? new TreeMap<>() : new TreeMap<>(document.annotations());
  }
}
