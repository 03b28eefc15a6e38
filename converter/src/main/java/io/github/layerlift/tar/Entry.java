package io.github.layerlift.tar;

import io.github.layerlift.bytes.Extent;
import io.github.layerlift.file.FileKind;

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
}
