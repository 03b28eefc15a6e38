package io.github.layerlift.output;

import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.pour.ArchiveCompression;
import io.github.layerlift.pour.ArchivePacker;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Packs what goes to another one. */
final class PackingSink implements TarSink {
  private final TarSink packed;
  private final ArchivePacker packer;

  /**
   * @param packed closed with this one
   */
  PackingSink(TarSink packed, ArchiveCompression how) throws LayerliftException {
    this.packed = packed;
    this.packer = how.open(packed::write);
  }

  @Override
  public String name() {
    return packed.name();
  }

  @Override
  public void write(ByteBuffer bytes) throws IOException {
    packer.write(bytes);
  }

  @Override
  public long finish() throws IOException {
    packer.finish();
    return packed.finish();
  }

  @Override
  public void close() throws IOException {
    try (packed) {
      packer.close();
    }
  }
}
