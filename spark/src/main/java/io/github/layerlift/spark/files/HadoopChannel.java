package io.github.layerlift.spark.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import org.apache.hadoop.fs.FSDataInputStream;

/** An open file, read at any position by any thread. */
final class HadoopChannel extends FileChannel {
  private static final int PIECE = 1 << 20;

  private final FSDataInputStream in;
  private final long size;
  private long position;

  /**
   * @param size when it was opened
   */
  HadoopChannel(FSDataInputStream in, long size) {
    this.in = in;
    this.size = size;
  }

  @Override
  public int read(ByteBuffer into, long from) throws IOException {
    int count = (int) Math.min(into.remaining(), Math.max(0, size - from));
    if (count == 0) {
      return into.hasRemaining() ? -1 : 0;
    }
    if (into.hasArray()) {
      in.readFully(from, into.array(), into.arrayOffset() + into.position(), count);
      into.position(into.position() + count);
    } else {
      byte[] bytes = new byte[Math.min(count, PIECE)];
      for (int done = 0; done < count; done += bytes.length) {
        int piece = Math.min(bytes.length, count - done);
        in.readFully(from + done, bytes, 0, piece);
        into.put(bytes, 0, piece);
      }
    }
    return count;
  }

  @Override
  public synchronized int read(ByteBuffer into) throws IOException {
    int count = read(into, position);
    position += Math.max(0, count);
    return count;
  }

  @Override
  public synchronized long read(ByteBuffer[] into, int offset, int length) throws IOException {
    long total = 0;
    for (int i = offset; i < offset + length; i++) {
      int count = read(into[i]);
      if (count < 0) {
        return total == 0 ? -1 : total;
      }
      total += count;
    }
    return total;
  }

  @Override
  public synchronized long position() {
    return position;
  }

  @Override
  public synchronized FileChannel position(long next) {
    position = next;
    return this;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public long transferTo(long from, long count, WritableByteChannel target) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(count, PIECE));
    long done = 0;
    while (done < count) {
      bytes.clear().limit((int) Math.min(bytes.capacity(), count - done));
      if (read(bytes, from + done) <= 0) {
        break;
      }
      bytes.flip();
      while (bytes.hasRemaining()) {
        done += target.write(bytes);
      }
    }
    return done;
  }

  @Override
  protected void implCloseChannel() throws IOException {
    in.close();
  }

  @Override
  public int write(ByteBuffer from) {
    throw new NonWritableChannelException();
  }

  @Override
  public long write(ByteBuffer[] from, int offset, int length) {
    throw new NonWritableChannelException();
  }

  @Override
  public int write(ByteBuffer from, long to) {
    throw new NonWritableChannelException();
  }

  @Override
  public long transferFrom(ReadableByteChannel from, long to, long count) {
    throw new NonWritableChannelException();
  }

  @Override
  public FileChannel truncate(long newSize) {
    throw new NonWritableChannelException();
  }

  @Override
  public void force(boolean metaData) {
    throw new NonWritableChannelException();
  }

  @Override
  public MappedByteBuffer map(MapMode mode, long from, long count) {
    throw new UnsupportedOperationException("a file of another machine isn't mapped");
  }

  @Override
  public FileLock lock(long from, long count, boolean shared) {
    throw new NonWritableChannelException();
  }

  @Override
  public FileLock tryLock(long from, long count, boolean shared) {
    throw new NonWritableChannelException();
  }
}
