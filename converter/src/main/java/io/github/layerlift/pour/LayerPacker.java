package io.github.layerlift.pour;

import io.github.layerlift.bytes.Extent;
import io.github.layerlift.bytes.Spool;
import io.github.layerlift.codec.BlockEncoder;
import io.github.layerlift.codec.CompressionMethod;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.image.Compression;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.Hashed;
import io.github.layerlift.image.Layer;
import io.github.layerlift.image.LayerContent.Stored;
import io.github.layerlift.image.Root;
import io.github.layerlift.plan.ImageSet;
import io.github.layerlift.plan.TarPlan;
import io.github.layerlift.progress.Monitor;
import io.github.layerlift.progress.Progress;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compresses the plain layers of images, each once: as requested, or as the other layers of the image
 * are packed, since some readers judge all layers by the first. Diff IDs, and so image IDs, stay; a
 * manifest from the archive is replaced.
 */
public final class LayerPacker implements Closeable {
  private final Path scratch;
  private final @Nullable CompressionMethod packing;
  private final @Nullable CompressionMethod packingOfNew;
  private final int threads;
  private final Monitor monitor;
  private final Map<Extent, Stored> packed = new HashMap<>();
  private final Map<Extent, Hashed> hashed = new HashMap<>();
  private final Map<CompressionMethod, BlockPipeline> pipelines = new HashMap<>();
  private @Nullable Spool spool;

  /**
   * Doesn't pack anything yet.
   *
   * @param scratch the folder for a spool
   * @param packing how; null to leave layers as they are
   * @param packingOfNew how for images that have no manifest yet, if {@code packing} is null
   * @param threads how many compress at once, at least 1
   */
  public LayerPacker(
      Path scratch,
      @Nullable CompressionMethod packing,
      @Nullable CompressionMethod packingOfNew,
      int threads,
      Monitor monitor) {
    this.scratch = scratch;
    this.packing = packing;
    this.packingOfNew = packingOfNew;
    this.threads = threads;
    this.monitor = monitor;
  }

  /** What {@link #pack} will return, except for the layers' bytes and sizes, which are the plain ones. */
  public ImageSet preview(ImageSet images) {
    return isNeeded(images.roots())
        ? images.with(each(
            images.roots(),
            false,
            (plain, method) -> new Stored(plain.extent(), method.kind(), null)))
        : images;
  }

  /**
   * The same images, with their plain layers compressed; of those inside an index only the ones that
   * have no manifest yet.
   *
   * @param place where to write them, one after the other as in a tar; if there is none, to a spool
   * @param listener called by the caller's thread
   */
  public ImageSet pack(ImageSet images, Optional<Spool> place, Listener listener)
      throws IOException {
    if (!isNeeded(images.roots())) {
      return images;
    }
    monitor.progress().enter(Progress.Stage.COMPRESSING, total(images.roots()));
    Spool to = place.isPresent() ? place.get() : Spool.in(scratch, "compressed layers");
    spool = to;
    try {
      return images
          .with(each(images.roots(), false, (plain, method) -> pack(plain, method, to, listener)))
          .with(hashed);
    } finally {
      pipelines.values().forEach(BlockPipeline::close);
      pipelines.clear();
    }
  }

  /** Told of each layer when it is packed. */
  @FunctionalInterface
  public interface Listener {
    void packed(Extent plain, Extent packed, Digest digest) throws IOException;
  }

  /** Whether any layer has to be compressed. */
  private boolean isNeeded(List<Root> roots) {
    return packing != null || images(roots).stream().anyMatch(image -> method(image) != null);
  }

  /** The images that may be packed: within an index, manifests from the archive are never replaced. */
  private static List<Root.Image> images(List<Root> roots) {
    List<Root.Image> images = new ArrayList<>();
    for (Root root : roots) {
      if (root instanceof Root.Image image) {
        images.add(image);
      } else if (root instanceof Root.Index index) {
        images(index.children()).stream()
            .filter(image -> image.manifest() == null)
            .forEach(images::add);
      }
    }
    return images;
  }

