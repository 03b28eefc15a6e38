package io.github.layerlift.registry;

import io.github.layerlift.bytes.ByteSource;
import io.github.layerlift.bytes.Extent;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.options.Credential;
import io.github.layerlift.options.Credentials;
import io.github.layerlift.options.RegistryOptions;
import io.github.layerlift.progress.Monitor;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;

/** Clients whose waits take no time, and are written down. */
final class Clients {
  static final Instant NOW = Instant.parse("2024-05-06T07:08:09Z");
  static final Credentials NOBODY = (registry, repository) -> Optional.empty();
  static final Credentials ALICE = Credentials.always(new Credential.Password("alice", "s3cret"));

  private final List<Duration> waits = Collections.synchronizedList(new ArrayList<>());
  private final Monitor monitor = new Monitor();
  private final Duration stall;
  private final Duration first;

  Clients() {
    this(Duration.ofSeconds(30));
  }

  Clients(Duration stall) {
    this(stall, Duration.ofSeconds(30));
  }

  Clients(Duration stall, Duration first) {
    this.stall = stall;
    this.first = first;
  }

  /** One without TLS. */
  Registries plain(Credentials credentials) throws LayerliftException {
    return with(
        RegistryOptions.builder().plainHttp(true).credentials(credentials).build());
  }

  Registries with(RegistryOptions options) throws LayerliftException {
    return with(options, Map.of());
  }

  Registries with(RegistryOptions options, Map<String, String> environment)
      throws LayerliftException {
    return new Registries(options, monitor, timing(), environment);
  }

  Timing timing() {
    return new Timing(this::pause, Clock.fixed(NOW, ZoneOffset.UTC), () -> 0, stall, first);
  }

  Transport transport() {
    Proxies proxies = new Proxies(Map.of());
    return new Transport(
        new HttpClients(ForkJoinPool.commonPool(), proxies, Optional.empty()),
        proxies,
        timing().stall(),
        monitor.cancellation());
  }

  private void pause(Duration time) throws LayerliftException {
    waits.add(time);
    monitor.cancellation().check();
  }

  /** How long the clients have waited between tries. */
  List<Duration> waits() {
    return List.copyOf(waits);
  }

  Monitor monitor() {
    return monitor;
  }

  static byte[] bytes(int size, long seed) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  static Extent extent(byte[] bytes) {
    return new Extent(
        new ByteSource() {
          @Override
          public String name() {
            return "memory";
          }

          @Override
          public long size() {
            return bytes.length;
          }

          @Override
          public int read(ByteBuffer into, long position) {
            int count = (int) Math.min(into.remaining(), bytes.length - position);
            into.put(bytes, (int) position, count);
            return count == 0 ? -1 : count;
          }

          @Override
          public void checkUnchanged() {}

          @Override
          public void close() {}
        },
        "blob",
        0,
        bytes.length);
  }
}
