package io.github.layerlift.pour;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.archive.Archive;
import io.github.layerlift.bytes.Extent;
import io.github.layerlift.bytes.MemorySource;
import io.github.layerlift.bytes.Spool;
import io.github.layerlift.fixture.Archives;
import io.github.layerlift.fixture.TarBytes;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.Hashed;
import io.github.layerlift.progress.Cancellation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class ArrivalHasherTest {

  private static final int[] SIZES = {0, 1, 511, 512, 513, 3_000_000};

  @TempDir
  private Path scratch;

  @ParameterizedTest
  @ValueSource(ints = {100, 512, 1000, 65_536, 10_000_000})
  void of_everyFile_itsDigest(int chunk) throws IOException {
    byte[] tar = tar();
    try (Spool spool = Spool.in(scratch, "x")) {
      ArrivalHasher hasher = ArrivalHasher.start(spool, new Cancellation());
      feed(tar, spool, chunk);
      hasher.await();
      Archive archive = Archives.ofTar(spool, 100, 16, new Cancellation());
      for (int size : SIZES) {
        Extent file = archive.find(name(size)).orElseThrow();
        Digest digest = Digest.of(content(size));
        assertEquals(Optional.of(new Hashed(digest, digest)), hasher.of(file));
      }
    }
  }

  @Test
  void await_stopAskedFor_endsWithoutHashing() throws IOException {
    Cancellation cancellation = new Cancellation();
    cancellation.request();
    try (Spool spool = Spool.in(scratch, "x")) {
      ArrivalHasher hasher = ArrivalHasher.start(spool, cancellation);
      feed(tar(), spool, 4096);
      hasher.await();
      Extent file =
          Archives.ofTar(spool, 100, 16, new Cancellation()).find(name(513)).orElseThrow();
      assertEquals(Optional.empty(), hasher.of(file));
    }
  }

  @Test
  void of_otherRunOrSource_empty() throws IOException {
    byte[] tar = tar();
    try (Spool spool = Spool.in(scratch, "x")) {
      ArrivalHasher hasher = ArrivalHasher.start(spool, new Cancellation());
      feed(tar, spool, 4096);
      hasher.await();
      Extent file =
          Archives.ofTar(spool, 100, 16, new Cancellation()).find(name(513)).orElseThrow();
      assertTrue(hasher.of(file).isPresent());
      assertEquals(
          Optional.empty(), hasher.of(new Extent(spool, "e", file.offset(), file.size() - 1)));
      assertEquals(
          Optional.empty(), hasher.of(new Extent(spool, "e", file.offset() + 1, file.size())));
      assertEquals(
          Optional.empty(),
          hasher.of(new Extent(new MemorySource(tar), "e", file.offset(), file.size())));
    }
  }

  /** Whatever arrives, it ends, and its digests are right. */
  @Test
  void await_cutOrDamaged_endsAndSaysNothingFalse() throws IOException {
    byte[] tar = Arrays.copyOf(tar(), 8192);
    Random random = new Random(1);
    for (int i = 0; i < 300; i++) {
      byte[] damaged = Arrays.copyOf(tar, random.nextInt(tar.length));
      for (int change = 0; damaged.length > 0 && change < i % 4; change++) {
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      }
      try (Spool spool = Spool.in(scratch, "x")) {
        ArrivalHasher hasher = ArrivalHasher.start(spool, new Cancellation());
        feed(damaged, spool, 700);
        hasher.await();
        for (int at = 0; at + 512 <= damaged.length; at += 512) {
          Extent run = new Extent(spool, "e", at, 512);
          Digest digest = Digest.of(run.head(512));
          hasher.of(run).ifPresent(found -> assertEquals(digest, found.blob()));
        }
      }
    }
  }

  @Test
  void await_text_ends() throws IOException {
    try (Spool spool = Spool.in(scratch, "x")) {
      ArrivalHasher hasher = ArrivalHasher.start(spool, new Cancellation());
      feed("no tar".repeat(1000).getBytes(UTF_8), spool, 100);
      hasher.await();
      assertEquals(Optional.empty(), hasher.of(new Extent(spool, "e", 512, 5)));
    }
  }

  @Test
  void of_moreFilesThanImagesHaveLayers_theFirst() throws IOException {
    int files = 10_001;
    byte[] header = TarBytes.header("f", '0', 0, "");
    byte[] tar = new byte[files * 512];
    for (int i = 0; i < files; i++) {
      System.arraycopy(header, 0, tar, i * 512, 512);
    }
    try (Spool spool = Spool.in(scratch, "x")) {
      ArrivalHasher hasher = ArrivalHasher.start(spool, new Cancellation());
      feed(tar, spool, 1 << 20);
      hasher.await();
      assertTrue(hasher.of(new Extent(spool, "f", 9_999 * 512 + 512, 0)).isPresent());
      assertEquals(Optional.empty(), hasher.of(new Extent(spool, "f", 10_000 * 512 + 512, 0)));
    }
  }

  /** Otherwise it would keep the process alive if the input breaks off. */
  @Test
  void start_thread_isADaemon() throws IOException {
    try (Spool spool = Spool.in(scratch, "x")) {
      ArrivalHasher hasher = ArrivalHasher.start(spool, new Cancellation());
      List<Thread> threads = Thread.getAllStackTraces().keySet().stream()
          .filter(thread -> thread.getName().equals("layerlift-arrival"))
          .toList();
      spool.complete();
      hasher.await();
      assertTrue(!threads.isEmpty() && threads.stream().allMatch(Thread::isDaemon));
    }
  }

  private static void feed(byte[] tar, Spool spool, int chunk) throws IOException {
    for (int at = 0; at < tar.length; at += chunk) {
      spool.append(ByteBuffer.wrap(tar, at, Math.min(chunk, tar.length - at)));
    }
    spool.complete();
  }

  private static byte[] tar() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream out = new TarArchiveOutputStream(bytes, "UTF-8")) {
      out.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      for (int size : SIZES) {
        TarArchiveEntry entry = new TarArchiveEntry(name(size));
        entry.setSize(size);
        out.putArchiveEntry(entry);
        out.write(content(size));
        out.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static String name(int size) {
    return "folder/".repeat(size % 20) + size;
  }

  private static byte[] content(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }
}
