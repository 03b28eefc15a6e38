package io.github.layerlift.layout;

import io.github.layerlift.image.Digest;
import io.github.layerlift.image.Layer;
import io.github.layerlift.image.LayerContent.Stored;
import io.github.layerlift.image.Root;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What a root consists of.
 *
 * @param manifests children before the index that lists them; the root's own is the last
 * @param blobs configs and layers, except layers that are elsewhere
 */
public record RootBlobs(Root root, List<Manifest> manifests, Set<Digest> blobs) {
  /** A manifest or an index. */
  public record Manifest(Digest digest, String mediaType) {}

  public RootBlobs {
    manifests = List.copyOf(manifests);
    blobs = new LinkedHashSet<>(blobs);
  }

  @Override
  public Set<Digest> blobs() {
    return new LinkedHashSet<>(blobs);
  }

  /** The root's own manifest or index. */
  public Manifest own() {
    return manifests.get(manifests.size() - 1);
  }

  static RootBlobs of(
      Root root, IdentityHashMap<Root.Image, ImageFiles> files, LayerDigests digests) {
    List<Manifest> manifests = new ArrayList<>();
    Set<Digest> blobs = new LinkedHashSet<>();
    collect(root, files, digests, manifests, blobs);
    return new RootBlobs(root, manifests, blobs);
  }

  private static void collect(
      Root root,
      IdentityHashMap<Root.Image, ImageFiles> files,
      LayerDigests digests,
      List<Manifest> manifests,
      Set<Digest> blobs) {
    if (root instanceof Root.Image image) {
      ImageFiles made = Objects.requireNonNull(files.get(image));
      blobs.add(made.configDigest());
      for (Layer layer : image.layers()) {
        if (layer.content() instanceof Stored stored) {
          blobs.add(digests.blob(stored));
        }
      }
    } else if (root instanceof Root.Index index) {
      index.children().forEach(child -> collect(child, files, digests, manifests, blobs));
    } else {
      ((Root.Artifact) root).blobs().forEach(blob -> blobs.add(digests.blob(blob)));
    }
    Root.Document document = RootDocument.of(root, files::get);
    manifests.add(new Manifest(Digest.of(document.bytes()), document.mediaType()));
  }
}
