package io.github.layerlift.input;

import io.github.layerlift.archive.Archive;
import io.github.layerlift.archive.EntryList;
import io.github.layerlift.bytes.ByteSource;
import io.github.layerlift.bytes.Extent;
import io.github.layerlift.bytes.ExtentStream;
import io.github.layerlift.bytes.FileSource;
import io.github.layerlift.bytes.Spool;
import io.github.layerlift.codec.Decoder;
import io.github.layerlift.fault.Boundary;
import io.github.layerlift.fault.Damage;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.MalformedArchiveException;
import io.github.layerlift.fault.StorageException;
import io.github.layerlift.fault.UnsupportedArchiveException;
import io.github.layerlift.image.Compression;
import io.github.layerlift.image.Hashed;
import io.github.layerlift.location.Input;
import io.github.layerlift.options.ReadOptions;
import io.github.layerlift.options.Salvage;
import io.github.layerlift.plan.Blob;
import io.github.layerlift.plan.BlobTable;
import io.github.layerlift.plan.ImageSet;
import io.github.layerlift.pour.ArrivalHasher;
import io.github.layerlift.progress.Progress;
import io.github.layerlift.tar.TarStart;
import io.github.layerlift.text.ByteNames;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * An archive that can be read at any position: a plain file or a folder as it is; a stream, or what
 * is compressed, through one spool.
 */
public final class OpenedInput implements Closeable {
  private final ReadOptions options;
  private final Path scratch;
  private final Decoder decoder;
  private final boolean hashing;
  private final Damage damage;
  private final List<ByteSource> sources = new ArrayList<>();
  private @Nullable Input input;
  private @Nullable ByteSource tar;
  private Compression compression = Compression.NONE;
  private long bytes;
  private @Nullable ArrivalHasher arrivals;
  private final List<Archive> listed = new ArrayList<>();

  /**
   * @param scratch the folder for a spool
   */
  public OpenedInput(ReadOptions options, Path scratch, Decoder decoder) {
    this(options, scratch, decoder, false, Damage.refused());
  }

  private OpenedInput(
      ReadOptions options, Path scratch, Decoder decoder, boolean hashing, Damage damage) {
    this.options = options;
    this.scratch = scratch;
    this.decoder = decoder;
    this.hashing = hashing;
    this.damage = damage;
  }

  /** An input to convert: its files are hashed while they arrive, and it may be damaged if the options say so. */
  public static OpenedInput hashing(ReadOptions options, Path scratch, Decoder decoder) {
    boolean salvaged = options.salvage() != Salvage.NONE;
    Damage damage = salvaged ? Damage.collected() : Damage.refused();
    return new OpenedInput(options, scratch, decoder, true, damage);
  }

  /** Opens {@code input} and lists it by name: one archive, or more if they may be joined. */
  public List<Archive> open(Input input) throws IOException {
    return archives(list(input), damage);
  }

  /**
   * Lists it again after a fault, as far as it can be read.
   *
   * @param found takes in what is wrong
   * @return nothing if it was never opened
   */
  public List<Archive> reopen(Damage found) throws IOException {
    Input opened = input;
    ByteSource source = tar;
    if (source != null) {
      return archives(index(source, found), found);
    }
    boolean folder = opened instanceof Input.OfPath file && Files.isDirectory(file.path());
    return folder ? archives(openFolder(((Input.OfPath) opened).path()), found) : List.of();
  }

  private List<Archive> archives(EntryList first, Damage found) throws IOException {
    int hops = options.limits().linkHops();
    boolean takeLast = options.leniency().takeLast();
    List<Archive> archives = new ArrayList<>();
    for (EntryList listing : JoinedArchives.from(first, options, found, this::unpack)) {
      archives.add(Archive.of(listing, hops, takeLast, options.monitor().cancellation()));
    }
    listed.addAll(archives);
    return archives;
  }

  /** What is wrong with it, if that doesn't end the work. */
  public Damage damage() {
    return damage;
  }

  /** Lists packed data after the end of an archive. */
  private EntryList unpack(Extent rest) throws IOException {
    Compression whole = compression;
    EntryList listing =
        index(spool(new ExtentStream(rest), rest.entry(), OptionalLong.of(rest.size())));
    compression = whole;
    return listing;
  }

  /** Opens {@code input} and lists what is in it. */
  public EntryList list(Input input) throws IOException {
    this.input = input;
    if (input instanceof Input.OfPath file) {
      return Files.isDirectory(file.path()) ? openFolder(file.path()) : openFile(file.path());
    }
    Input.OfStream stream = (Input.OfStream) input;
    return index(spool(stream.stream(), stream.name(), OptionalLong.empty()));
  }