  /** How the plain layers of an image are compressed; null if they stay as they are. */
  private @Nullable CompressionMethod method(Root.Image image) {
    if (packing != null || image.manifest() != null) {
      return packing;
    }
    boolean anyPlain = false;
    Compression packed = Compression.NONE;
    for (Layer layer : image.layers()) {
      if (layer.content() instanceof Stored stored) {
        anyPlain |= stored.compression() == Compression.NONE;
        packed = stored.compression() == Compression.NONE ? packed : stored.compression();
      }
    }
    return anyPlain ? CompressionMethod.parse(packed.program()).orElse(packingOfNew) : null;
  }

  @Override
  public void close() throws IOException {
    if (spool != null) {
      spool.close();
    }
  }

  /** The replacement for one plain layer. */
  @FunctionalInterface
  private interface Change<E extends Exception> {
    Stored of(Stored plain, CompressionMethod method) throws E;
  }

  /**
   * The same roots with their images changed.
   *
   * @param within whether they are in an index
   */
  private <E extends Exception> List<Root> each(List<Root> roots, boolean within, Change<E> change)
      throws E {
    List<Root> all = new ArrayList<>(roots.size());
    for (Root root : roots) {
      if (root instanceof Root.Image image && !(within && image.manifest() != null)) {
        all.add(change(image, change));
      } else if (root instanceof Root.Index index && root.document() == null) {
        all.add(index.withChildren(each(index.children(), true, change)));
      } else {
        all.add(root);
      }
    }
    return all;
  }

  private <E extends Exception> Root.Image change(Root.Image image, Change<E> change) throws E {
    CompressionMethod method = method(image);
    if (method == null || !canBeNamed(image)) {
      return image;
    }
    boolean changed = false;
    List<Layer> layers = new ArrayList<>(image.layers().size());
    for (Layer layer : image.layers()) {
      Stored plain = plain(layer);
      if (plain != null) {
        layers.add(new Layer(change.of(plain, method), layer.diffId(), layer.v1Ids()));
        changed = true;
      } else {
        layers.add(layer);
      }
    }
    return changed ? image.withLayers(layers) : image;
  }

  /** With another manifest, each layer needs a media type; xz and bzip2 have none. */
  private static boolean canBeNamed(Root.Image image) {
    for (Layer layer : image.layers()) {
      if (layer.content() instanceof Stored stored && !stored.compression().hasMediaType()) {
        return false;
      }
    }
    return true;
  }

  private Stored pack(Stored plain, CompressionMethod method, Spool to, Listener listener)
      throws IOException {
    Stored known = packed.get(plain.extent());
    if (known != null) {
      return known;
    }
    // in a target this is where the layer's header will be
    to.skipTo(TarPlan.padded(to.size()) + TarPlan.BLOCK);
    long start = to.size();
    Hashed found = pipeline(method).pack(plain.extent(), to);
    Extent extent = new Extent(to, plain.extent().entry(), start, to.size() - start);
    Stored stored = new Stored(extent, method.kind(), null);
    hashed.put(extent, found);
    hashed.put(plain.extent(), new Hashed(found.diffId(), found.diffId()));
    packed.put(plain.extent(), stored);
    listener.packed(plain.extent(), extent, found.blob());
    return stored;
  }

  private BlockPipeline pipeline(CompressionMethod method) throws LayerliftException {
    BlockPipeline known = pipelines.get(method);
    if (known == null) {
      method.requireLibrary();
      known = new BlockPipeline(BlockEncoder.maker(method), threads, monitor);
      pipelines.put(method, known);
    }
    return known;
  }

  /** The part of a layer to compress; null if there is none. */
  private static @Nullable Stored plain(Layer layer) {
    return layer.content() instanceof Stored stored && stored.compression() == Compression.NONE
        ? stored
        : null;
  }

  private static long total(List<Root> roots) {
    long bytes = 0;
    for (Root.Image image : images(roots)) {
      for (Layer layer : image.layers()) {
        Stored plain = plain(layer);
        bytes += plain == null ? 0 : plain.size();
      }
    }
    return bytes;
  }
}
