package io.github.layerlift.tar;

import io.github.layerlift.bytes.ExtentStream;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a tar one after the other, with all their metadata and without their data, which is
 * skipped. Reads a stream, so that the tar may be packed; of a plain one, {@link ExtentStream} skips
 * by seeking. Understands v7, ustar, PAX and GNU long names.
 */
public final class TarMembers {
  private static final int BLOCK = TarHeader.BLOCK;
  private static final int MAX_EXTENSION_SIZE = 1 << 20;
  private static final int MAX_NAME_LENGTH = 4096;

  private final InputStream in;
  private final String tar;
  private final byte[] block = new byte[BLOCK];
  private long position;
  private long unread;

  /**
   * @param in positioned at the first header; stays open
   * @param tar its name, for messages
   */
  public TarMembers(InputStream in, String tar) {
    this.in = in;
    this.tar = tar;
  }

  /**
   * The next entry; empty at the end, with or without an end mark.
   *
   * @throws io.github.layerlift.fault.MalformedArchiveException if the tar is broken or cut, or an
   *     entry's name or a hard link leaves it
   */
  public Optional<TarMember> next() throws IOException {
    EntryExtensions extensions = EntryExtensions.NONE;
    while (true) {
      skipData();
      long offset = position;
      if (!readHeader()) {
        return Optional.empty();
      }
      TarHeader header = TarHeader.parse(block, 0, offset);
      unread = header.size();
      switch (header.type()) {
        case 'x' -> extensions = extensions.withPax(PaxRecords.parse(extension(offset), offset));
        case 'L' -> extensions = extensions.withName(longText(offset));
        case 'K' -> extensions = extensions.withLink(longText(offset));
        // a global header or a volume's label: engines pass over them
        case 'g', 'V' -> {}
        default -> {
          return Optional.of(member(
              header, extensions.pax(), extensions.name(header), extensions.link(header), offset));
        }
      }
    }
  }

  private TarMember member(TarHeader header, PaxRecords pax, String raw, String link, long offset)
      throws LayerliftException {
    TarMember.Kind kind = kind(header, raw);
    if (header.type() == 'S' || pax.isSparse()) {
      throw at(offset, Fault.of(ErrorCode.TAR_HEADER, "the layer holds a sparse file"), raw);
    }
    unread = header.isHeaderOnly() ? 0 : pax.size(header.size(), offset);
    boolean device = kind == TarMember.Kind.CHARACTER_DEVICE || kind == TarMember.Kind.BLOCK_DEVICE;
    return new TarMember(
        inside(raw, ErrorCode.ENTRY_NAME, "an entry's name leaves the layer", raw, offset),
        kind,
        link(kind, link, raw, offset),
        OwnerFields.attributes(block, pax, offset),
        position,
        kind == TarMember.Kind.FILE ? unread : 0,
        device ? OwnerFields.major(block, offset) : 0,
        device ? OwnerFields.minor(block, offset) : 0);
  }

  private String link(TarMember.Kind kind, String link, String name, long offset)
      throws LayerliftException {
    if (kind == TarMember.Kind.HARD_LINK) {
      return inside(link, ErrorCode.LINK_LEAVES, "a hard link leaves the layer", name, offset);
    }
    boolean symlink = kind == TarMember.Kind.SYMLINK;
    if (symlink && (link.isEmpty() || link.indexOf('\0') >= 0 || link.length() > MAX_NAME_LENGTH)) {
      throw at(offset, Fault.of(ErrorCode.TAR_HEADER, "a symlink leads nowhere"), name);
    }
    return symlink ? link : "";
  }

