package io.github.layerlift.pour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class HandoffTest {

  private final Handoff handoff = new Handoff();

  @Test
  void offer_nobodyWaits_false() {
    assertFalse(handoff.offer(() -> {}));
  }

  @Test
  void take_closed_null() {
    handoff.close();
    assertNull(handoff.take());
    assertFalse(handoff.offer(() -> {}));
  }

  @Test
  void offer_oneWaits_itGetsTheJob() {
    AtomicInteger done = new AtomicInteger();
    CompletableFuture<Void> helper = CompletableFuture.runAsync(() -> {
      for (Runnable job = handoff.take(); job != null; job = handoff.take()) {
        job.run();
      }
    });
    for (int i = 0; i < 100; ) {
      if (handoff.offer(done::incrementAndGet)) {
        i++;
      } else {
        Thread.onSpinWait();
      }
    }
    handoff.close();
    helper.join();
    assertEquals(100, done.get());
  }

  @Test
  void take_interrupted_waitsOnAndKeepsTheInterrupt() throws InterruptedException {
    AtomicBoolean interrupted = new AtomicBoolean();
    AtomicReference<Runnable> taken = new AtomicReference<>();
    Thread helper = new Thread(() -> {
      taken.set(handoff.take());
      interrupted.set(Thread.currentThread().isInterrupted());
    });
    helper.start();
    helper.interrupt();
    Runnable job = () -> {};
    while (!handoff.offer(job)) {
      Thread.onSpinWait();
    }
    helper.join();
    assertEquals(job, taken.get());
    assertTrue(interrupted.get());
  }

  @Test
  void close_jobLeft_isStillTaken() {
    CompletableFuture<Runnable> helper = CompletableFuture.supplyAsync(handoff::take);
    Runnable job = () -> {};
    while (!handoff.offer(job)) {
      Thread.onSpinWait();
    }
    handoff.close();
    assertEquals(job, helper.join());
    assertNull(handoff.take());
  }
}
