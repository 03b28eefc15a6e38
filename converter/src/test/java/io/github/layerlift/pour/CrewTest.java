package io.github.layerlift.pour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.progress.Cancellation;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class CrewTest {

  @Test
  void run_size_onceOnEachOfSoManyThreads() throws IOException {
    ConcurrentLinkedQueue<Thread> members = new ConcurrentLinkedQueue<>();
    new Crew(new Cancellation()).run(3, () -> members.add(Thread.currentThread()));
    assertEquals(3, members.size());
    Set<Thread> others = new HashSet<>(members);
    assertEquals(3, others.size());
    assertTrue(others.remove(Thread.currentThread()));
    others.forEach(other -> assertTrue(other.isDaemon(), other.getName()));
  }
}
