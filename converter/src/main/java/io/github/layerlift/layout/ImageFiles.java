package io.github.layerlift.layout;

import io.github.layerlift.image.Digest;
import io.github.layerlift.image.Layer;
import io.github.layerlift.image.LayerContent.Foreign;
import io.github.layerlift.image.LayerContent.Stored;
import io.github.layerlift.image.MediaTypes;
import io.github.layerlift.image.Root;
import io.github.layerlift.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * One image's config and manifest, and the digests of its layers.
 *
 * @param diffIds of the layers, base first
 * @param layers digests of the layers' blobs, base first
 */
record ImageFiles(
    Root.Image image,
    List<Digest> diffIds,
    List<Digest> layers,
    byte[] config,
    byte[] manifest,
    String manifestType) {

  static ImageFiles of(Root.Image image, LayerDigests digests) {
    List<Digest> layers = new ArrayList<>(image.layers().size());
    for (Layer layer : image.layers()) {
      layers.add(blob(layer, digests));
    }
    List<Digest> diffIds = digests.diffIds(image);
    byte[] config = image.config().bytes(diffIds);
    Root.Document given = image.manifest();
    return given == null
        ? new ImageFiles(
            image, diffIds, layers, config, manifest(image, layers, config), MediaTypes.MANIFEST)
        : new ImageFiles(image, diffIds, layers, config, given.bytes(), given.mediaType());
  }

  Digest configDigest() {
    return Digest.of(config);
  }

  Descriptor descriptor() {
    return Descriptor.of(manifestType, manifest);
  }

  private static Digest blob(Layer layer, LayerDigests digests) {
    if (layer.content() instanceof Foreign foreign) {
      return foreign.digest();
    }
    return digests.blob((Stored) layer.content());
  }

  private static byte[] manifest(Root.Image image, List<Digest> layers, byte[] config) {
    JsonWriter out = new JsonWriter()
        .startObject()
        .field("schemaVersion", 2)
        .field("mediaType", MediaTypes.MANIFEST)
        .key("config");
    Descriptor.of(MediaTypes.CONFIG, config).write(out).key("layers").startArray();
    for (int i = 0; i < layers.size(); i++) {
      if (image.layers().get(i).content() instanceof Foreign foreign) {
        new Descriptor(foreign.mediaType(), foreign.digest(), foreign.size())
            .open(out)
            .field("urls", foreign.urls())
            .endObject();
      } else {
        Stored stored = (Stored) image.layers().get(i).content();
        new Descriptor(MediaTypes.layer(stored.compression()), layers.get(i), stored.size())
            .write(out);
      }
    }
    out.endArray();
    if (!image.annotations().isEmpty()) {
      out.field("annotations", image.annotations());
    }
    return out.endObject().bytes();
  }
}
