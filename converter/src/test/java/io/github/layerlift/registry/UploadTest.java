package io.github.layerlift.registry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.image.Digest;
import io.github.layerlift.registry.FakeServer.Reply;
import java.io.IOException;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UploadTest {
  private static final int MIB = 1 << 20;

  private final Clients clients = new Clients();
  private final AtomicLong sent = new AtomicLong();
  private FakeRegistry registry;
  private Registries registries;
  private Repository app;

  @BeforeEach
  void setUp() throws IOException {
    registry = new FakeRegistry();
    registries = clients.plain(Clients.NOBODY);
    app = registries.repository(registry.domain(), "me/app");
  }

  @AfterEach
  void tearDown() throws IOException {
    registries.close();
    registry.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 131_071, 131_072, 131_073, 3 * MIB + 7})
  void upload_anySize_isOnePost_onePut(int size) throws IOException {
    assertArrives(Clients.bytes(size, 1));
    assertEquals(1, registry.requests("POST .*").size());
    assertEquals(1, registry.requests("PUT .*state=a%2Fb&digest=.*").size());
    assertEquals(3, registry.requests().size());
  }

  @Test
  void upload_randomCuts_rightContent() throws IOException {
    Random random = new Random(7);
    for (int i = 0; i < 100; i++) {
      byte[] blob = Clients.bytes(random.nextInt(MIB / 2) + 1, i);
      AtomicInteger cuts = new AtomicInteger(1 + random.nextInt(3));
      registry.intercepted((request, content) -> content.left() > 0 && cuts.getAndDecrement() > 0
          ? Optional.of(registry.cut(request, content, random.nextInt((int) content.left() + 1)))
          : Optional.empty());
      assertArrives(blob);
    }
    assertTrue(registry.requests("PATCH .*").size() > 30, "resumed");
  }

  @Test
  void upload_randomCuts_notResumed_rightContent() throws IOException {
    registry.withoutResuming();
    Random random = new Random(8);
    for (int i = 0; i < 30; i++) {
      byte[] blob = Clients.bytes(random.nextInt(MIB / 2) + 1, i);
      AtomicInteger cuts = new AtomicInteger(1 + random.nextInt(4));
      registry.intercepted((request, content) -> content.left() > 0 && cuts.getAndDecrement() > 0
          ? Optional.of(registry.cut(request, content, random.nextInt((int) content.left() + 1)))
          : Optional.empty());
      assertArrives(blob);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {MIB / 2, 5 * MIB, 17 * MIB})
  void upload_bodyTooLarge_sentInChunks(int most) throws IOException {
    registry.intercepted((request, content) -> {
      if (content.left() > most) {
        content.readAll();
        return Optional.of(Reply.of(413).with("<html>too large"));
      }
      return Optional.empty();
    });
    assertArrives(Clients.bytes(20 * MIB + 3, 2));
    assertFalse(registry.requests("PATCH .*").isEmpty());
  }

  @Test
  void upload_bodyTooLarge_smallBlob_sentInChunks() throws IOException {
    registry.intercepted((request, content) -> {
      if (content.left() > MIB) {
        content.readAll();
        return Optional.of(Reply.of(413));
      }
      return Optional.empty();
    });
    assertArrives(Clients.bytes(5 * MIB, 2));
  }

  @Test
  void upload_registryLosesItEachTime_ends() {
    registry.intercepted((request, content) -> {
      if (request.method().equals("PUT") || content.left() > MIB) {
        content.readAll();
        return Optional.of(request.method().equals("PUT") ? Reply.of(404) : Reply.of(413));
      }
      return Optional.empty();
    });
    byte[] blob = Clients.bytes(3 * MIB, 2);
    LayerliftException fault = assertThrows(
        LayerliftException.class,
        () -> app.upload(Digest.of(blob), Clients.extent(blob), sent::addAndGet));
    assertEquals(ErrorCode.REGISTRY_REFUSED, fault.code());
  }

  @Test
  void upload_minimumOfChunks_kept() throws IOException {
    registry.withMinChunk(2 * MIB).intercepted((request, content) -> {
      if (content.left() > 3 * MIB) {
        content.readAll();
        return Optional.of(Reply.of(413));
      }
      return Optional.empty();
    });
    assertArrives(Clients.bytes(20 * MIB, 2));
  }

  @Test
  void upload_bodyTooLarge_closedAtOnce_sentInChunks() throws IOException {
    registry.intercepted((request, content) ->
        content.left() > 3 * MIB ? Optional.of(Reply.of(413)) : Optional.empty());
    assertArrives(Clients.bytes(30 * MIB + 3, 2));
  }

  private void assertArrives(byte[] blob) throws LayerliftException {
    Digest digest = Digest.of(blob);
    sent.set(0);
    app.upload(digest, Clients.extent(blob), sent::addAndGet);
    assertTrue(registry.hasBlob("me/app", digest));
    assertArrayEquals(blob, registry.blob("me/app", digest));
    assertEquals(blob.length, sent.get());
  }

  @Test
  void upload_otherContent_fault() throws IOException {
    byte[] blob = Clients.bytes(1000, 3);
    Digest other = Digest.of(new byte[1]);
    LayerliftException fault = assertThrows(
        LayerliftException.class, () -> app.upload(other, Clients.extent(blob), sent::addAndGet));
    assertEquals(ErrorCode.REGISTRY_DIGEST, fault.code());
    assertEquals(1, registry.requests("PUT .*").size());
  }
}
