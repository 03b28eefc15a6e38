package io.github.layerlift.pour;

import com.google.common.base.Throwables;
import com.google.common.util.concurrent.Uninterruptibles;
import io.github.layerlift.bytes.Extent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * The work to do while a block is hashed: writing that block, and reading the next one. Either
 * another thread does it meanwhile, or the same one afterwards.
 */
final class BlockStep implements Runnable {
  private final Extent source;
  private final Slot to;
  private final ByteBuffer block;
  private final long position;
  private final ByteBuffer next;
  private final CountDownLatch done = new CountDownLatch(1);
  private @Nullable Throwable failure;

  /**
   * Does nothing yet.
   *
   * @param block ready to be written at {@code position}
   * @param next empty; ready to be written when this is done, without any bytes at the source's end
   */
  BlockStep(Extent source, Slot to, ByteBuffer block, long position, ByteBuffer next) {
    this.source = source;
    this.to = to;
    this.block = block;
    this.position = position;
    this.next = next;
  }

  @Override
  public void run() {
    try {
      long after = position + block.remaining();
      to.write(block, position);
      source.read(next, after);
      next.flip();
    } catch (IOException | RuntimeException | Error e) {
      failure = e;
    } finally {
      done.countDown();
    }
  }

  /** Waits until it is done, and throws its error, if any. */
  void await() throws IOException {
    Uninterruptibles.awaitUninterruptibly(done);
    Throwable fault = failure;
    if (fault != null) {
      Throwables.throwIfInstanceOf(fault, IOException.class);
      Throwables.throwIfUnchecked(fault);
    }
  }
}
