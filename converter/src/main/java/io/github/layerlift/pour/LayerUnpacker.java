package io.github.layerlift.pour;

import io.github.layerlift.bytes.Extent;
import io.github.layerlift.bytes.ExtentStream;
import io.github.layerlift.bytes.Spool;
import io.github.layerlift.codec.Decoder;
import io.github.layerlift.image.Compression;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.Hashed;
import io.github.layerlift.image.Layer;
import io.github.layerlift.image.LayerContent.Stored;
import io.github.layerlift.image.Root;
import io.github.layerlift.plan.ImageSet;
import io.github.layerlift.progress.Cancellation;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks layers that can't stay as they are: packed with xz or bzip2, for which OCI has no media
 * type, with zeros after the end of gzip, or packed beside plain ones in one image, since some
 * readers judge all layers by the first. The diff ID stays the same.
 */
public final class LayerUnpacker implements Closeable {
  private static final int CHUNK = 1 << 18;

  /** No gzip file itself ends with so many zeros; an empty one has nine. */
  private static final int PADDING = 10;

  private final Path scratch;
  private final boolean mayMix;
  private final Decoder decoder;
  private final Cancellation cancellation;
  private final Map<Extent, Stored> unpacked = new HashMap<>();
  private final Map<Extent, Hashed> hashed = new HashMap<>();
  private @Nullable Spool spool;

  /**
   * Doesn't unpack anything yet.
   *
   * @param scratch the folder for a spool, should one be needed
   * @param mayMix whether plain layers beside packed ones do no harm, since they will be packed
   */
  public LayerUnpacker(Path scratch, boolean mayMix, Decoder decoder, Cancellation cancellation) {
    this.mayMix = mayMix;
    this.scratch = scratch;
    this.decoder = decoder;
    this.cancellation = cancellation;
  }

  /** The same images, with such layers replaced. */
  public ImageSet unpack(ImageSet images) throws IOException {
    List<Root> all = new ArrayList<>(images.roots().size());
    for (Root root : images.roots()) {
      boolean mayChange = root instanceof Root.Image image && image.manifest() == null;
      all.add(mayChange ? unpack((Root.Image) root) : root);
    }
    return images.with(all).with(hashed);
  }

  @Override
  public void close() throws IOException {
    if (spool != null) {
      spool.close();
    }
  }

  private Root.Image unpack(Root.Image image) throws IOException {
    boolean anyPlain = false;
    boolean anyPacked = false;
    boolean anyNameless = false;
    for (Layer layer : image.layers()) {
      if (layer.content() instanceof Stored stored) {
        anyPlain |= stored.compression() == Compression.NONE;
        anyPacked |= stored.compression() != Compression.NONE;
        anyNameless |= isPadded(stored) || !stored.compression().hasMediaType();
      }
    }
    boolean mixed = (anyPlain && anyPacked) || anyNameless;
    if (mayMix ? !anyNameless : !mixed) {
      return image;
    }
    List<Layer> layers = new ArrayList<>(image.layers().size());
    for (Layer layer : image.layers()) {
      boolean unwanted = layer.content() instanceof Stored stored && isUnwanted(stored);
      layers.add(
          unwanted
              ? new Layer(plain((Stored) layer.content()), layer.diffId(), layer.v1Ids())
              : layer);
    }
    return image.withLayers(layers);
  }

  private boolean isUnwanted(Stored stored) throws IOException {
    return mayMix
        ? isPadded(stored) || !stored.compression().hasMediaType()
        : stored.compression() != Compression.NONE;
  }

  /** Zeros after gzip do no harm to a reader of files, but engines reject a layer with them. */
  private static boolean isPadded(Stored stored) throws IOException {
    Extent file = stored.extent();
    if (stored.compression() != Compression.GZIP || file.size() < PADDING) {
      return false;
    }
    long end = file.offset() + file.size();
    Extent tail = new Extent(file.source(), file.entry(), end - PADDING, PADDING);
    return Arrays.equals(tail.head(PADDING), new byte[PADDING]);
  }

  /** The unpacked bytes of a layer, which are hashed; the same if it isn't packed. */
  public Stored plain(Stored layer) throws IOException {
    if (layer.compression() == Compression.NONE) {
      return layer;
    }
    Stored plain = unpacked.get(layer.extent());
    if (plain == null) {
      plain = unpack(layer);
      unpacked.put(layer.extent(), plain);
    }
    return plain;
  }

  /** What was hashed so far. */
  public Map<Extent, Hashed> hashed() {
    return Map.copyOf(hashed);
  }

  private Stored unpack(Stored packed) throws IOException {
    Spool to = spool();
    long start = to.size();
    MessageDigest hash = Digest.newHash();
    Extent from = packed.extent();
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
    try (InputStream in =
        decoder.openPadded(packed.compression(), new ExtentStream(from), from.entry())) {
      for (int count = in.read(chunk.array()); count != -1; count = in.read(chunk.array())) {
        cancellation.check();
        hash.update(chunk.array(), 0, count);
        to.append(chunk.clear().limit(count));
      }
    }
    Extent plain = new Extent(to, from.entry(), start, to.size() - start);
    Digest digest = Digest.ofBytes(hash.digest());
    hashed.put(plain, new Hashed(digest, digest));
    return new Stored(plain, Compression.NONE, null);
  }

  private Spool spool() throws IOException {
    Spool known = spool;
    if (known == null) {
      known = Spool.in(scratch, "unpacked layers");
      spool = known;
    }
    return known;
  }
}
