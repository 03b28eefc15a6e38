package io.github.layerlift.pour;

import io.github.layerlift.codec.CompressionMethod;
import io.github.layerlift.fault.LayerliftException;

/**
 * How a whole archive is packed.
 *
 * @param threads how many compress at once, at least 1
 */
public record ArchiveCompression(CompressionMethod method, int threads) {
  /**
   * Begins to pack an archive.
   *
   * @throws io.github.layerlift.fault.StorageException if what the method needs can't be loaded
   */
  public ArchivePacker open(ArchivePacker.Writer writer) throws LayerliftException {
    return new ArchivePacker(method, threads, writer);
  }
}
