package io.github.layerlift.pour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.progress.Cancellation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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

  @Test
  void share_nobodyIsFree_isLeftToTheCaller() throws IOException {
    Crew crew = new Crew(new Cancellation());
    List<Boolean> taken = new ArrayList<>();
    crew.run(1, () -> taken.add(crew.share(() -> taken.add(true))));
    assertEquals(List.of(false), taken);
  }

  @Test
  void share_jobThatFails_isTheFaultOfTheCrew() {
    Crew crew = new Crew(new Cancellation());
    Thread sharing = Thread.currentThread();
    Crew.Work failing = () -> {
      throw new IOException("no space");
    };
    IOException fault = assertThrows(
        IOException.class,
        () -> crew.run(2, () -> {
          // the other member ends its own work at once, and waits for a job
          while (Thread.currentThread().equals(sharing) && !crew.share(failing)) {
            Thread.onSpinWait();
          }
        }));
    assertEquals("no space", fault.getMessage());
  }
}
