package io.github.layerlift.registry;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.layerlift.image.Digest;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RegistriesTest {
  private static final long PATIENCE_MILLIS = 10_000;

  @Test
  void close_afterRequest_itsThreadsEnd() throws Exception {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    Set<Thread> own = new HashSet<>();
    try (FakeRegistry registry = new FakeRegistry();
        Registries registries = new Clients().plain(Clients.NOBODY)) {
      registries.repository(registry.domain(), "me/app").hasBlob(Digest.of(new byte[1]));
      own.addAll(Thread.getAllStackTraces().keySet());
      own.removeAll(before);
      // one that has ended has no group
      own.removeIf(thread -> !isOfClients(thread));
    }
    assertFalse(own.isEmpty(), "no thread was found");
    for (Thread thread : own) {
      thread.join(PATIENCE_MILLIS);
      assertFalse(thread.isAlive(), thread.getName());
    }
  }

  private static boolean isOfClients(Thread thread) {
    ThreadGroup group = thread.getThreadGroup();
    return group != null && group.getName().equals("registry");
  }
}
