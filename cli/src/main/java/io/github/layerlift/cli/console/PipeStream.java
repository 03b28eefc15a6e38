package io.github.layerlift.cli.console;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Standard input, only read. A {@link FileInputStream} queries its position when all of it is read,
 * copied or skipped, and a pipe has none.
 */
final class PipeStream extends InputStream {
  private final FileInputStream in;

  PipeStream(FileInputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    return in.read();
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    return in.read(bytes, offset, length);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