  private String inside(String path, ErrorCode code, String sentence, String entry, long offset)
      throws LayerliftException {
    if (path.length() > MAX_NAME_LENGTH) {
      String tooLong = "a name in the layer has more than " + MAX_NAME_LENGTH + " characters";
      throw at(
          offset,
          Fault.of(ErrorCode.TAR_HEADER, tooLong)
              .hint("no honest archive needs that; get it again from a source you trust"),
          entry);
    }
    Optional<String> normal = EntryNames.normalise(path);
    if (normal.isEmpty() || path.indexOf('\0') >= 0) {
      throw at(offset, Fault.of(code, sentence).hint("this looks hostile: don't trust it"), entry);
    }
    return normal.get();
  }

  private static TarMember.Kind kind(TarHeader header, String rawName) {
    return switch (header.type()) {
      case '0', '7' -> TarMember.Kind.FILE;
      // v7 had no type for a folder but the slash at its name's end
      case '\0' -> rawName.endsWith("/") ? TarMember.Kind.FOLDER : TarMember.Kind.FILE;
      case '1' -> TarMember.Kind.HARD_LINK;
      case '2' -> TarMember.Kind.SYMLINK;
      case '3' -> TarMember.Kind.CHARACTER_DEVICE;
      case '4' -> TarMember.Kind.BLOCK_DEVICE;
      case '5' -> TarMember.Kind.FOLDER;
      case '6' -> TarMember.Kind.FIFO;
      default -> TarMember.Kind.UNKNOWN;
    };
  }

  /** Reads a header into {@link #block}; false at the end. */
  private boolean readHeader() throws IOException {
    long offset = position;
    int length = readBlock();
    // nothing at all, where a tar without an end mark ends, counts as zeros
    if (TarHeader.isZero(block, 0, length)) {
      length = readBlock();
      if (!TarHeader.isZero(block, 0, length)) {
        throw at(
            offset,
            Fault.of(ErrorCode.TAR_HEADER, "a single zero block stands between two entries"),
            null);
      }
      return false;
    }
    if (length < BLOCK) {
      throw truncated(offset);
    }
    if (!TarHeader.hasChecksum(block, 0)) {
      throw at(
          offset,
          Fault.of(ErrorCode.TAR_HEADER, "a tar header is corrupt: its checksum is wrong")
              .hint("the archive was damaged or cut on the way; get it again"),
          null);
    }
    return true;
  }

  private int readBlock() throws IOException {
    int length = in.readNBytes(block, 0, BLOCK);
    position += length;
    return length;
  }

  /** Passes over what is left of an entry; only its padding may be missing at the end. */
  private void skipData() throws IOException {
    try {
      in.skipNBytes(unread);
    } catch (EOFException e) {
      throw truncated(position);
    }
    position += unread;
    int padding = (int) (-unread & (BLOCK - 1));
    position += in.readNBytes(block, 0, padding);
    unread = 0;
  }

  private byte[] extension(long offset) throws IOException {
    if (unread > MAX_EXTENSION_SIZE) {
      throw at(
          offset,
          Fault.of(
                  ErrorCode.TAR_HEADER,
                  "an extended header has " + unread + " bytes, and the limit is 1 MiB")
              .hint("no honest archive needs that; get it again from a source you trust"),
          null);
    }
    byte[] bytes = in.readNBytes((int) unread);
    if (bytes.length < unread) {
      throw truncated(offset);
    }
    position += unread;
    int padding = (int) (-unread & (BLOCK - 1));
    position += in.readNBytes(block, 0, padding);
    unread = 0;
    return bytes;
  }

  private String longText(long offset) throws IOException {
    byte[] bytes = extension(offset);
    return TarHeader.text(bytes, 0, bytes.length);
  }

  private LayerliftException truncated(long offset) {
    return at(
        offset,
        Fault.of(ErrorCode.TAR_TRUNCATED, "the layer ends in the middle of an entry")
            .hint("the archive was cut short; copy or download it again"),
        null);
  }

  private LayerliftException at(long offset, Fault fault, @Nullable String entry) {
    return fault.in(entry == null ? tar : tar + ": " + entry).at(offset).exception();
  }
}
