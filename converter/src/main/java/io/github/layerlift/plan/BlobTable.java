package io.github.layerlift.plan;

import io.github.layerlift.bytes.Extent;
import io.github.layerlift.image.Compression;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.Hashed;
import io.github.layerlift.image.LayerContent.Stored;
import io.github.layerlift.image.Root;
import io.github.layerlift.layout.LayerDigests;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which stored bytes are one blob. Two runs of bytes count as one if their claimed digests are
 * equal; each run is still hashed, so that a false claim is found.
 */
public final class BlobTable {
  private final List<LayerUse> uses;
  private final Map<Extent, Hashed> known;
  private final List<Blob> blobs = new ArrayList<>();
  private final List<Blob> twins = new ArrayList<>();
  private final Map<Extent, Blob> byExtent = new HashMap<>();

  private BlobTable(List<LayerUse> uses, Map<Extent, Hashed> known) {
    this.uses = uses;
    this.known = Map.copyOf(known);
  }

  /**
   * The extents whose digests the table has to be given, to tell twins from mere equals in size: those
   * that have another's size, and for which no digest is claimed.
   */
  public static List<Extent> ambiguous(List<Root> roots) {
    Set<Extent> all = new LinkedHashSet<>();
    Set<Extent> claimed = new HashSet<>();
    for (LayerUse use : LayerUse.of(roots)) {
      all.add(use.stored().extent());
      if (use.claimedDigest() != null) {
        claimed.add(use.stored().extent());
      }
    }
    Map<Long, Integer> perSize = new HashMap<>();
    all.forEach(extent -> perSize.merge(extent.size(), 1, Integer::sum));
    return all.stream()
        .filter(extent -> !claimed.contains(extent))
        .filter(extent -> perSize.getOrDefault(extent.size(), 0) > 1)
        .toList();
  }

  /**
   * Whether equal images could be missed: layers that are packed differently may have one diff ID,
   * which only unpacking shows.
   */
  public static boolean hidesTwins(List<Root> roots) {
    return roots.size() > 1
        && LayerUse.of(roots).stream()
            .anyMatch(use -> use.layer()
                && use.diffId() == null
                && use.stored().compression() != Compression.NONE);
  }

  /** Every extent that the roots refer to. */
  public static List<Extent> all(List<Root> roots) {
    return LayerUse.of(roots).stream()
        .map(use -> use.stored().extent())
        .distinct()
        .toList();
  }

  /** The digests of stored bytes that the archive claims. */
  public static Map<Extent, Digest> claimed(List<Root> roots) {
    Map<Extent, Digest> claimed = new LinkedHashMap<>();
    for (LayerUse use : LayerUse.of(roots)) {
      Digest digest = use.claimedDigest();
      if (digest != null) {
        claimed.putIfAbsent(use.stored().extent(), digest);
      }
    }
    return claimed;
  }

  /** Every extent that the roots refer to, as a blob of its own. */
  public static List<Blob> each(List<Root> roots) {
    BlobTable table = of(roots, Map.of());
    List<Blob> each = new ArrayList<>(table.blobs);
    each.addAll(table.twins);
    return each;
  }

  /**
   * Decides.
   *
   * @param roots in their final order, which is the order of the blobs
   * @param known what was hashed before
   */
  public static BlobTable of(List<Root> roots, Map<Extent, Hashed> known) {
    BlobTable table = new BlobTable(LayerUse.of(roots), known);
    Map<Digest, Blob> byDigest = new HashMap<>();
    for (Map.Entry<Extent, Source> source : table.sources(known).entrySet()) {
      table.add(source.getKey(), source.getValue(), byDigest);
    }
    return table;
  }

  /** Each blob once, in the order in which the images refer to them. */
  public List<Blob> blobs() {
    return Collections.unmodifiableList(blobs);
  }

  /** Further copies of blobs: hashed, to prove that they are equal, and not written. */
  public List<Blob> twins() {
    return Collections.unmodifiableList(twins);
  }

  /**
   * The real digests if they are known, otherwise placeholders that differ exactly where the real
   * ones will: for sizes, and to see what is equal.
   */
  public LayerDigests placeholders() {
    return layer -> {
      Hashed found = known.get(layer.extent());
      int index = found == null ? blobOf(layer).index() : 0;
      return found == null ? new Hashed(placeholder(index, 'b'), placeholder(index, 'd')) : found;
    };
  }

  /** Where roots refer to bytes, for checking what they claim. */
  List<LayerUse> uses() {
    return uses;
  }

  private Blob blobOf(Stored layer) {
    return Objects.requireNonNull(byExtent.get(layer.extent()), "an extent of another table");
  }

  private void add(Extent extent, Source source, Map<Digest, Blob> byDigest) {
    Blob fresh = new Blob(blobs.size(), extent, source.compression, source.unpack);
    Blob twin = source.digest == null ? null : byDigest.putIfAbsent(source.digest, fresh);
    if (twin == null) {
      blobs.add(fresh);
      byExtent.put(extent, fresh);
    } else {
      twins.add(new Blob(twin.index(), extent, source.compression, source.unpack));
      byExtent.put(extent, twin);
    }
  }

  private Map<Extent, Source> sources(Map<Extent, Hashed> known) {
    Map<Extent, Source> sources = new LinkedHashMap<>();
    for (LayerUse use : uses) {
      Extent extent = use.stored().extent();
      Hashed found = known.get(extent);
      Digest digest = found == null ? use.claimedDigest() : found.blob();
      sources
          .computeIfAbsent(extent, any -> new Source(use.stored().compression()))
          .add(digest, use.layer());
    }
    return sources;
  }

  private static Digest placeholder(int index, char kind) {
    String number = Integer.toHexString(index);
    String zeros = "0".repeat(Digest.HEX_LENGTH - 1 - number.length());
    return new Digest(kind + zeros + number);
  }

  /** The combined claims of all uses of one extent. */
  private static final class Source {
    private final Compression compression;
    private @Nullable Digest digest;
    private boolean unpack;

    Source(Compression compression) {
      this.compression = compression;
    }

    void add(@Nullable Digest claim, boolean layer) {
      digest = digest == null ? claim : digest;
      unpack |= layer;
    }
  }
}
