package io.github.layerlift.convert;

import io.github.layerlift.bytes.Extent;
import io.github.layerlift.image.Compression;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.Root;
import io.github.layerlift.input.OpenedInput;
import io.github.layerlift.layout.LayerDigests;
import io.github.layerlift.plan.Blob;
import io.github.layerlift.plan.BlobTable;
import io.github.layerlift.plan.Hashed;
import io.github.layerlift.plan.HashedDigests;
import io.github.layerlift.pour.Pour;
import io.github.layerlift.pour.Pourer;
import io.github.layerlift.pour.Slot;
import io.github.layerlift.progress.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the layers turned out to be, as far as is known; more is found out by pouring. */
public final class LayerHashes {
  private final Map<Extent, Hashed> hashed = new HashMap<>();
  private final Pourer pourer;
  private final Progress progress;

  public LayerHashes(Pourer pourer, Progress progress) {
    this.pourer = pourer;
    this.progress = progress;
  }

  Map<Extent, Hashed> all() {
    return Collections.unmodifiableMap(hashed);
  }

  void take(Map<Extent, Hashed> more) {
    hashed.putAll(more);
  }

  /** Takes over what was hashed while the archive arrived. */
  public void takeArrivals(List<Root> roots, OpenedInput opened) {
    for (Blob blob : eachBlob(roots)) {
      if (blob.compression() == Compression.NONE) {
        opened.hashed(blob.source()).ifPresent(found -> hashed.put(blob.source(), found));
      }
    }
  }

  /** What the bytes of a source are that nobody else can change; null where they have to be hashed. */
  @Nullable
  Hashed fixed(Extent extent) {
    return extent.source().isPrivate() ? hashed.get(extent) : null;
  }

  /** Hashes {@code extents} of {@code roots}, as far as they aren't yet; writes nothing. */
  public void hash(List<Extent> extents, List<Root> roots) throws IOException {
    Set<Extent> wanted = new HashSet<>(extents);
    wanted.removeAll(hashed.keySet());
    List<Pour> pours = new ArrayList<>();
    for (Blob blob : eachBlob(roots)) {
      if (wanted.contains(blob.source())) {
        pours.add(new Pour(blob, Slot.NOWHERE));
      }
    }
    pour(pours);
  }

  /** Pours, and remembers what was found. */
  void pour(List<Pour> pours) throws IOException {
    long total = 0;
    for (Pour pour : pours) {
      total += pour.blob().size();
    }
    progress.enter(Progress.Stage.LAYERS, total);
    hashed.putAll(pourer.pour(pours));
  }

  /** The real digests, once everything is hashed. */
  public LayerDigests digests() {
    return new HashedDigests(hashed);
  }

  /** The digests of a table's blobs, by their index. */
  List<Digest> of(BlobTable table) {
    List<Digest> digests = new ArrayList<>(table.blobs().size());
    for (Blob blob : table.blobs()) {
      digests.add(
          Objects.requireNonNull(hashed.get(blob.source()), "not hashed").blob());
    }
    return digests;
  }

  /** Every extent that the roots name, as a blob of its own. */
  private static List<Blob> eachBlob(List<Root> roots) {
    BlobTable table = BlobTable.of(roots, Map.of());
    List<Blob> each = new ArrayList<>(table.blobs());
    each.addAll(table.twins());
    return each;
  }
}
