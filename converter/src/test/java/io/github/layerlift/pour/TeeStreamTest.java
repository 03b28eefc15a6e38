package io.github.layerlift.pour;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.layerlift.bytes.MemorySource;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Faults;
import io.github.layerlift.image.Compression;
import io.github.layerlift.image.Digest;
import io.github.layerlift.plan.Blob;
import io.github.layerlift.progress.Cancellation;
import io.github.layerlift.progress.Progress;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TeeStreamTest {

  private static final int CHUNK = 256 * 1024;

  private final MessageDigest hash = Digest.newHash();
  private final Cancellation cancellation = new Cancellation();
  private final Progress progress = new Progress();

  @ParameterizedTest
  @ValueSource(ints = {0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK + 7})
  void read_sizesAroundChunks_passedOnHashedAndCounted(int size) throws IOException {
    byte[] stored = random(size);
    MemorySlot slot = new MemorySlot(size);
    assertArrayEquals(stored, tee(stored, slot).readAllBytes());
    assertPassedOn(stored, slot);
  }

  @Test
  void read_noBytes_zeroEvenAtTheEnd() throws IOException {
    TeeStream tee = tee(new byte[1], new MemorySlot(1));
    assertEquals(0, tee.read(new byte[0], 0, 0));
    assertEquals(0, progress.done());
    assertEquals(0, tee.read());
    assertEquals(-1, tee.read());
    assertEquals(0, tee.read(new byte[0], 0, 0));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, CHUNK, CHUNK + 1})
  void drain_partlyRead_passesOnTheRest(int before) throws IOException {
    byte[] stored = random(2 * CHUNK + 7);
    MemorySlot slot = new MemorySlot(stored.length);
    TeeStream tee = tee(stored, slot);
    assertEquals(before, tee.readNBytes(before).length);
    tee.drain();
    assertEquals(-1, tee.read());
    assertPassedOn(stored, slot);
  }

  @Test
  void read_cancelled_stopsBeforeTheNextChunk() throws IOException {
    TeeStream tee = tee(new byte[CHUNK + 1], new MemorySlot(CHUNK + 1));
    assertEquals(0, tee.read());
    cancellation.request();
    assertEquals(CHUNK - 1, tee.read(new byte[CHUNK], 0, CHUNK));
    Faults.expect(ErrorCode.INTERRUPTED_BY_USER, tee::read);
    Faults.expect(ErrorCode.INTERRUPTED_BY_USER, tee::drain);
    assertEquals(CHUNK, progress.done());
  }

  private TeeStream tee(byte[] stored, Slot to) {
    Blob blob = new Blob(0, MemorySource.extent("layer", stored), Compression.GZIP, true);
    return new TeeStream(new Pour(blob, to), hash, new Crew(cancellation), progress);
  }

  private void assertPassedOn(byte[] stored, MemorySlot slot) {
    assertArrayEquals(stored, slot.bytes());
    assertEquals(Digest.of(stored), Digest.ofBytes(hash.digest()));
    assertEquals(stored.length, progress.done());
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }
}
