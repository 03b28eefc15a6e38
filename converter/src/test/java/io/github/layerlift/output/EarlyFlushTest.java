package io.github.layerlift.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EarlyFlushTest {
  private static final long STEP = 16L << 20;

  private final AtomicInteger flushes = new AtomicInteger();
  private final CountDownLatch flushed = new CountDownLatch(1);
  private boolean broken;

  @Test
  void wrote_little_flushesNothing() throws IOException {
    try (EarlyFlush flush = new EarlyFlush(new Channel())) {
      flush.wrote(STEP - 1);
    }
    assertEquals(0, flushes.get());
  }

  @Test
  void wrote_aStep_flushesWhileMoreIsWritten() throws Exception {
    try (EarlyFlush flush = new EarlyFlush(new Channel())) {
      flush.wrote(STEP / 2);
      flush.wrote(STEP / 2);
      assertTrue(flushed.await(10, TimeUnit.SECONDS));
    }
    assertEquals(1, flushes.get());
  }

  @Test
  void close_afterAFailedFlush_tellsIt() throws Exception {
    broken = true;
    EarlyFlush flush = new EarlyFlush(new Channel());
    flush.wrote(STEP);
    assertTrue(flushed.await(10, TimeUnit.SECONDS));
    IOException fault = assertThrows(IOException.class, flush::close);
    assertEquals("the disk is gone", fault.getMessage());
    assertTimeoutPreemptively(Duration.ofSeconds(10), () -> flush.wrote(STEP));
    assertEquals(1, flushes.get());
  }

  /** Does nothing but count flushes. */
  private final class Channel extends FileChannel {
    @Override
    public void force(boolean metaData) throws IOException {
      flushes.incrementAndGet();
      flushed.countDown();
      if (broken) {
        throw new IOException("the disk is gone");
      }
    }

    @Override
    public int read(ByteBuffer into) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long read(ByteBuffer[] into, int offset, int length) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int write(ByteBuffer from) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long write(ByteBuffer[] from, int offset, int length) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long position() {
      throw new UnsupportedOperationException();
    }

    @Override
    public FileChannel position(long newPosition) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long size() {
      throw new UnsupportedOperationException();
    }

    @Override
    public FileChannel truncate(long size) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int read(ByteBuffer into, long position) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int write(ByteBuffer from, long position) {
      throw new UnsupportedOperationException();
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) {
      throw new UnsupportedOperationException();
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) {
      throw new UnsupportedOperationException();
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) {
      throw new UnsupportedOperationException();
    }

    @Override
    protected void implCloseChannel() {}
  }
}
