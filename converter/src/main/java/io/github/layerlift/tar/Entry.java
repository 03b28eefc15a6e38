package io.github.layerlift.tar;

import io.github.layerlift.bytes.Extent;

/**
 * One entry of an archive.
 *
 * @param name normalised: relative, with single slashes, without {@code .} and {@code ..}
 * @param link the target as it stands in the archive; empty unless this is a link
 * @param content the bytes; of size 0 unless this is a file
 * @param header where the entry's header is in its archive; 0 in a folder, which has none
 */
public record Entry(String name, EntryType type, String link, Extent content, long header) {
  /** The same entry under another name, linked to something else. */
  public Entry renamed(String other, String otherLink) {
    Extent bytes = new Extent(content.source(), other, content.offset(), content.size());
    return new Entry(other, type, otherLink, bytes, header);
  }
}
