package io.github.layerlift.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.image.Digest;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KnownBlobsTest {
  private static final Digest ONE = Digest.of("one".getBytes(UTF_8));
  private static final Digest TWO = Digest.of("two".getBytes(UTF_8));

  private final KnownBlobs blobs = new KnownBlobs(2);
  private Registries registries;
  private Repository app;
  private Repository other;

  @BeforeEach
  void open() throws LayerliftException {
    registries = new Clients().plain(Clients.NOBODY);
    app = registries.repository("r.example", "app");
    other = registries.repository("r.example", "other");
  }

  @AfterEach
  void close() {
    registries.close();
  }

  @Test
  void holder_several_isTheFirst() {
    assertEquals(Optional.empty(), blobs.holder(ONE));
    blobs.add(ONE, app);
    blobs.add(ONE, other);
    assertEquals(Optional.of(app), blobs.holder(ONE));
    assertTrue(blobs.has(ONE, other));
    assertFalse(blobs.has(TWO, app));
  }

  @Test
  void add_tooMany_forgetsTheOlder() {
    blobs.add(ONE, app);
    blobs.add(ONE, app);
    blobs.add(ONE, other);
    assertTrue(blobs.has(ONE, app));
    blobs.add(TWO, app);
    assertFalse(blobs.has(ONE, app));
    assertTrue(blobs.has(TWO, app));
  }
}
