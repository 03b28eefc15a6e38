package io.github.layerlift.batch;

import io.github.layerlift.archive.Archive;
import io.github.layerlift.archive.EntryList;
import io.github.layerlift.bytes.Extent;
import io.github.layerlift.bytes.ExtentStream;
import io.github.layerlift.bytes.FileSource;
import io.github.layerlift.codec.Decoder;
import io.github.layerlift.dialect.Dialects;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Reason;
import io.github.layerlift.input.Readers;
import io.github.layerlift.options.Limits;
import io.github.layerlift.progress.Cancellation;
import io.github.layerlift.tar.TarStart;
import io.github.layerlift.text.ByteNames;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/** Tells archives from other files by their first bytes, whatever their names; for several threads. */
final class InputSniffer {
  /** What a folder is by the names in its upper two levels. */
  enum Kind {
    /** An archive was unpacked into it. */
    LAYOUT,
    /** A registry's disk. */
    STORAGE,
    OTHER
  }

  private static final String MANIFEST = "manifest.json";

  /** Beside it, {@code skopeo copy … dir:} writes a manifest.json that is an object, too. */
  private static final String SKOPEO_DIR = "version";

  private static final int BLOCK = 64 << 10;

  private final Decoder decoder;

  /** Some decoders take as much memory at their start as for the whole file, so one at a time. */
  private final Object unpacking = new Object();

  private final int maxEntries;
  private final int maxHops;

  InputSniffer(Limits limits) {
    this.decoder = Readers.decoder(limits);
    this.maxEntries = limits.entries();
    this.maxHops = limits.linkHops();
  }

  /**
   * Passes if the regular file {@code path} starts as a tar does, packed or not.
   *
   * @throws LayerliftException if it doesn't, or can't be read
   */
  void requireTar(Path path) throws LayerliftException {
    try (FileSource file = FileSource.open(path)) {
      if (file.size() == 0) {
        throw Fault.of(ErrorCode.EMPTY_INPUT, path + " is empty")
            .hint("the command that created it has probably failed")
            .exception();
      }
      Extent whole = new Extent(file, file.name(), 0, file.size());
      byte[] head = head(whole);
      if (!TarStart.isTar(head)) {
        throw TarStart.stranger(ByteNames.of(path), head);
      }
    } catch (LayerliftException e) {
      throw e;
    } catch (IOException e) {
      throw Fault.of(ErrorCode.INPUT_UNREADABLE, path + " can't be read: " + Reason.of(e))
          .exception(e);
    }
  }

  private byte[] head(Extent whole) throws IOException {
    try (BufferedInputStream packed = new BufferedInputStream(new ExtentStream(whole), BLOCK)) {
      // the wait is before the lock
      packed.mark(1);
      packed.read();
      packed.reset();
      synchronized (unpacking) {
        return decoder.openFile(packed, whole.entry()).plain().readNBytes(TarStart.LENGTH);
      }
    }
  }

  private static boolean startsAsList(Optional<Extent> file) throws LayerliftException {
    return file.isPresent() && file.get().startsWith('[');
  }

  /** What {@code folder} is. */
  Kind kind(Path folder) {
    try {
      Cancellation cancellation = new Cancellation();
      EntryList listing = EntryList.ofFolderTop(folder, maxEntries, cancellation);
      Archive top = Archive.of(listing, maxHops, false, cancellation);
      if (!Dialects.know(top)) {
        return Dialects.mayBeStorage(top) ? Kind.STORAGE : Kind.OTHER;
      }
      // web pages have a manifest.json too; theirs is an object
      boolean onlyList = top.isFile(MANIFEST) && !top.isFile("oci-layout");
      boolean layout = !onlyList
          || startsAsList(top.find(MANIFEST))
          || Files.isRegularFile(folder.resolve(SKOPEO_DIR), LinkOption.NOFOLLOW_LINKS);
      return layout ? Kind.LAYOUT : Kind.OTHER;
    } catch (LayerliftException e) {
      // a folder that can't be listed, or is too large for a layout, is not an archive
      return Kind.OTHER;
    }
  }
}
