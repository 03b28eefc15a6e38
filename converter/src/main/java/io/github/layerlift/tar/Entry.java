package io.github.layerlift.tar;

import io.github.layerlift.bytes.Extent;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.file.FileKind;
import io.github.layerlift.text.EntryNames;

/**
 * One entry of an archive or of a layer.
 *
 * @param name normalised: relative, with single slashes, without {@code .} and {@code ..}; of a layer's
 *     root empty
 * @param link the target as stored, normalised for a hard link in a layer; in a layer, empty unless
 *     this is a link
 * @param content the bytes; those of a layer can't be read from here
 * @param header where the entry's header is in its archive; 0 in a folder, which has none
 * @param attributes from the header, in a layer; not used elsewhere
 */
public record Entry(
    String name, FileKind kind, String link, Extent content, long header, Attributes attributes) {
  /** An entry of an archive. */
  public Entry(String name, FileKind kind, String link, Extent content, long header) {
    this(name, kind, link, content, header, Attributes.IMPLIED);
  }

  /** The same entry under another name, linked to something else. */
  public Entry renamed(String other, String otherLink) {
    Extent bytes = new Extent(content.source(), other, content.offset(), content.size());
    return new Entry(other, kind, otherLink, bytes, header);
  }

  /** The file's name as stored in the header before its content, such as {@code ./a} for {@code a}. */
  public String storedName() throws LayerliftException {
    long start = content.offset() - TarHeader.BLOCK;
    if (start < 0) {
      return name;
    }
    byte[] block = new Extent(content.source(), name, start, TarHeader.BLOCK).head(TarHeader.BLOCK);
    String stored =
        TarHeader.hasChecksum(block, 0) ? TarHeader.parse(block, 0, start).name() : name;
    return EntryNames.normalise(stored).filter(name::equals).isPresent() ? stored : name;
  }
}
