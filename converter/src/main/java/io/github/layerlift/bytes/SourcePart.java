package io.github.layerlift.bytes;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A run of bytes in a source as a source of its own: a file in an archive that is itself an archive. */
public final class SourcePart implements ByteSource {
  private final Extent part;
  private final String name;

  /**
   * Closing it leaves the source of {@code part} open.
   *
   * @param name what to call it in a message
   */
  public SourcePart(Extent part, String name) {
    this.part = part;
    this.name = name;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long size() {
    return part.size();
  }

  @Override
  public int read(ByteBuffer into, long position) throws IOException {
    return part.read(into, position);
  }

  @Override
  public long transfer(long position, long count, FileChannel to) throws IOException {
    return part.transfer(position, count, to);
  }

  @Override
  public boolean isPrivate() {
    return part.source().isPrivate();
  }

  @Override
  public void checkUnchanged() throws IOException {
    part.source().checkUnchanged();
  }

  @Override
  public void close() {}
}
