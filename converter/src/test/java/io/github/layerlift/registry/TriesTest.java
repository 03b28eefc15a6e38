package io.github.layerlift.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.image.Digest;
import io.github.layerlift.registry.FakeServer.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TriesTest {
  private static final byte[] BLOB = Clients.bytes(300_000, 5);
  private static final Digest DIGEST = Digest.of(BLOB);

  private final Clients clients = new Clients();
  private final AtomicInteger failures = new AtomicInteger();
  private FakeRegistry registry;
  private Repository app;

  @BeforeEach
  void setUp() throws IOException {
    registry = new FakeRegistry();
    app = clients.plain(Clients.NOBODY).repository(registry.domain(), "me/app");
  }

  @AfterEach
  void tearDown() throws IOException {
    registry.close();
  }

  private void fail(int times, Reply reply) {
    failures.set(times);
    registry.intercepted((request, content) -> {
      if (request.path().equals("/v2/") || failures.getAndDecrement() <= 0) {
        return Optional.empty();
      }
      content.readAll();
      return Optional.of(reply);
    });
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 502, 503, 504})
  void upload_failsForAWhile_triedAgain(int status) throws IOException {
    fail(5, Reply.of(status));
    app.upload(DIGEST, Clients.extent(BLOB), bytes -> {});
    assertTrue(registry.hasBlob("me/app", DIGEST));
    assertEquals("[PT1S, PT2S, PT4S, PT8S, PT16S]", clients.waits().toString());
  }

  @ParameterizedTest
  @CsvSource({
    "7, PT7S",
    "100000, PT1M",
    "0, PT1S",
    "soon, PT1S",
    "'Mon, 06 May 2024 07:08:29 GMT', PT20S",
    "'Mon, 06 May 2024 06:00:00 GMT', PT1S",
    "'Mon, 06 May 2030 06:00:00 GMT', PT1M"
  })
  void retryAfter_inAnyForm_heeded(String text, Duration wait) throws IOException {
    fail(1, Reply.of(429, "Retry-After", text));
    assertFalse(app.hasBlob(DIGEST));
    assertEquals(wait, clients.waits().get(0));
  }

  @ParameterizedTest
  @CsvSource({
    "500, REGISTRY_FAILED, 6",
    "507, REGISTRY_FAILED, 1",
    "501, REGISTRY_FAILED, 1",
    "429, REGISTRY_REFUSED, 6",
    "400, REGISTRY_REFUSED, 1",
    "403, REGISTRY_DENIED, 1"
  })
  void upload_failsForever_fault(int status, ErrorCode code, int tries) {
    fail(99, Reply.error(status, "NO\\u001b[31m SPACE"));
    LayerliftException fault = fault();
    assertEquals(code, fault.code());
    assertEquals(tries, registry.requests("POST .*").size());
    assertTrue(
        fault.getMessage().contains("NO\\u001b[31m SPACE, m (HTTP " + status), fault.getMessage());
  }

  @Test
  void upload_cutForever_fault() {
    registry.intercepted((request, content) -> {
      if (request.path().equals("/v2/")) {
        return Optional.empty();
      }
      throw new FakeServer.Cut();
    });
    LayerliftException fault = fault();
    assertEquals(ErrorCode.REGISTRY_FAILED, fault.code());
    assertTrue(fault.getMessage().contains("broke"), fault.getMessage());
  }

  /** The server takes a part of the blob, and then nothing; or all of it, and says nothing. */
  @ParameterizedTest
  @ValueSource(ints = {1000, 300_000})
  void upload_nothingMoves_fault(int taken) throws IOException {
    registry.intercepted((request, content) -> {
      if (!request.method().equals("PUT")) {
        return Optional.empty();
      }
      content.read(taken);
      sleep();
      return Optional.of(Reply.of(500));
    });
    Clients impatient = new Clients(Duration.ofMillis(200));
    Repository stuck = impatient.plain(Clients.NOBODY).repository(registry.domain(), "me/app");
    LayerliftException fault = assertThrows(
        LayerliftException.class, () -> stuck.upload(DIGEST, Clients.extent(BLOB), bytes -> {}));
    assertEquals(ErrorCode.REGISTRY_FAILED, fault.code());
    assertTrue(impatient.waits().size() >= 5, impatient.waits()::toString);
  }

  private static void sleep() throws IOException {
    try {
      Thread.sleep(5_000);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Test
  void upload_stopRequested_endsAtOnce() {
    registry.intercepted((request, content) -> {
      if (request.path().equals("/v2/")) {
        return Optional.empty();
      }
      clients.monitor().cancellation().request();
      sleep();
      return Optional.of(Reply.of(200));
    });
    long start = System.nanoTime();
    assertEquals(ErrorCode.INTERRUPTED_BY_USER, fault().code());
    assertTrue(System.nanoTime() - start < 4_000_000_000L);
  }

  @Test
  void waits_stopRequested_endsAtOnce() throws InterruptedException {
    Waits waits = Waits.until(clients.monitor().cancellation());
    Thread stopper = new Thread(() -> clients.monitor().cancellation().request());
    stopper.start();
    LayerliftException fault =
        assertThrows(LayerliftException.class, () -> waits.pause(Duration.ofHours(1)));
    assertEquals(ErrorCode.INTERRUPTED_BY_USER, fault.code());
    stopper.join();
  }

  @Test
  void repository_nobodyListens_fault() throws IOException {
    // bound, so that nobody else gets the port, but not listening
    try (Socket taken = new Socket()) {
      taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      Repository nowhere =
          clients.plain(Clients.NOBODY).repository("127.0.0.1:" + taken.getLocalPort(), "me/app");
      LayerliftException fault =
          assertThrows(LayerliftException.class, () -> nowhere.hasBlob(DIGEST));
      assertEquals(ErrorCode.REGISTRY_UNREACHABLE, fault.code());
      assertEquals(2, clients.waits().size());
    }
  }

  @Test
  void repository_unknownHost_fault() throws IOException {
    LayerliftException fault = assertThrows(
        LayerliftException.class,
        () -> clients.plain(Clients.NOBODY).repository("no.invalid", "x").hasBlob(DIGEST));
    assertEquals(ErrorCode.REGISTRY_UNREACHABLE, fault.code());
    assertTrue(fault.getMessage().contains("host is not known"), fault.getMessage());
  }

  private LayerliftException fault() {
    return assertThrows(
        LayerliftException.class, () -> app.upload(DIGEST, Clients.extent(BLOB), bytes -> {}));
  }
}