  /** Adds what was hashed while the archive arrived. */
  public ImageSet addArrived(ImageSet images) {
    ArrivalHasher known = arrivals;
    if (known == null) {
      return images;
    }
    Map<Extent, Hashed> hashed = new HashMap<>();
    for (Blob blob : BlobTable.each(images.roots())) {
      if (blob.compression() == Compression.NONE) {
        known.of(blob.source()).ifPresent(found -> hashed.put(blob.source(), found));
      }
    }
    return images.with(hashed);
  }

  /** How the archive as a whole is packed. */
  public Compression compression() {
    return compression;
  }

  /** Bytes of the archive as given; of a folder, those of all files in it. */
  public long bytes() {
    return bytes;
  }

  /**
   * Proves that the input has not changed.
   *
   * @throws io.github.layerlift.fault.StorageException if it changed
   */
  public void checkUnchanged() throws IOException {
    for (ByteSource source : sources) {
      source.checkUnchanged();
    }
    for (Archive archive : listed) {
      archive.checkUnchanged();
    }
  }

  /**
   * Does {@code work}; its faults are reported as a change if the input has changed, and with a way
   * out that works for this input.
   */
  public <T> T explaining(Boundary.Work<T> work) throws IOException {
    try {
      return work.run();
    } catch (MalformedArchiveException e) {
      throw withWayOut(explain(e));
    } catch (UnsupportedArchiveException e) {
      throw withWayOut(e);
    }
  }

  private LayerliftException withWayOut(LayerliftException fault) {
    Input opened = input;
    return opened == null ? fault : InputHints.complete(fault, opened);
  }

  /** A change while it was being read explains any fault that was found in it. */
  private LayerliftException explain(MalformedArchiveException fault) throws IOException {
    try {
      checkUnchanged();
    } catch (StorageException e) {
      e.addSuppressed(fault);
      return e;
    }
    return fault;
  }

  @Override
  public void close() throws IOException {
    for (ByteSource source : sources) {
      source.close();
    }
  }

  private EntryList openFolder(Path folder) throws LayerliftException {
    EntryList listing =
        EntryList.ofFolder(folder, options.limits().entries(), options.monitor().cancellation());
    bytes = listing.fileBytes();
    return listing;
  }

  private EntryList openFile(Path path) throws IOException {
    if (!Files.isRegularFile(path) && Files.exists(path)) {
      // a FIFO or a device can be read once, like a stream
      try (InputStream in = new FileInputStream(path.toFile())) {
        return index(spool(in, ByteNames.of(path), OptionalLong.empty()));
      }
    }
    FileSource file = FileSource.open(path);
    sources.add(file);
    bytes = file.size();
    Extent whole = new Extent(file, file.name(), 0, file.size());
    compression = Compression.detect(whole.head(Compression.MAGIC_LENGTH));
    return compression == Compression.NONE
        ? index(file)
        : index(spool(new ExtentStream(whole), file.name(), OptionalLong.of(file.size())));
  }

  private EntryList index(ByteSource source) throws LayerliftException {
    return index(source, damage);
  }

  private EntryList index(ByteSource source, Damage found) throws LayerliftException {
    tar = source;
    if (source.size() == 0) {
      throw Fault.of(ErrorCode.EMPTY_INPUT, source.name() + " is empty")
          .hint("the command that created it has probably failed")
          .exception();
    }
    Extent whole = new Extent(source, source.name(), 0, source.size());
    if (!found.isCollected()) {
      TarStart.requirePossible(source.name(), whole.head(TarStart.STRANGER_LENGTH));
    }
    options.monitor().progress().enter(Progress.Stage.READING, 0);
    return EntryList.ofTar(
        source, Readers.tarLimits(options.limits()), found, options.monitor().cancellation());
  }

  /**
   * @param size of the input; empty if it isn't known, and may be endless
   */
  private ByteSource spool(InputStream in, String name, OptionalLong size) throws IOException {
    Spool spool = Spool.in(scratch, name);
    sources.add(spool);
    tar = spool;
    options.monitor().progress().enter(Progress.Stage.UNPACKING, size.orElse(0));
    SpoolFill fill = new SpoolFill(spool, decoder, options, damage);
    ArrivalHasher hasher =
        hashing ? ArrivalHasher.start(spool, options.monitor().cancellation()) : null;
    try {
      compression = fill.fill(new BufferedInputStream(in, 1 << 16), name, size.isEmpty());
    } finally {
      spool.complete();
      if (hasher != null) {
        hasher.await();
      }
    }
    arrivals = hasher;
    bytes = Math.max(bytes, fill.bytesRead());
    return spool;
  }
}
