package io.github.layerlift.input;

import io.github.layerlift.archive.Archive;
import io.github.layerlift.archive.EntryList;
import io.github.layerlift.bytes.ByteSource;
import io.github.layerlift.bytes.Extent;
import io.github.layerlift.bytes.SourcePart;
import io.github.layerlift.codec.Decoder;
import io.github.layerlift.dialect.Dialects;
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
import io.github.layerlift.options.Inside;
import io.github.layerlift.options.ReadOptions;
import io.github.layerlift.options.Salvage;
import io.github.layerlift.plan.Blob;
import io.github.layerlift.plan.BlobTable;
import io.github.layerlift.plan.ImageSet;
import io.github.layerlift.progress.Progress;
import io.github.layerlift.tar.TarStart;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * An archive that can be read at any position: a plain file or a folder as it is; a stream, or what
 * is compressed, through one spool.
 */
public final class OpenedInput implements Closeable {
  private final ReadOptions options;
  private final Damage damage;
  private final PlainBytes plain;
  private final List<Archive> listed = new ArrayList<>();
  private @Nullable Input input;
  private long folderBytes;
  private int innerEntries;

  /** Spools go to the folder {@code scratch}. */
  public OpenedInput(ReadOptions options, Path scratch, Decoder decoder) {
    this(options, scratch, decoder, false, Damage.refused());
  }

  private OpenedInput(
      ReadOptions options, Path scratch, Decoder decoder, boolean hashing, Damage damage) {
    this.options = options;
    this.damage = damage;
    this.plain = new PlainBytes(options, scratch, decoder, hashing, damage);
  }

  /**
   * An input to convert: its files are hashed while they arrive, for callers that need all digests,
   * and it may be damaged if the options say so.
   */
  public static OpenedInput hashing(ReadOptions options, Path scratch, Decoder decoder) {
    boolean salvaged = options.salvage() != Salvage.NONE;
    Damage damage = salvaged ? Damage.collected() : Damage.refused();
    return new OpenedInput(options, scratch, decoder, true, damage);
  }

  /** Opens {@code input} and lists it by name: one archive, or more if they may be joined. */
  public List<Archive> open(Input input) throws IOException {
    if (input instanceof Input.OfPart part && part.listing() instanceof Listed known) {
      this.input = input;
      listed.add(known.archive());
      return List.of(known.archive());
    }
    return archives(list(input), damage);
  }

  /**
   * Lists it again after a fault, as far as it can be read.
   *
   * @param found takes in what is wrong
   * @return nothing if it was never opened
   */
  public List<Archive> reopen(Damage found) throws IOException {
    innerEntries = 0;
    Optional<ByteSource> there = plain.remaining(found);
    if (there.isPresent()) {
      return archives(index(there.get(), found), found);
    }
    return input instanceof Input.OfPath file && Files.isDirectory(file.path())
        ? archives(openFolder(file.path()), found)
        : List.of();
  }

  private List<Archive> archives(EntryList first, Damage found) throws IOException {
    return archives(first, "", options.leniency().inside(), 0, found);
  }

  private List<Archive> archives(
      EntryList first, String place, Inside inside, int depth, Damage found) throws IOException {
    int hops = options.limits().linkHops();
    boolean takeLast = options.leniency().takeLast();
    Unwrapping unwrapping = new Unwrapping(
        depth,
        (file, inner, name, which) ->
            archives(inner(file, name, found), inner, which, depth + 1, found));
    List<Archive> archives = new ArrayList<>();
    for (EntryList listing :
        JoinedArchives.from(first, options, found, rest -> index(plain.behind(rest), found))) {
      Archive archive =
          Archive.of(listing, hops, takeLast, options.monitor().cancellation()).at(place);
      listed.add(archive);
      archives.addAll(unwrapping.of(archive, inside));
    }
    listed.addAll(archives);
    return archives;
  }

  /** Lists the archive in {@code file}, which may be packed on its own. */
  private EntryList inner(Extent file, String name, Damage found) throws IOException {
    Extent named = new Extent(file.source(), name, file.offset(), file.size());
    boolean packed = Compression.detect(file.head(Compression.MAGIC_LENGTH)) != Compression.NONE;
    EntryList inner = index(packed ? plain.behind(named) : new SourcePart(named, name), found);
    // even an empty archive counts
    innerEntries += inner.entries().size() + 1;
    return inner;
  }

  /** Whether files in it were opened as archives. */
  boolean hasInner() {
    return innerEntries > 0;
  }

  /** What is wrong with it, if that doesn't end the work. */
  public Damage damage() {
    return damage;
  }

  /** Opens {@code input} and lists what is in it. */
  public EntryList list(Input input) throws IOException {
    this.input = input;
    if (input instanceof Input.OfPath file) {
      return Files.isDirectory(file.path())
          ? openFolder(file.path())
          : index(plain.of(file.path()), damage);
    }
    Input.OfStream stream = (Input.OfStream) input;
    return index(plain.spool(stream.stream(), stream.name(), OptionalLong.empty()), damage);
  }

  /** Adds what was hashed while the archive arrived. */
  public ImageSet addArrived(ImageSet images) {
    Map<Extent, Hashed> hashed = new HashMap<>();
    for (Blob blob : BlobTable.each(images.roots())) {
      if (blob.compression() == Compression.NONE) {
        plain.arrived(blob.source()).ifPresent(found -> hashed.put(blob.source(), found));
      }
    }
    return images.with(hashed);
  }

  /** How the archive as a whole is packed. */
  public Compression compression() {
    return plain.compression();
  }

  /** Bytes of the archive as given; of a folder, those of all files in it. */
  public long bytes() {
    return Math.max(folderBytes, plain.given());
  }

  /**
   * Proves that the input has not changed.
   *
   * @throws io.github.layerlift.fault.StorageException if it changed
   */
  public void checkUnchanged() throws IOException {
    plain.checkUnchanged();
    for (Archive archive : listed) {
      archive.checkUnchanged();
    }
  }

  /** Does {@code work}; its faults have a way out that works for this input, or say that it has changed. */
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
    boolean storage = listed.stream().anyMatch(Dialects::isStorage);
    return opened == null ? fault : InputHints.complete(fault, opened, storage);
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
    plain.close();
  }

  private EntryList openFolder(Path folder) throws LayerliftException {
    EntryList listing =
        EntryList.ofFolder(folder, options.limits().entries(), options.monitor().cancellation());
    folderBytes = listing.fileBytes();
    return listing;
  }

  private EntryList index(ByteSource source, Damage found) throws LayerliftException {
    if (source.size() == 0) {
      throw Fault.of(ErrorCode.EMPTY_INPUT, source.name() + " is empty")
          .hint("the command that created it has probably failed")
          .exception();
    }
    if (!found.isCollected()) {
      Extent whole = new Extent(source, source.name(), 0, source.size());
      TarStart.requirePossible(source.name(), whole.head(TarStart.STRANGER_LENGTH));
    }
    options.monitor().progress().enter(Progress.Stage.READING, 0);
    return EntryList.ofTar(
        source,
        Readers.tarLimits(options.limits()).less(innerEntries),
        found,
        options.monitor().cancellation());
  }
}
