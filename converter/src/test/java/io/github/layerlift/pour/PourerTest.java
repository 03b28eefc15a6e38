package io.github.layerlift.pour;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.layerlift.archive.SparseSource;
import io.github.layerlift.bytes.Extent;
import io.github.layerlift.bytes.MemorySource;
import io.github.layerlift.codec.Decoder;
import io.github.layerlift.codec.Packed;
import io.github.layerlift.codec.UnpackLimits;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Faults;
import io.github.layerlift.image.Compression;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.Hashed;
import io.github.layerlift.plan.Blob;
import io.github.layerlift.progress.Cancellation;
import io.github.layerlift.progress.Monitor;
import io.github.layerlift.progress.Progress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class PourerTest {

  private static final int[] SIZES = {
    0, 1, 511, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 3 << 20, (3 << 20) + 7
  };
  private static final UnpackLimits WIDE = new UnpackLimits(1L << 40, 10_000);

  private final Progress progress = new Progress();
  private final Cancellation cancellation = new Cancellation();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void pour_sizesAroundBlocks_bytesAndDigests(int threads) throws IOException {
    List<byte[]> contents = new ArrayList<>();
    List<MemorySlot> slots = new ArrayList<>();
    List<Pour> pours = new ArrayList<>();
    long total = 0;
    for (int size : SIZES) {
      byte[] content = random(size);
      MemorySlot slot = new MemorySlot(size);
      contents.add(content);
      slots.add(slot);
      pours.add(new Pour(blob(pours.size(), content, Compression.NONE), slot));
      total += size;
    }
    Map<Extent, Hashed> hashed = pourer(threads).pour(pours);
    assertEquals(SIZES.length, hashed.size());
    for (int i = 0; i < SIZES.length; i++) {
      Digest digest = Digest.of(contents.get(i));
      assertEquals(new Hashed(digest, digest), hashed.get(pours.get(i).blob().source()));
      assertArrayEquals(contents.get(i), slots.get(i).bytes());
    }
    assertEquals(total, progress.done());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 3 << 20})
  void pour_oneBlobManyThreads_wholeAndInPlace(int size) throws IOException {
    byte[] content = random(size);
    for (int threads = 1; threads <= 4; threads++) {
      MemorySlot slot = new MemorySlot(size);
      Blob blob = blob(0, content, Compression.NONE);
      Map<Extent, Hashed> hashed = pourer(threads).pour(List.of(new Pour(blob, slot)));
      assertEquals(Digest.of(content), hashed.get(blob.source()).blob());
      assertArrayEquals(content, slot.bytes());
    }
  }

  @ParameterizedTest
  @EnumSource
  void pour_packedLayer_bothDigestsAndBytesAsStored(Compression compression) throws IOException {
    byte[] plain = random(700_000);
    byte[] stored = Packed.of(compression, plain);
    for (int threads = 1; threads <= 3; threads++) {
      MemorySlot slot = new MemorySlot(stored.length);
      Blob blob = blob(0, stored, compression);
      Map<Extent, Hashed> hashed = pourer(threads).pour(List.of(new Pour(blob, slot)));
      assertEquals(new Hashed(Digest.of(stored), Digest.of(plain)), hashed.get(blob.source()));
      assertArrayEquals(stored, slot.bytes());
    }
  }

  @Test
  void pour_packedButOpaque_notUnpacked() throws IOException {
    byte[] stored = "no gzip at all".getBytes(UTF_8);
    Extent source = MemorySource.extent("opaque", stored);
    Blob blob = new Blob(0, source, Compression.GZIP, false);
    Hashed hashed = pourer(1).pour(List.of(new Pour(blob, Slot.NOWHERE))).get(source);
    assertEquals(new Hashed(Digest.of(stored), Digest.of(stored)), hashed);
  }

  @Test
  void pour_knownDigest_writtenAndNotHashedAgain() throws IOException {
    byte[] content = random((2 << 20) + 5);
    Hashed known = new Hashed(Digest.of(new byte[1]), Digest.of(new byte[2]));
    MemorySlot slot = new MemorySlot(content.length);
    Blob blob = blob(0, content, Compression.GZIP);
    Pour pour = new Pour(blob, slot, known);
    assertEquals(Map.of(blob.source(), known), pourer(2).pour(List.of(pour)));
    assertArrayEquals(content, slot.bytes());
  }

  @Test
  void pour_corruptGzip_faultNamesTheEntry() {
    byte[] stored = Packed.of(Compression.GZIP, random(5000));
    stored[2000] ^= 1;
    Blob blob = blob(0, stored, Compression.GZIP);
    Pour pour = new Pour(blob, new MemorySlot(stored.length));
    assertEquals(
        "layer 0",
        Faults.expect(ErrorCode.COMPRESSION_CORRUPT, () -> pourer(2).pour(List.of(pour)))
            .entry()
            .orElseThrow());
  }

  @Test
  void pour_corruptBlobHandedOver_nextOneHasItsDigest() throws IOException {
    byte[] stored = Packed.of(Compression.GZIP, random(5000));
    stored[2000] ^= 1;
    byte[] content = random(100);
    Blob corrupt = blob(0, stored, Compression.GZIP);
    Blob whole = blob(1, content, Compression.NONE);
    List<Extent> faults = new ArrayList<>();
    Map<Extent, Hashed> hashed = pourer(1)
        .pour(
            List.of(new Pour(corrupt, Slot.NOWHERE), new Pour(whole, Slot.NOWHERE)),
            (source, fault) -> faults.add(source));
    assertEquals(List.of(corrupt.source()), faults);
    Digest digest = Digest.of(content);
    assertEquals(Map.of(whole.source(), new Hashed(digest, digest)), hashed);
  }

  @Test
  void pour_anyOrder_longestFirst() throws IOException {
    List<Integer> order = new ArrayList<>();
    List<Pour> pours = new ArrayList<>();
    for (int size : new int[] {2, 30, 10}) {
      Slot slot = (bytes, position) -> {
        order.add(bytes.remaining());
        bytes.position(bytes.limit());
      };
      pours.add(new Pour(blob(size, random(size), Compression.NONE), slot));
    }
    pourer(1).pour(pours);
    assertEquals(List.of(30, 10, 2), order);
  }

  /** A system that copies a given amount, and then nothing more. */
  @ParameterizedTest
  @CsvSource({"0, 0", "7, 0", "7, 13", "7, 93"})
  void pour_knownDigestAndASystemThatCopies_restIsWritten(int first, int second)
      throws IOException {
    byte[] content = random(100);
    List<Long> asked = new ArrayList<>();
    CopyingSlot slot = new CopyingSlot(content, asked, first, second);
    Hashed known = new Hashed(Digest.of(content), Digest.of(content));
    Blob blob = blob(0, content, Compression.NONE);
    assertEquals(
        Map.of(blob.source(), known), pourer(1).pour(List.of(new Pour(blob, slot, known))));
    assertArrayEquals(content, slot.kept.bytes());
    assertEquals(100, progress.done());
    List<Long> expected = new ArrayList<>(List.of(0L));
    if (first > 0) {
      expected.add((long) first);
    }
    if (second > 0 && first + second < 100) {
      expected.add((long) first + second);
    }
    assertEquals(expected, asked);
  }

  @Test
  void pour_cancelledWhileTheSystemCopies_stops() {
    Blob blob = blob(0, random(100), Compression.NONE);
    List<Long> asked = new ArrayList<>();
    Slot slot = new Slot() {
      @Override
      public void write(ByteBuffer bytes, long position) throws IOException {
        throw new IOException("written");
      }

      @Override
      public long copy(Extent source, long position, long count) {
        asked.add(position);
        cancellation.request();
        return 1;
      }
    };
    Digest digest = Digest.of(new byte[0]);
    Pour pour = new Pour(blob, slot, new Hashed(digest, digest));
    Faults.expect(ErrorCode.INTERRUPTED_BY_USER, () -> pourer(1).pour(List.of(pour)));
    assertEquals(List.of(0L), asked);
  }

  @Test
  void pour_nothing_nothing() throws IOException {
    assertEquals(Map.of(), pourer(4).pour(List.of()));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void pour_slotFails_allStopAndFaultIsThrown(int threads) {
    IOException full = new IOException("disk full");
    Pour failing = new Pour(endless(0), (bytes, position) -> {
      bytes.position(bytes.limit());
      if (position > 0) {
        throw full;
      }
    });
    List<Pour> pours =
        List.of(failing, new Pour(endless(1), Slot.NOWHERE), new Pour(endless(2), Slot.NOWHERE));
    assertSame(full, assertThrows(IOException.class, () -> pourer(threads).pour(pours)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void pour_slotHasBug_itIsThrown(int threads) {
    IllegalStateException bug = new IllegalStateException("bug");
    Pour pour = new Pour(endless(0), (bytes, position) -> {
      throw bug;
    });
    assertSame(
        bug, assertThrows(IllegalStateException.class, () -> pourer(threads).pour(List.of(pour))));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void pour_cancelled_stops(int threads) {
    List<Pour> pours = List.of(
        new Pour(endless(0), (bytes, position) -> {
          bytes.position(bytes.limit());
          if (position > 0) {
            cancellation.request();
          }
        }),
        new Pour(endless(1), Slot.NOWHERE));
    Faults.expect(ErrorCode.INTERRUPTED_BY_USER, () -> pourer(threads).pour(pours));
  }

  @Test
  void pour_cancelledBefore_nothingIsWritten() {
    cancellation.request();
    Pour pour = new Pour(endless(0), (bytes, position) -> {
      throw new IOException("written");
    });
    Faults.expect(ErrorCode.INTERRUPTED_BY_USER, () -> pourer(2).pour(List.of(pour)));
  }

  @Test
  void pour_callerInterrupted_worksAndKeepsTheInterrupt() throws IOException {
    byte[] content = random(3 << 20);
    Blob blob = blob(0, content, Compression.NONE);
    Thread.currentThread().interrupt();
    Hashed hashed =
        pourer(3).pour(List.of(new Pour(blob, new MemorySlot(content.length)))).get(blob.source());
    assertEquals(true, Thread.interrupted());
    assertEquals(Digest.of(content), hashed.blob());
  }

  @Test
  void new_noThreads_refused() {
    assertThrows(IllegalArgumentException.class, () -> pourer(0));
  }

  /** Copies as many bytes as it is told, call by call. */
  private static final class CopyingSlot implements Slot {
    private final byte[] content;
    private final List<Long> asked;
    private final ArrayDeque<Integer> counts = new ArrayDeque<>();
    private final MemorySlot kept;

    CopyingSlot(byte[] content, List<Long> asked, int... counts) {
      this.content = content;
      this.asked = asked;
      this.kept = new MemorySlot(content.length);
      for (int count : counts) {
        this.counts.add(count);
      }
    }

    @Override
    public void write(ByteBuffer bytes, long position) {
      kept.write(bytes, position);
    }

    @Override
    public long copy(Extent source, long position, long count) {
      asked.add(position);
      int copied = counts.isEmpty() ? 0 : counts.pop();
      kept.write(ByteBuffer.wrap(content, (int) position, copied), position);
      return copied;
    }
  }

  private Pourer pourer(int threads) {
    return new Pourer(threads, new Decoder(WIDE), new Monitor(progress, cancellation));
  }

  private static Blob blob(int index, byte[] content, Compression compression) {
    return new Blob(index, MemorySource.extent("layer " + index, content), compression, true);
  }

  /** So large that no test could read it to its end. */
  private static Blob endless(int index) {
    long size = 1L << 45;
    Extent extent = new Extent(new SparseSource(new byte[0], size), "layer " + index, 0, size);
    return new Blob(index, extent, Compression.NONE, true);
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }
}
