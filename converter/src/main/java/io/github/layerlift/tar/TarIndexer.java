package io.github.layerlift.tar;

import io.github.layerlift.bytes.ByteSource;
import io.github.layerlift.bytes.Extent;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.progress.Cancellation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Lists the entries of a plain tar by seeking from header to header: a read or two for each,
 * however big the data between them. Understands v7, ustar, PAX, GNU long names and sparse entries.
 */
public final class TarIndexer {
  /** A longer name than any file system takes, and what a hostile header may make us hold. */
  private static final int MAX_EXTENSION_SIZE = 1 << 20;

  private static final int BLOCK = TarHeader.BLOCK;

  private final ByteSource source;
  private final long start;
  private final HeaderWindow window;
  private final int maxEntries;
  private final Cancellation cancellation;
  private final SparseReader sparse;
  private final IndexedNames names;
  private final List<Entry> entries = new ArrayList<>();

  private EntryExtensions extensions = EntryExtensions.NONE;

  /**
   * @param start where the first header is
   */
  public TarIndexer(ByteSource source, long start, TarLimits limits, Cancellation cancellation) {
    this.source = source;
    this.start = start;
    this.window = new HeaderWindow(source);
    this.maxEntries = limits.entries();
    this.cancellation = cancellation;
    this.sparse = new SparseReader(source, limits);
    this.names = new IndexedNames(maxEntries);
  }

  /**
   * Lists the entries.
   *
   * @throws io.github.layerlift.fault.UnsupportedArchiveException if this is no tar at all
   * @throws io.github.layerlift.fault.MalformedArchiveException if it is a broken one
   */
  public TarIndex index() throws LayerliftException {
    long offset = start;
    EndScan end = new EndScan(source, cancellation);
    while (true) {
      cancellation.check();
      int at = window.move(offset);
      if (window.isEnd()) {
        return new TarIndex(entries, end.unmarked());
      }
      if (TarHeader.isZero(window.bytes(), at, window.blockLength())) {
        requireEnd(offset);
        return new TarIndex(entries, end.marked(offset));
      }
      requireHeader(at, offset);
      offset = take(TarHeader.parse(window.bytes(), at, offset), offset);
    }
  }

  /** Takes the header at {@code offset} and returns the offset of the next one. */
  private long take(TarHeader header, long offset) throws LayerliftException {
    long data = offset + BLOCK;
    switch (header.type()) {
      case 'x' ->
        extensions = extensions.withPax(PaxRecords.parse(extension(header, data), offset));
      case 'g' -> requireHarmless(PaxRecords.parse(extension(header, data), offset), offset);
      case 'L' -> extensions = extensions.withName(longText(header, data));
      case 'K' -> extensions = extensions.withLink(longText(header, data));
      case 'V', 'M', 'N' -> requireData(header.name(), header.size(), data);
      default -> {
        return addEntry(header, offset);
      }
    }
    return next(data, header.size());
  }

  private long addEntry(TarHeader header, long offset) throws LayerliftException {
    PaxRecords pax = extensions.pax();
    String raw = extensions.name(header);
    String link = extensions.link(header);
    long size = header.isHeaderOnly() ? 0 : pax.size(header.size(), offset);
    names.requireShort(raw, link, offset);
    requireData(raw, size, offset + BLOCK);
    String name = names.normal(raw, size, offset);
    Extent content = new Extent(source, name, offset + BLOCK, size);
    long end = offset + BLOCK + size;
    EntryType type = typeOf(header, raw);
    if (header.type() == 'S' || (pax.isSparse() && type == EntryType.FILE)) {
      SparseReader.Sparse found = sparse.read(header, pax, raw, size, offset);
      content = new Extent(found.file(), name, 0, found.file().size());
      end = found.end();
    }
    if (!name.isEmpty()) {
      entries.add(new Entry(name, type, link, content, offset));
    }
    names.count(raw, link, offset);
    if (entries.size() > maxEntries) {
      throw tooManyEntries(maxEntries);
    }
    extensions = EntryExtensions.NONE;
    return next(offset, end - offset);
  }

  private static EntryType typeOf(TarHeader header, String rawName) {
    return switch (header.type()) {
      case '0', '7', 'S' -> EntryType.FILE;
      // v7 had no type for a folder but the slash at its name's end
      case '\0' -> rawName.endsWith("/") ? EntryType.DIRECTORY : EntryType.FILE;
      case '1' -> EntryType.HARD_LINK;
      case '2' -> EntryType.SYMLINK;
      case '5' -> EntryType.DIRECTORY;
      default -> EntryType.OTHER;
    };
  }

  private byte[] extension(TarHeader header, long data) throws LayerliftException {
    if (header.size() > MAX_EXTENSION_SIZE) {
      throw Fault.of(
              ErrorCode.TAR_HEADER,
              "an extended header has " + header.size() + " bytes, and the limit is 1 MiB")
          .at(data - BLOCK)
          .hint("no honest archive needs that; get it again from a source you trust")
          .exception();
    }
    requireData(header.name(), header.size(), data);
    return new Extent(source, header.name(), data, header.size()).head((int) header.size());
  }

  private String longText(TarHeader header, long data) throws LayerliftException {
    byte[] bytes = extension(header, data);
    return TarHeader.text(bytes, 0, bytes.length);
  }

  private void requireHarmless(PaxRecords global, long offset) throws LayerliftException {
    if (global.namesOrSizes()) {
      throw Fault.of(
              ErrorCode.TAR_HEADER,
              "a global PAX header sets a path or a size, which readers understand differently")
          .at(offset)
          .exception();
    }
  }

  private void requireHeader(int at, long offset) throws LayerliftException {
    boolean whole = window.blockLength() == BLOCK;
    if (whole && TarHeader.hasChecksum(window.bytes(), at)) {
      return;
    }
    if (offset == 0) {
      throw NotTar.explain(source.name(), Arrays.copyOf(window.bytes(), window.blockLength()));
    }
    if (!whole) {
      throw truncated("the archive ends in the middle of a header", offset);
    }
    throw Fault.of(ErrorCode.TAR_HEADER, "a tar header is corrupt: its checksum is wrong")
        .at(offset)
        .hint("the archive was damaged or cut on the way; get it again")
        .exception();
  }

  /** One zero block and then something else: some readers stop there, others go on. */
  private void requireEnd(long offset) throws LayerliftException {
    int at = window.move(offset + BLOCK);
    if (!TarHeader.isZero(window.bytes(), at, window.blockLength())) {
      throw Fault.of(ErrorCode.TAR_HEADER, "a single zero block stands between two entries")
          .at(offset)
          .hint("readers disagree on what follows it; pack the archive again")
          .exception();
    }
  }

  private void requireData(String name, long size, long data) throws LayerliftException {
    if (size > source.size() - data) {
      throw truncated(
          "the archive ends within \""
              + name
              + "\": "
              + size
              + " bytes are declared and "
              + Math.max(0, source.size() - data)
              + " are there",
          data - BLOCK);
    }
  }

  private static LayerliftException truncated(String sentence, long offset) {
    return Fault.of(ErrorCode.TAR_TRUNCATED, sentence)
        .at(offset)
        .hint("the archive was cut short; copy or download it again")
        .exception();
  }

  public static LayerliftException tooManyEntries(int most) {
    return Fault.of(ErrorCode.TOO_MANY_ENTRIES, "the archive has more than " + most + " entries")
        .hint("--max-entries raises the limit")
        .exception();
  }

  private static long next(long data, long size) {
    return data + (size + BLOCK - 1) / BLOCK * BLOCK;
  }
}
