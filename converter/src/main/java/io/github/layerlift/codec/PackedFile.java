package io.github.layerlift.codec;

import io.github.layerlift.image.Compression;
import java.io.InputStream;

/**
 * A file that may be packed, and opened as its content, unpacked.
 *
 * @param compression the outermost compression
 * @param plain its content, unpacked
 * @param packed the bytes of the file
 */
public record PackedFile(Compression compression, InputStream plain, PackedStream packed) {
  /** Whether more bytes were wanted than the file has: it was cut, if that is a fault. */
  public boolean isEnded() {
    return packed.isEnded();
  }
}
