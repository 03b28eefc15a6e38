package io.github.layerlift.layout;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.layerlift.image.Digest;
import io.github.layerlift.image.Reference;
import io.github.layerlift.image.Root;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * All small files of a layout, in the order in which they are written: first the files that readers
 * look up by name, then manifests, then configs. Their sizes don't depend on the layers' digests,
 * so their places are known before the digests are.
 *
 * @param named {@code oci-layout}, {@code index.json}, {@code manifest.json}, {@code repositories}
 * @param blobs manifests and indexes, then configs; each digest once
 * @param images the result for each image of the input, in its order
 * @param roots what each root consists of
 */
public record Layout(
    List<LayoutFile> named,
    List<LayoutFile> blobs,
    List<ImageSummary> images,
    List<RootBlobs> roots) {
  private static final String OCI_LAYOUT = "{\"imageLayoutVersion\":\"1.0.0\"}";

  public Layout {
    named = List.copyOf(named);
    blobs = List.copyOf(blobs);
    images = List.copyOf(images);
    roots = List.copyOf(roots);
  }

  /** Writes the documents for {@code roots}, which are in their final order. */
  public static Layout of(List<Root> roots, LayerDigests digests, LayoutOptions options) {
    Collector collector = new Collector(digests);
    roots.forEach(collector::make);
    roots.forEach(root -> collector.add(root, root.tags()));
    List<LayoutFile> named = new ArrayList<>();
    named.add(file("oci-layout", OCI_LAYOUT.getBytes(UTF_8)));
    named.add(file("index.json", IndexJson.write(roots, collector.files, options)));
    List<DockerItem> items = DockerItem.all(roots, collector.files);
    if (options.manifestJson()) {
      named.add(file("manifest.json", DockerJson.manifest(items)));
    }
    if (options.repositories()) {
      named.add(file("repositories", DockerJson.repositories(items)));
    }
    List<LayoutFile> blobs = new ArrayList<>(collector.manifests.values());
    for (Map.Entry<Digest, LayoutFile> config : collector.configs.entrySet()) {
      if (!collector.manifests.containsKey(config.getKey())) {
        blobs.add(config.getValue());
      }
    }
    List<RootBlobs> each =
        roots.stream().map(root -> RootBlobs.of(root, collector.files, digests)).toList();
    return new Layout(named, blobs, collector.summaries, each);
  }

  private static LayoutFile file(String name, byte[] bytes) {
    return new LayoutFile(name, bytes);
  }

  /** Walks the roots, and collects each document once. */
  private static final class Collector {
    final IdentityHashMap<Root.Image, ImageFiles> files = new IdentityHashMap<>();
    final Map<Digest, LayoutFile> manifests = new LinkedHashMap<>();
    final Map<Digest, LayoutFile> configs = new LinkedHashMap<>();
    final List<ImageSummary> summaries = new ArrayList<>();
    private final LayerDigests digests;

    Collector(LayerDigests digests) {
      this.digests = digests;
    }

    /** Makes the documents of all images, which an index may need for its own. */
    void make(Root root) {
      if (root instanceof Root.Image image) {
        files.put(image, ImageFiles.of(image, digests));
      } else if (root instanceof Root.Index index) {
        index.children().forEach(this::make);
      }
    }

    /** Lists the documents. */
    void add(Root root, List<Reference> tags) {
      put(manifests, RootDocument.of(root, files::get).bytes());
      if (root instanceof Root.Image image) {
        ImageFiles made = Objects.requireNonNull(files.get(image));
        put(configs, made.config());
        summaries.add(ImageSummary.of(made, tags));
      } else if (root instanceof Root.Index index) {
        index.children().forEach(child -> add(child, tags));
      }
    }

    private static void put(Map<Digest, LayoutFile> blobs, byte[] bytes) {
      Digest digest = Digest.of(bytes);
      blobs.putIfAbsent(digest, file(LayoutFile.BLOBS + digest.hex(), bytes));
    }
  }
}
