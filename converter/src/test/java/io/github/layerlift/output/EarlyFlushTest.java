package io.github.layerlift.output;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.util.concurrent.Uninterruptibles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class EarlyFlushTest {
  private static final long STEP = 16L << 20;

  @TempDir
  private Path folder;

  private final AtomicInteger flushes = new AtomicInteger();
  private volatile CountDownLatch flushed = new CountDownLatch(1);
  private CountDownLatch release = new CountDownLatch(0);
  private boolean broken;
  private volatile boolean done;
  private FileChannel channel;

  /** A disk that counts flushes, and is slow or fails on request. */
  @BeforeEach
  void open() throws IOException {
    WatchedDisk disk = new WatchedDisk(folder);
    disk.hook(event -> {
      assertEquals("flush early file", event);
      flushes.incrementAndGet();
      flushed.countDown();
      Uninterruptibles.awaitUninterruptibly(release);
      done = true;
      if (broken) {
        throw new IOException("the disk is gone");
      }
    });
    channel =
        FileChannel.open(disk.path("file"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  @AfterEach
  void close() throws IOException {
    channel.close();
  }

  @Test
  void wrote_little_flushesNothing() throws IOException {
    try (EarlyFlush flush = new EarlyFlush(channel)) {
      flush.wrote(STEP - 1);
    }
    assertEquals(0, flushes.get());
  }

  @Test
  void wrote_aStep_flushesWhileMoreIsWritten() throws Exception {
    try (EarlyFlush flush = new EarlyFlush(channel)) {
      flush.wrote(STEP / 2);
      flush.wrote(STEP / 2);
      assertTrue(flushed.await(60, TimeUnit.SECONDS));
    }
    assertEquals(1, flushes.get());
  }

  @Test
  void close_afterAFailedFlush_tellsIt() throws Exception {
    broken = true;
    EarlyFlush flush = new EarlyFlush(channel);
    flush.wrote(STEP);
    assertTrue(flushed.await(60, TimeUnit.SECONDS));
    IOException fault = assertThrows(IOException.class, flush::close);
    assertEquals("the disk is gone", fault.getMessage());
    assertTimeoutPreemptively(Duration.ofSeconds(60), () -> flush.wrote(STEP));
    assertEquals(1, flushes.get());
  }

  @Test
  void wrote_little_startsNoThread() throws Exception {
    try (EarlyFlush flush = new EarlyFlush(channel)) {
      assertEquals(List.of(), threads(flush, () -> flush.wrote(STEP - 1)));
    }
  }

  @Test
  void wrote_manySteps_startsOneThreadThatKeepsNoProcess() throws Exception {
    try (EarlyFlush flush = new EarlyFlush(channel)) {
      List<Thread> threads = threads(flush, () -> {
        flush.wrote(STEP);
        flush.wrote(STEP);
      });
      assertEquals(1, threads.size());
      assertTrue(threads.get(0).isDaemon());
    }
  }

  @Test
  @Timeout(60)
  void wrote_aStepAfterTheFlush_flushesAgain() throws Exception {
    EarlyFlush flush = new EarlyFlush(channel);
    Thread thread = threads(flush, () -> flush.wrote(STEP)).get(0);
    awaitState(thread, Thread.State.WAITING);
    assertEquals(1, flushes.get());
    flush.wrote(STEP - 1);
    awaitState(thread, Thread.State.WAITING);
    assertEquals(1, flushes.get());
    flushed = new CountDownLatch(1);
    flush.wrote(1);
    assertTrue(flushed.await(60, TimeUnit.SECONDS));
    flush.close();
    assertEquals(2, flushes.get());
    assertFalse(thread.isAlive());
  }

  @Test
  @Timeout(60)
  void wrote_afterClose_startsNoThread() throws Exception {
    EarlyFlush flush = new EarlyFlush(channel);
    flush.close();
    assertEquals(List.of(), threads(flush, () -> flush.wrote(STEP)));
    assertEquals(0, flushes.get());
  }

  @Test
  @Timeout(60)
  void close_whileFlushing_waits() throws Exception {
    release = new CountDownLatch(1);
    EarlyFlush flush = new EarlyFlush(channel);
    flush.wrote(STEP);
    assertTrue(flushed.await(60, TimeUnit.SECONDS));
    AtomicBoolean after = new AtomicBoolean();
    Thread closer = new Thread(() -> {
      assertDoesNotThrow(flush::close);
      after.set(done);
    });
    closer.start();
    awaitState(closer, Thread.State.WAITING);
    release.countDown();
    closer.join();
    assertTrue(after.get());
  }

  @Test
  @Timeout(60)
  void awaitWork_interrupted_endsWithoutAFlush() throws Exception {
    try (EarlyFlush flush = new EarlyFlush(channel)) {
      Thread thread = threads(flush, () -> flush.wrote(STEP)).get(0);
      awaitState(thread, Thread.State.WAITING);
      thread.interrupt();
      thread.join();
    }
    assertEquals(1, flushes.get());
  }

  /** The threads that {@code work} starts; none continues before they are counted. */
  private static List<Thread> threads(EarlyFlush flush, Runnable work) throws InterruptedException {
    ThreadGroup group = new ThreadGroup("watched");
    List<Thread> found = new ArrayList<>();
    Thread caller = new Thread(group, () -> {
      synchronized (flush) {
        work.run();
        Thread[] all = new Thread[8];
        int count = group.enumerate(all);
        found.addAll(List.of(Arrays.copyOf(all, count)));
      }
    });
    caller.start();
    caller.join();
    found.remove(caller);
    return found;
  }

  private static void awaitState(Thread thread, Thread.State state) {
    while (thread.getState() != state) {
      assertTrue(thread.isAlive(), "ended instead");
      assertFalse(Thread.interrupted(), "it takes too long");
      Thread.onSpinWait();
    }
  }
}
