package io.github.layerlift.tar;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a tar one after the other, without their data. Understands v7, ustar, PAX, GNU long
 * names and, in archives, sparse entries.
 *
 * @param <X> the exception of a failed read
 */
public final class TarReader<X extends IOException> {
  /** Longer than any file system's names, and the most that a header can make us keep in memory. */
  private static final int MAX_EXTENSION_SIZE = 1 << 20;

  private static final int BLOCK = TarHeader.BLOCK;

  private final Cursor<X> cursor;
  private final EntryRules rules;
  private long offset;
  private long dataEnd;
  private boolean marked;

  /**
   * @param start where the first header is
   */
  TarReader(Cursor<X> cursor, long start, EntryRules rules) {
    this.cursor = cursor;
    this.offset = start - BLOCK;
    this.dataEnd = start;
    this.rules = rules;
  }

  /**
   * Reads a layer, with all metadata that a file system would keep of its entries.
   *
   * @param in positioned at the first header; stays open
   * @param layer its name, for messages
   */
  public static TarReader<IOException> ofLayer(InputStream in, String layer) {
    return new TarReader<>(new StreamingCursor(in), 0, new LayerRules(layer));
  }

  /**
   * The next entry; null at the end, with or without an end mark.
   *
   * @throws io.github.layerlift.fault.MalformedArchiveException if the tar is damaged or truncated,
   *     or has an entry that it must not have
   */
  public @Nullable Entry next() throws X, LayerliftException {
    EntryExtensions extensions = EntryExtensions.NONE;
    while (findHeader()) {
      TarHeader header = TarHeader.parse(cursor.bytes(), cursor.start(), offset);
      char type = header.type();
      if (rules.passedOver().indexOf(type) >= 0) {
        expect(header.name(), header.size());
      } else if (type == 'x') {
        extensions = extensions.withPax(records(header));
      } else if (type == 'g') {
        requireHarmless(records(header));
      } else if (type == 'L') {
        extensions = extensions.withName(longText(header));
      } else if (type == 'K') {
        extensions = extensions.withLink(longText(header));
      } else {
        return rules.entry(header, extensions, this);
      }
    }
    return null;
  }

  /** Bytes of the last header, if the tar is a stream. */
  byte[] header() {
    return cursor.bytes();
  }

  /** Where the last header is; at the end of the tar, where the last entry ends. */
  long offset() {
    return offset;
  }

  /** Where the next header may be: after the last entry's data, and what fills its last block. */
  public long end() {
    return (dataEnd + BLOCK - 1) / BLOCK * BLOCK;
  }

  /** Whether there is an end mark at the end that was reached. */
  boolean isMarked() {
    return marked;
  }

  /** Sets the size of the data after the last header, and refuses more than there can be. */
  void expect(String name, long size) throws LayerliftException {
    long there = rules.maxSize() - offset - BLOCK;
    if (size > there) {
      throw rules.cutData(name, size, there, offset);
    }
    dataEnd = offset + BLOCK + size;
  }

  private boolean findHeader() throws X, LayerliftException {
    long next = offset + (dataEnd - offset + BLOCK - 1) / BLOCK * BLOCK;
    int length = cursor.move(dataEnd, next);
    if (length < 0) {
      throw rules.cutData("", dataEnd - offset, 0, offset);
    }
    offset = next;
    dataEnd = next + BLOCK;
    if (isZero(length)) {
      marked = length > 0;
      // some readers stop at a single zero block, others go on
      if (marked && !isZero(cursor.move(dataEnd, dataEnd))) {
        throw rules.fault(rules.loneZeros(), offset);
      }
      return false;
    }
    if (length < BLOCK) {
      throw rules.cutHeader(offset);
    }
    if (!TarHeader.hasChecksum(cursor.bytes(), cursor.start())) {
      throw rules.fault(
          Fault.of(ErrorCode.TAR_HEADER, "a tar header is corrupt: its checksum is wrong")
              .hint("the archive was damaged or truncated in transit; get it again"),
          offset);
    }
    return true;
  }

  private boolean isZero(int length) {
    return TarHeader.isZero(cursor.bytes(), cursor.start(), length);
  }

  private PaxRecords records(TarHeader header) throws X, LayerliftException {
    return PaxRecords.parse(extension(header), offset);
  }

  private String longText(TarHeader header) throws X, LayerliftException {
    byte[] bytes = extension(header);
    return TarHeader.text(bytes, 0, bytes.length);
  }

  private byte[] extension(TarHeader header) throws X, LayerliftException {
    if (header.size() > MAX_EXTENSION_SIZE) {
      throw rules.fault(
          Fault.of(
                  ErrorCode.TAR_HEADER,
                  "an extended header has " + header.size()
                      + " bytes, which exceeds the limit of 1 MiB")
              .hint("no genuine archive needs that; get it again from a source you trust"),
          offset);
    }
    expect(header.name(), header.size());
    byte[] data = cursor.data(header.name(), offset + BLOCK, (int) header.size());
    if (data.length < header.size()) {
      throw rules.cutHeader(offset);
    }
    return data;
  }

  private void requireHarmless(PaxRecords global) throws LayerliftException {
    if (global.namesOrSizes()) {
      throw rules.fault(
          Fault.of(
              ErrorCode.TAR_HEADER,
              "a global PAX header sets a path or a size, which readers understand differently"),
          offset);
    }
  }
}
