package io.github.layerlift.layering;

import io.github.layerlift.bytes.Extent;
import io.github.layerlift.file.FileKind;
import io.github.layerlift.tar.Attributes;
import io.github.layerlift.tar.EntryHeader;
import org.jspecify.annotations.Nullable;

/** A part of a layer to be made: computed bytes, stored ones, or both. Always the same bytes. */
interface Part {
  int BLOCK = 512;

  /** The bytes at its start, computed each time. */
  byte[] head();

  /** The bytes after them; null if there are none. */
  @Nullable
  default Extent content() {
    return null;
  }

  /** How many zeros follow: as many as fill the last block. */
  default int padding() {
    Extent content = content();
    return content == null ? 0 : (int) (-content.size() & (BLOCK - 1));
  }

  /** An entry without data. */
  static Part entry(String path, FileKind kind, String link, Attributes attributes) {
    return () -> EntryHeader.of(path, kind, link, 0, attributes);
  }

  /** Two blocks of zeros. */
  static Part endMark() {
    return () -> new byte[2 * BLOCK];
  }

  /** Stored bytes as they are. */
  record Run(Extent content) implements Part {
    @Override
    public byte[] head() {
      return new byte[0];
    }

    @Override
    public int padding() {
      return 0;
    }
  }
}
