package io.github.layerlift.compare;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import io.github.layerlift.bytes.Extent;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.image.Digest;
import io.github.layerlift.progress.Progress;
import io.github.layerlift.tree.Inode;
import io.github.layerlift.tree.LayerStack;
import io.github.layerlift.tree.Leaf;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Tells which files have the same content. Those that are in the same place of one layer are never
 * read, nor are those of different sizes. What is left is read in the order in which the layers have
 * it: plain files side by side, up to the first byte that differs; others one side after the other,
 * each layer once, and by their hashes, unless those are known from reading the headers.
 */
final class Contents {
  private static final int CHUNK = 1 << 18;

  private final One a;
  private final One b;
  private final List<Pair> plain = new ArrayList<>();
  private final Set<Inode> different = new HashSet<>();
  private final ByteBuffer chunkA = ByteBuffer.allocate(CHUNK);
  private final ByteBuffer chunkB = ByteBuffer.allocate(CHUNK);

  /** One of the images: its layers, their diff IDs, and what has to be hashed of them. */
  private record One(
      LayerStack layers,
      PassingHashes passing,
      List<Digest> diffIds,
      Set<Inode> wanted,
      List<Leaf> files,
      Map<Inode, HashCode> hashes) {
    One(LayerStack layers, PassingHashes passing, List<Digest> diffIds) {
      this(layers, passing, diffIds, new HashSet<>(), new ArrayList<>(), new HashMap<>());
    }

    void want(Leaf file) {
      HashCode known = passing.of(file.inode());
      if (known != null) {
        hashes.put(file.inode(), known);
      } else if (wanted.add(file.inode())) {
        files.add(file);
      }
    }

    /** A file of its own in a plain layer: one with several names may have to be compared to many. */
    boolean isSimple(Leaf file) {
      return !file.inode().isLinked() && layers.isPlain(file);
    }
  }

  private record Pair(Leaf a, Leaf b) {}

  /** The trees of two images, and the diff IDs of their layers, base first. */
  Contents(Trees trees, List<Digest> diffIdsA, List<Digest> diffIdsB) {
    this.a = new One(trees.layersA(), trees.hashesA(), diffIdsA);
    this.b = new One(trees.layersB(), trees.hashesB(), diffIdsB);
  }

  /** Notes two files that are to be compared. */
  void consider(Leaf fileA, Leaf fileB) {
    if (!mustRead(fileA.inode(), fileB.inode())) {
      return;
    }
    if (a.isSimple(fileA) && b.isSimple(fileB)) {
      plain.add(new Pair(fileA, fileB));
    } else {
      a.want(fileA);
      b.want(fileB);
    }
  }

  /** Whether the content of two files that were considered differs. */
  boolean differ(Inode fileA, Inode fileB) {
    if (!mustRead(fileA, fileB)) {
      return fileA.size() != fileB.size();
    }
    HashCode hashA = a.hashes.get(fileA);
    HashCode hashB = b.hashes.get(fileB);
    boolean hashed = hashA != null && hashB != null;
    return hashed ? !Objects.equals(hashA, hashB) : different.contains(fileA);
  }

  private boolean mustRead(Inode fileA, Inode fileB) {
    return fileA.size() == fileB.size() && fileA.size() > 0 && !isSamePlace(fileA, fileB);
  }

  private boolean isSamePlace(Inode fileA, Inode fileB) {
    return fileA.offset() == fileB.offset()
        && a.diffIds.get(fileA.layer() - 1).equals(b.diffIds.get(fileB.layer() - 1));
  }

  /** Compares the plain files that were noted. */
  void comparePlain() throws IOException {
    Comparator<Pair> byPlace = Comparator.comparingInt(pair -> pair.a.inode().layer());
    plain.sort(byPlace.thenComparingLong(pair -> pair.a.inode().offset()));
    long bytes = plain.stream().mapToLong(pair -> pair.a.inode().size()).sum();
    a.layers.enter(Progress.Stage.COMPARING, bytes);
    for (Pair pair : plain) {
      if (isDifferent(a.layers.content(pair.a), b.layers.content(pair.b))) {
        different.add(pair.a.inode());
      }
    }
    plain.clear();
  }

  private boolean isDifferent(Extent one, Extent other) throws LayerliftException {
    for (long at = 0; at < one.size(); at += CHUNK) {
      int count = one.read(chunkA.clear(), at);
      other.read(chunkB.clear(), at);
      a.layers.advance(count);
      if (chunkA.flip().mismatch(chunkB.flip()) >= 0) {
        a.layers.advance(one.size() - at - count);
        return true;
      }
    }
    return false;
  }

  /** Hashes the other files of the first image. */
  void hashA() throws IOException {
    hash(a);
  }

  /** Hashes the other files of the second image. */
  void hashB() throws IOException {
    hash(b);
  }

  private void hash(One one) throws IOException {
    one.layers.read(
        one.files,
        Progress.Stage.COMPARING,
        (file, content) -> one.hashes.put(file.inode(), hash(file, content, one.layers)));
  }

  private HashCode hash(Leaf file, InputStream content, LayerStack layers) throws IOException {
    Hasher hasher = Hashing.sha256().newHasher();
    for (long left = file.inode().size(); left > 0; ) {
      int count = content.read(chunkA.array(), 0, (int) Math.min(left, CHUNK));
      if (count < 0) {
        throw truncated(file);
      }
      hasher.putBytes(chunkA.array(), 0, count);
      layers.advance(count);
      left -= count;
    }
    return hasher.hash();
  }

  static LayerliftException truncated(Leaf file) {
    return Fault.of(ErrorCode.INPUT_CHANGED, "a layer was truncated while it was being read")
        .in(file.path())
        .exception();
  }
}
