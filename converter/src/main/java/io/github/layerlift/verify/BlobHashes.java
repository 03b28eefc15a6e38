package io.github.layerlift.verify;

import io.github.layerlift.bytes.Extent;
import io.github.layerlift.fault.MalformedArchiveException;
import io.github.layerlift.image.Compression;
import io.github.layerlift.image.Hashed;
import io.github.layerlift.plan.Blob;
import io.github.layerlift.pour.Pour;
import io.github.layerlift.pour.Pourer;
import io.github.layerlift.pour.Slot;
import io.github.layerlift.progress.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Hashes files on several threads, packed ones twice: as stored, and unpacked. */
final class BlobHashes {
  private final Pourer pourer;
  private final Progress progress;
  private final Map<Extent, Hashed> hashed = new HashMap<>();
  private final Map<Extent, MalformedArchiveException> corrupt = new ConcurrentHashMap<>();

  BlobHashes(Pourer pourer, Progress progress) {
    this.pourer = pourer;
    this.progress = progress;
  }

  /**
   * Hashes {@code files}.
   *
   * @param layers the files to unpack, if they are packed; {@link #corrupt} reports those that can't be
   */
  void hash(Collection<Extent> files, Set<Extent> layers) throws IOException {
    List<Pour> pours = new ArrayList<>();
    long bytes = 0;
    for (Extent file : files) {
      pours.add(pour(pours.size(), file, layers.contains(file)));
      bytes += file.size();
    }
    progress.enter(Progress.Stage.HASHING, bytes);
    hashed.putAll(pourer.pour(pours, corrupt::put));
    List<Pour> again = new ArrayList<>();
    for (Extent file : corrupt.keySet()) {
      again.add(pour(again.size(), file, false));
    }
    hashed.putAll(pourer.pour(again));
  }

  private static Pour pour(int index, Extent file, boolean unpack) throws IOException {
    Compression compression = Compression.detect(file.head(Compression.MAGIC_LENGTH));
    return new Pour(new Blob(index, file, compression, unpack), Slot.NOWHERE);
  }

  /** The digests of a file; of its unpacked bytes only if it isn't {@link #corrupt}. */
  Optional<Hashed> of(Extent file) {
    return Optional.ofNullable(hashed.get(file));
  }

  /** Why a packed file can't be unpacked, if it can't. */
  Optional<MalformedArchiveException> corrupt(Extent file) {
    return Optional.ofNullable(corrupt.get(file));
  }
}
