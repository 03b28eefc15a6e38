package io.github.layerlift.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.util.concurrent.Uninterruptibles;
import io.github.layerlift.fault.ConversionInterruptedException;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.progress.Cancellation;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LooksTest {
  private static List<Integer> numbers(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  @Test
  void at_many_keepsTheOrder() throws LayerliftException {
    assertEquals(numbers(2_500), Looks.at(numbers(2_500), new Cancellation(), one -> one));
    assertEquals(List.of(), Looks.at(List.<Integer>of(), new Cancellation(), one -> one));
  }

  @Test
  void at_looksThatWait_areTakenAtOnce() throws LayerliftException {
    CountDownLatch here = new CountDownLatch(20);
    List<Boolean> met = Looks.at(numbers(20), new Cancellation(), one -> {
      here.countDown();
      return Uninterruptibles.awaitUninterruptibly(here, Duration.ofSeconds(20));
    });
    assertTrue(met.stream().allMatch(each -> each), "each has seen the others");
  }

  @Test
  void at_stopRequested_ends() {
    Cancellation stop = new Cancellation();
    AtomicInteger looks = new AtomicInteger();
    assertThrows(
        ConversionInterruptedException.class,
        () -> Looks.at(numbers(100_000), stop, one -> {
          stop.request();
          return looks.incrementAndGet();
        }));
    assertTrue(looks.get() < 10_000, looks::toString);
  }
}
