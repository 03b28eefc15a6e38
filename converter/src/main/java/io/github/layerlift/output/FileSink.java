package io.github.layerlift.output;

import io.github.layerlift.bytes.PiecewiseWriter;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A file that appears when it is finished. */
final class FileSink implements TarSink {
  private final AtomicFile file;
  private final Finished finished;
  private long written;

  /**
   * @param finished called right before the file gets its name
   */
  FileSink(AtomicFile file, Finished finished) {
    this.file = file;
    this.finished = finished;
  }

  @Override
  public String name() {
    return file.name();
  }

  @Override
  public void write(ByteBuffer bytes) throws IOException {
    int count = bytes.remaining();
    try {
      PiecewiseWriter.write(file.channel(), bytes, written);
    } catch (IOException e) {
      throw WriteFaults.of(file.name(), e);
    }
    written += count;
    file.wrote(count);
  }

  @Override
  public long finish() throws IOException {
    file.commit(finished);
    return written;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
