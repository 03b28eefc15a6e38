package io.github.layerlift.tar;

import io.github.layerlift.bytes.ByteSource;
import io.github.layerlift.bytes.Extent;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.file.FileKind;
import io.github.layerlift.text.EntryNames;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** For a layer: its entries become files, so none may leave it, and all their metadata is kept. */
final class LayerRules implements EntryRules {
  private static final int MAX_NAME_LENGTH = 4096;

  private final String layer;
  private final ByteSource passed;

  LayerRules(String layer) {
    this.layer = layer;
    this.passed = new Passed(layer);
  }

  /** A global header or a volume label: as engines do. */
  @Override
  public String passedOver() {
    return "gV";
  }

  @Override
  public Entry entry(TarHeader header, EntryExtensions extensions, TarReader<?> reader)
      throws LayerliftException {
    PaxRecords pax = extensions.pax();
    String raw = extensions.name(header);
    long offset = reader.offset();
    if (header.type() == 'S' || pax.isSparse()) {
      throw at(offset, Fault.of(ErrorCode.TAR_HEADER, "the layer contains a sparse file"), raw);
    }
    long size = header.size(pax, offset);
    FileKind kind = header.kind(raw);
    String name =
        inside(raw, ErrorCode.ENTRY_NAME, "an entry's name leaves the layer", raw, offset);
    String link = link(kind, extensions.link(header), raw, offset);
    Attributes attributes = OwnerFields.attributes(reader.header(), pax, kind.isDevice(), offset);
    reader.expect(raw, size);
    long kept = kind == FileKind.FILE ? size : 0;
    Extent content = new Extent(passed, name, offset + TarHeader.BLOCK, kept);
    return new Entry(name, kind, link, content, offset, attributes);
  }

  @Override
  public long maxSize() {
    return TarHeader.MAX_SIZE;
  }

  @Override
  public LayerliftException fault(Fault fault, long at) {
    return fault.in(layer).at(at).exception();
  }

  @Override
  public LayerliftException cutHeader(long offset) {
    return fault(
        Fault.of(ErrorCode.TAR_TRUNCATED, "the layer ends in the middle of an entry")
            .hint("the archive is truncated; copy or download it again"),
        offset);
  }

  @Override
  public LayerliftException cutData(String name, long size, long there, long offset) {
    return cutHeader(offset + TarHeader.BLOCK);
  }

  private String link(FileKind kind, String link, String name, long offset)
      throws LayerliftException {
    if (kind == FileKind.HARD_LINK) {
      return inside(link, ErrorCode.LINK_LEAVES, "a hard link leaves the layer", name, offset);
    }
    boolean symlink = kind == FileKind.SYMLINK;
    if (symlink && (link.isEmpty() || link.indexOf('\0') >= 0 || link.length() > MAX_NAME_LENGTH)) {
      throw at(offset, Fault.of(ErrorCode.TAR_HEADER, "a symlink has no target"), name);
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
              .hint("no genuine archive needs that; get it again from a source you trust"),
          entry);
    }
    Optional<String> normal = EntryNames.normalise(path);
    if (normal.isEmpty() || path.indexOf('\0') >= 0) {
      throw at(
          offset, Fault.of(code, sentence).hint("this looks malicious: don't trust it"), entry);
    }
    return normal.get();
  }

  private LayerliftException at(long offset, Fault fault, String entry) {
    return fault.in(layer + ": " + entry).at(offset).exception();
  }

  /** Bytes of which only the position is known, since they have already been read past. */
  private record Passed(String name) implements ByteSource {
    @Override
    public long size() {
      return TarHeader.MAX_SIZE;
    }

    @Override
    public int read(ByteBuffer into, long position) throws IOException {
      throw new IOException("a layer is read from its start only");
    }

    @Override
    public void checkUnchanged() {}

    @Override
    public void close() {}
  }
}
