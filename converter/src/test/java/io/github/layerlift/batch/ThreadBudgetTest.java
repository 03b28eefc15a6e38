package io.github.layerlift.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ThreadBudgetTest {
  private static final long MIB = 1 << 20;

  @Test
  void share_smallOnes_runSideBySide() {
    assertEquals(1, new ThreadBudget(8, 512 * MIB).share(MIB));
  }

  @Test
  void share_largeOne_hasAll() {
    assertEquals(8, new ThreadBudget(8, 512 * MIB).share(1024 * MIB));
  }

  @Test
  void share_inBetween_growsWithTheSize() {
    assertEquals(3, new ThreadBudget(8, 512 * MIB).share(70 * MIB));
  }

  @Test
  void share_smallHeap_letsFewRunAtOnce() {
    assertEquals(6, new ThreadBudget(16, 64 * MIB).share(1));
    assertEquals(1, new ThreadBudget(2, 64 * MIB).share(1));
  }

  @Property
  void share_any_isBetweenOneAndAll(
      @ForAll @IntRange(min = 1, max = 1000) int threads,
      @ForAll @LongRange(min = 0) long heap,
      @ForAll @LongRange(min = 0) long size) {
    int share = new ThreadBudget(threads, heap).share(size);
    assertTrue(share >= 1 && share <= threads, "share " + share);
  }
}
