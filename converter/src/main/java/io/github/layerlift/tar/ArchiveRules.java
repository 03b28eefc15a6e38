package io.github.layerlift.tar;

import io.github.layerlift.bytes.ByteSource;
import io.github.layerlift.bytes.Extent;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Setting;
import io.github.layerlift.fault.WayOut;
import io.github.layerlift.file.FileKind;
import io.github.layerlift.text.EntryNames;

/** For an archive: its entries are found by name, and read in place. */
final class ArchiveRules implements EntryRules {
  /** The maximum length of a path on Linux. */
  private static final int MAX_NAME = 4096;

  /** Far more characters than names of genuine entries have, on average. */
  private static final long TEXT_PER_ENTRY = 128;

  /** So that a few entries may have long names. */
  private static final long MIN_TEXT = 8 << 20;

  private final ByteSource source;
  private final SparseReader sparse;
  private long textLeft;

  ArchiveRules(ByteSource source, TarLimits limits) {
    this.source = source;
    this.sparse = new SparseReader(source, limits);
    this.textLeft = Math.max(MIN_TEXT, limits.entries() * TEXT_PER_ENTRY);
  }

  /** A volume label and other metadata of GNU tar about the archive. */
  @Override
  public String passedOver() {
    return "VMN";
  }

  /** As stored, for the root too, which has no name. */
  @Override
  public Entry entry(TarHeader header, EntryExtensions extensions, TarReader<?> reader)
      throws LayerliftException {
    PaxRecords pax = extensions.pax();
    String raw = extensions.name(header);
    String link = extensions.link(header);
    long offset = reader.offset();
    long size = header.size(pax, offset);
    requireShort(raw, link, offset);
    reader.expect(raw, size);
    String name = normal(raw, size, offset);
    FileKind kind = header.kind(raw);
    Extent content = new Extent(source, name, offset + TarHeader.BLOCK, size);
    if (header.type() == 'S' || (pax.isSparse() && kind == FileKind.FILE)) {
      SparseReader.Sparse found = sparse.read(header, pax, raw, size, offset);
      content = new Extent(found.file(), name, 0, found.file().size());
      reader.expect(raw, found.end() - offset - TarHeader.BLOCK);
    }
    count(raw, link, offset);
    return new Entry(name, kind, link, content, offset);
  }

  @Override
  public long maxSize() {
    return source.size();
  }

  @Override
  public LayerliftException fault(Fault fault, long at) {
    return fault.at(at).exception();
  }

  @Override
  public Fault loneZeros() {
    return EntryRules.super
        .loneZeros()
        .hint("readers disagree on what follows it; pack the archive again");
  }

  @Override
  public LayerliftException cutHeader(long offset) {
    return truncated("the archive ends in the middle of a header", offset);
  }

  @Override
  public LayerliftException cutData(String name, long size, long there, long offset) {
    String sizes = size + " bytes are declared but " + Math.max(0, there) + " are present";
    return truncated("the archive ends within \"" + name + "\": " + sizes, offset);
  }

  private static LayerliftException truncated(String sentence, long offset) {
    return Fault.of(ErrorCode.TAR_TRUNCATED, sentence)
        .at(offset)
        .hint("the archive is truncated; copy or download it again")
        .exception();
  }

  /** Refuses names that no file system accepts. */
  private static void requireShort(String name, String link, long offset)
      throws LayerliftException {
    if (Math.max(name.length(), link.length()) > MAX_NAME) {
      throw Fault.of(
              ErrorCode.TAR_HEADER,
              "the name of an entry or its link has more than " + MAX_NAME + " characters")
          .at(offset)
          .hint("no genuine archive needs that; get it again from a source you trust")
          .exception();
    }
  }

  /**
   * The entry's normalised name; empty for the root.
   *
   * @param size of its content
   */
  private static String normal(String raw, long size, long offset) throws LayerliftException {
    String name = EntryNames.normalise(raw).orElse(null);
    if (name == null || raw.indexOf('\0') >= 0) {
      throw Fault.of(ErrorCode.ENTRY_NAME, "an entry's name leaves the archive")
          .in(raw)
          .at(offset)
          .hint("this looks malicious: get the archive again from a source you trust")
          .exception();
    }
    if (name.isEmpty() && size > 0) {
      throw Fault.of(ErrorCode.ENTRY_NAME, "an entry with content has no name")
          .at(offset)
          .hint("no reader can find it; pack the archive again")
          .exception();
    }
    return name;
  }

  /** Names compress well, so a small packed archive could fill the memory with long ones. */
  private void count(String name, String link, long offset) throws LayerliftException {
    textLeft -= name.length() + link.length();
    if (textLeft < 0) {
      throw Fault.of(ErrorCode.TOO_MANY_ENTRIES, "the names in the archive are too long in total")
          .at(offset)
          .hint(WayOut.raise(Setting.ENTRIES).then(", which is 128 characters for each"))
          .exception();
    }
  }
}
