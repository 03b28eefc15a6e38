package io.github.layerlift.output;

import com.google.common.util.concurrent.Uninterruptibles;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/**
 * Flushes data to the disk while more is written, on a thread of its own: the flush at the end then
 * has little left to do. Small files don't get a thread.
 */
final class EarlyFlush implements Closeable {
  /** Bytes after which a flush pays off: each costs the file system a commit. */
  private static final long STEP = 16L << 20;

  private final FileChannel channel;
  private @Nullable Thread thread;
  private @Nullable IOException failure;
  private long unflushed;
  private boolean closed;

  EarlyFlush(FileChannel channel) {
    this.channel = channel;
  }

  /** Reports that {@code bytes} more were written; any thread may call it. */
  synchronized void wrote(long bytes) {
    unflushed += bytes;
    if (unflushed >= STEP && !closed) {
      if (thread == null) {
        thread = new Thread(this::loop, "layerlift-flush");
        thread.setDaemon(true);
        thread.start();
      }
      notifyAll();
    }
  }

  /**
   * Stops, and waits for a flush that has begun.
   *
   * @throws IOException if one failed: the system reports that only once, so the last flush might
   *     not report it
   */
  @Override
  public void close() throws IOException {
    Thread running;
    synchronized (this) {
      closed = true;
      notifyAll();
      running = thread;
    }
    if (running != null) {
      Uninterruptibles.joinUninterruptibly(running);
    }
    synchronized (this) {
      if (failure != null) {
        throw failure;
      }
    }
  }

  private void loop() {
    while (awaitWork()) {
      try {
        channel.force(false);
      } catch (ClosedChannelException e) {
        return;
      } catch (IOException e) {
        fail(e);
        return;
      }
    }
  }

  /** False if there will be none. */
  private synchronized boolean awaitWork() {
    while (unflushed < STEP && !closed) {
      try {
        wait();
      } catch (InterruptedException e) {
        return false;
      }
    }
    unflushed = 0;
    return !closed;
  }

  private synchronized void fail(IOException e) {
    failure = e;
    closed = true;
  }
}
