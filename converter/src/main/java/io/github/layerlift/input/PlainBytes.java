package io.github.layerlift.input;

import io.github.layerlift.bytes.ByteSource;
import io.github.layerlift.bytes.Extent;
import io.github.layerlift.bytes.ExtentStream;
import io.github.layerlift.bytes.FileSource;
import io.github.layerlift.bytes.Spool;
import io.github.layerlift.codec.Decoder;
import io.github.layerlift.fault.Damage;
import io.github.layerlift.fault.MalformedArchiveException;
import io.github.layerlift.image.Compression;
import io.github.layerlift.image.Hashed;
import io.github.layerlift.options.ReadOptions;
import io.github.layerlift.pour.ArrivalHasher;
import io.github.layerlift.progress.Progress;
import io.github.layerlift.text.ByteNames;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The bytes of an archive, unpacked: those of a plain file, or of a spool. */
final class PlainBytes implements Closeable {
  private final ReadOptions options;
  private final Path scratch;
  private final Decoder decoder;
  private final boolean hashing;
  private final Damage damage;
  private final List<ByteSource> sources = new ArrayList<>();
  private @Nullable ByteSource first;
  private Compression compression = Compression.NONE;
  private long given;
  private @Nullable ArrivalHasher arrivals;
  private @Nullable MalformedArchiveException broken;

  /**
   * @param scratch the folder for a spool
   * @param hashing whether files are hashed while they arrive
   * @param damage takes in what is wrong with packed bytes
   */
  PlainBytes(ReadOptions options, Path scratch, Decoder decoder, boolean hashing, Damage damage) {
    this.options = options;
    this.scratch = scratch;
    this.decoder = decoder;
    this.hashing = hashing;
    this.damage = damage;
  }

  /** Those of a file. */
  ByteSource of(Path path) throws IOException {
    if (!Files.isRegularFile(path) && Files.exists(path)) {
      // a FIFO or a device can be read once, like a stream
      try (InputStream in = new FileInputStream(path.toFile())) {
        return spool(in, ByteNames.of(path), OptionalLong.empty());
      }
    }
    FileSource file = FileSource.open(path);
    sources.add(file);
    given = file.size();
    Extent whole = new Extent(file, file.name(), 0, file.size());
    compression = Compression.detect(whole.head(Compression.MAGIC_LENGTH));
    if (compression == Compression.NONE) {
      first = file;
      return file;
    }
    return spool(new ExtentStream(whole), file.name(), OptionalLong.of(file.size()));
  }

  /** Those of packed bytes that follow an archive. */
  ByteSource behind(Extent rest) throws IOException {
    Compression whole = compression;
    ByteSource spool = spool(new ExtentStream(rest), rest.entry(), OptionalLong.of(rest.size()));
    compression = whole;
    return spool;
  }

  /**
   * Those of a stream.
   *
   * @param size of the stream; empty if it isn't known, and may be endless
   */
  ByteSource spool(InputStream in, String name, OptionalLong size) throws IOException {
    Spool spool = Spool.in(scratch, name);
    sources.add(spool);
    first = first == null ? spool : first;
    options.monitor().progress().enter(Progress.Stage.UNPACKING, size.orElse(0));
    SpoolFill fill = new SpoolFill(spool, decoder, options, damage);
    ArrivalHasher hasher =
        hashing ? ArrivalHasher.start(spool, options.monitor().cancellation()) : null;
    try {
      compression = fill.fill(new BufferedInputStream(in, 1 << 16), name, size.isEmpty());
    } catch (MalformedArchiveException e) {
      broken = e;
      throw e;
    } finally {
      spool.complete();
      if (hasher != null) {
        hasher.await();
      }
    }
    arrivals = hasher;
    given = Math.max(given, fill.bytesRead());
    return spool;
  }

  /**
   * What there is after a fault has ended the reading.
   *
   * @param found takes in that fault if it is in packed bytes
   * @return empty if nothing was opened
   */
  Optional<ByteSource> remaining(Damage found) throws IOException {
    MalformedArchiveException fault = broken;
    if (fault != null && damage.isDoubtful()) {
      found.doubt(fault);
    } else if (fault != null) {
      found.meet(fault);
    }
    return Optional.ofNullable(first);
  }

  /** The digests of a file that was hashed while it arrived. */
  Optional<Hashed> arrived(Extent file) {
    ArrivalHasher known = arrivals;
    return known == null ? Optional.empty() : known.of(file);
  }

  Compression compression() {
    return compression;
  }

  /** How many bytes were given, packed as they were. */
  long given() {
    return given;
  }

  /**
   * Proves that the file has not changed.
   *
   * @throws io.github.layerlift.fault.StorageException if it changed
   */
  void checkUnchanged() throws IOException {
    for (ByteSource source : sources) {
      source.checkUnchanged();
    }
  }

  @Override
  public void close() throws IOException {
    for (ByteSource source : sources) {
      source.close();
    }
  }
}
