package io.github.layerlift.layout;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.layerlift.bytes.MemorySource;
import io.github.layerlift.image.Compression;
import io.github.layerlift.image.ConfigSource;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.Hashed;
import io.github.layerlift.image.Layer;
import io.github.layerlift.image.LayerContent.Foreign;
import io.github.layerlift.image.LayerContent.Stored;
import io.github.layerlift.image.Platform;
import io.github.layerlift.image.Reference;
import io.github.layerlift.image.Root;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Made-up images, for tests of what happens to images. */
public final class SampleImages {

  private SampleImages() {}

  /** The real digests of the bytes of these layers; all are assumed to be plain. */
  public static final LayerDigests DIGESTS = layer -> new Hashed(digest(layer), digest(layer));

  /** An image with the config {@code config}. */
  public static Root.Image image(String config, List<Layer> layers, String... tags) {
    return new Root.Image(
        new ConfigSource.Verbatim(config.getBytes(UTF_8)),
        layers,
        Platform.LINUX_AMD64,
        null,
        tags(tags));
  }

  /** An image whose config is made from its diff IDs. */
  public static Root.Image made(List<Layer> layers, String... tags) {
    return new Root.Image(
        new ConfigSource.Made(diffIds -> diffIds.toString().getBytes(UTF_8), List.of()),
        layers,
        Platform.LINUX_AMD64,
        null,
        tags(tags));
  }

  /** An image that has its own manifest. */
  public static Root.Image withManifest(Root.Image image, Root.Document manifest) {
    return new Root.Image(image.config(), image.layers(), image.platform(), manifest, image.tags());
  }

  /** An image on another platform. */
  public static Root.Image on(Root.Image image, Platform platform) {
    return new Root.Image(image.config(), image.layers(), platform, image.manifest(), image.tags());
  }

  public static Root.Document document(String text, String mediaType) {
    return new Root.Document(text.getBytes(UTF_8), mediaType, Map.of());
  }

  /** A plain layer of its own, of these bytes. */
  public static Layer layer(String bytes) {
    return layer(stored(bytes, Compression.NONE, null), null);
  }

  public static Layer layer(Stored stored, Digest diffId) {
    return new Layer(stored, diffId, List.of());
  }

  public static Layer foreign(Foreign foreign, Digest diffId) {
    return new Layer(foreign, diffId, List.of());
  }

  public static Stored stored(String bytes, Compression compression, Digest claimed) {
    return new Stored(
        MemorySource.extent("layer " + bytes, bytes.getBytes(UTF_8)), compression, claimed);
  }

  public static Digest digest(String bytes) {
    return Digest.of(bytes.getBytes(UTF_8));
  }

  public static List<Reference> tags(String... names) {
    List<Reference> tags = new ArrayList<>();
    for (String name : names) {
      tags.add(Reference.parse(name).orElseThrow());
    }
    return tags;
  }

  private static Digest digest(Stored layer) {
    try {
      return Digest.of(layer.extent().head(1 << 20));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
