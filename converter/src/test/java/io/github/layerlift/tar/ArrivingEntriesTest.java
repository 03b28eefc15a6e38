package io.github.layerlift.tar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.util.concurrent.Uninterruptibles;
import io.github.layerlift.archive.EntryList;
import io.github.layerlift.archive.TarBytes;
import io.github.layerlift.bytes.Spool;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Faults;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.file.FileKind;
import io.github.layerlift.progress.Cancellation;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArrivingEntriesTest {

  private static final String MAX_SIZE = "1152921504606846976";

  @TempDir
  private Path folder;

  @Test
  void next_filesBetweenOthers_whereTheirDataIs() throws Exception {
    TarBytes tar = new TarBytes()
        .folder("d")
        .file("a", "x")
        .symlink("l", "a")
        .raw(TarBytes.header("b", '\0', 0, ""))
        .entry("c", '7', new byte[512])
        .hardLink("h", "a")
        .entry("d", '0', new byte[513])
        .file("e", "xyz")
        .end();
    try (Spool spool = spool(tar.bytes())) {
      ArrivingEntries entries = new ArrivingEntries(spool);
      expectNext(entries, 1024, 1);
      expectNext(entries, 2560, 0);
      expectNext(entries, 3072, 512);
      expectNext(entries, 4608, 513);
      expectNext(entries, 6144, 3);
      assertFalse(entries.next());
    }
  }

  @Test
  void next_indexedArchive_theSameFiles() throws Exception {
    TarBytes tar = new TarBytes()
        .gnu('L', "long")
        .file("a", "one")
        .folder("d")
        .pax('x', "path", "other")
        .file("b", "three")
        .file("c", "")
        .end();
    try (Spool spool = spool(tar.bytes())) {
      ArrivingEntries entries = new ArrivingEntries(spool);
      for (Entry entry :
          EntryList.ofTar(tar.source(), TarBytes.limits(10), new Cancellation()).entries()) {
        if (entry.kind() == FileKind.FILE) {
          expectNext(entries, entry.content().offset(), entry.content().size());
        }
      }
      assertFalse(entries.next());
    }
  }

  @Test
  void next_noEndMark_endsWithTheBytes() throws Exception {
    try (Spool spool = spool(new TarBytes().file("a", "").bytes())) {
      ArrivingEntries entries = new ArrivingEntries(spool);
      expectNext(entries, 512, 0);
      assertFalse(entries.next());
    }
  }

  @Test
  void next_cutHeader_false() throws Exception {
    byte[] tar = new TarBytes().file("a", "").bytes();
    try (Spool spool = spool(Arrays.copyOf(tar, tar.length - 1))) {
      assertFalse(new ArrivingEntries(spool).next());
    }
  }

  @Test
  void next_wrongChecksum_false() throws Exception {
    byte[] tar = new TarBytes().file("a", "x").bytes();
    tar[0]++;
    try (Spool spool = spool(tar)) {
      assertFalse(new ArrivingEntries(spool).next());
    }
  }

  @Test
  void next_sizeInPax_taken() throws Exception {
    TarBytes tar = new TarBytes()
        .pax('x', "size", "5")
        .raw(TarBytes.header("a", '0', 0, ""))
        .data("12345".getBytes(UTF_8))
        .file("b", "x");
    try (Spool spool = spool(tar.bytes())) {
      ArrivingEntries entries = new ArrivingEntries(spool);
      expectNext(entries, 1536, 5);
      expectNext(entries, 2560, 1);
    }
  }

  @ParameterizedTest
  @ValueSource(chars = {'g', 'L', 'K', 'V', 'M', 'N'})
  void next_otherHeaderAfterPax_sizeStaysForTheFile(char type) throws Exception {
    TarBytes tar =
        new TarBytes().pax('x', "size", "5").entry("other", type, new byte[3]).file("a", "x");
    try (Spool spool = spool(tar.bytes())) {
      expectNext(new ArrivingEntries(spool), 2560, 5);
    }
  }

  @ParameterizedTest
  @ValueSource(chars = {'1', '2', '5', '6', 'D'})
  void next_entryAfterPax_sizeIsNotForTheNextFile(char type) throws Exception {
    TarBytes tar = new TarBytes()
        .pax('x', "size", "5")
        .raw(TarBytes.header("other", type, 0, ""))
        .file("a", "x");
    try (Spool spool = spool(tar.bytes())) {
      expectNext(new ArrivingEntries(spool), 2048, 1);
    }
  }

  @Test
  void next_malformedPax_faultWhereItsDataIs() throws Exception {
    TarBytes tar = new TarBytes().file("a", "").entry("x", 'x', "5 a\n".getBytes(UTF_8));
    try (Spool spool = spool(tar.bytes())) {
      ArrivingEntries entries = new ArrivingEntries(spool);
      expectNext(entries, 512, 0);
      LayerliftException fault = Faults.expect(ErrorCode.TAR_HEADER, entries::next);
      assertEquals(1024, fault.offset().orElseThrow());
    }
  }

  @Test
  void next_cutPax_false() throws Exception {
    byte[] tar = new TarBytes().pax('x', "size", "5").bytes();
    try (Spool spool = spool(Arrays.copyOf(tar, 512 + 8))) {
      assertFalse(new ArrivingEntries(spool).next());
    }
  }

  @ParameterizedTest
  @CsvSource({"65536,true", "65537,false"})
  void next_paxLimit_isExact(int size, boolean found) throws Exception {
    String empty = TarBytes.record("comment", "x".repeat(60_000));
    String value = "x".repeat(60_000 + size - empty.length());
    TarBytes tar = new TarBytes().pax('x', "comment", value).file("a", "");
    try (Spool spool = spool(tar.bytes())) {
      assertEquals(found, new ArrivingEntries(spool).next());
    }
  }

  @Test
  void next_sizeLimit_isExact() throws Exception {
    TarBytes tar = new TarBytes().pax('x', "size", MAX_SIZE).file("a", "x").end();
    try (Spool spool = spool(tar.bytes())) {
      ArrivingEntries entries = new ArrivingEntries(spool);
      expectNext(entries, 1536, Long.parseLong(MAX_SIZE));
      assertEquals(0, entries.read(ByteBuffer.allocate(2000), 0));
      assertFalse(entries.next());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1152921504606846977", "9223372036854773759", "9223372036854775807"})
  void next_sizeOverAnyDisk_false(String size) throws Exception {
    TarBytes tar = new TarBytes().pax('x', "size", size).file("a", "x").end();
    try (Spool spool = spool(tar.bytes())) {
      ArrivingEntries entries = new ArrivingEntries(spool);
      assertFalse(entries.next());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0,3,012",
    "0,100,0123456789",
    "3,2,34",
    "3,100,3456789",
    "9,1,9",
    "10,5,''",
    "11,5,''",
    "99,5,''",
    "4,0,''",
  })
  void read_wholeFile_staysInside(long position, int room, String text) throws Exception {
    byte[] tar = new TarBytes().file("a", "x").file("b", "0123456789").bytes();
    try (Spool spool = spool(Arrays.copyOf(tar, 1536 + 10))) {
      ArrivingEntries entries = new ArrivingEntries(spool);
      expectNext(entries, 512, 1);
      expectNext(entries, 1536, 10);
      ByteBuffer into = ByteBuffer.allocate(room);
      assertEquals(text.length(), entries.read(into, position));
      assertEquals(text, UTF_8.decode(into.flip()).toString());
    }
  }

  @ParameterizedTest
  @CsvSource({"0,6,6", "0,7,0", "0,10,0", "2,4,4", "2,8,0", "6,1,0"})
  void read_cutFile_onlyWhatIsThere(long position, int room, int count) throws Exception {
    byte[] tar = new TarBytes().file("a", "0123456789").bytes();
    try (Spool spool = spool(Arrays.copyOf(tar, 512 + 6))) {
      ArrivingEntries entries = new ArrivingEntries(spool);
      expectNext(entries, 512, 10);
      assertEquals(count, entries.read(ByteBuffer.allocate(room), position));
    }
  }

  @Test
  void next_piecesArrive_waitsForEach() throws Exception {
    byte[] tar =
        new TarBytes().file("a", "x").pax('x', "size", "5").file("b", "12345").bytes();
    try (Spool spool = Spool.in(folder, "x")) {
      ArrivingEntries entries = new ArrivingEntries(spool);
      arrive(spool, tar, () -> entries.next(), 0, 511, 512);
      assertEquals(1, entries.size());
      int afterPax = 1536 + TarBytes.record("size", "5").length();
      arrive(spool, tar, () -> entries.next(), 512, 1024, 1536, 1537, afterPax, 2048, 2560);
      assertEquals(2560, entries.offset());
      assertEquals(5, entries.size());
    }
  }

  @Test
  void read_piecesArrive_waitsForAllThatIsWanted() throws Exception {
    byte[] tar = new TarBytes().file("a", "0123456789").bytes();
    try (Spool spool = Spool.in(folder, "x")) {
      ArrivingEntries entries = new ArrivingEntries(spool);
      arrive(spool, tar, () -> entries.next(), 0, 512);
      ByteBuffer into = ByteBuffer.allocate(4);
      arrive(spool, tar, () -> entries.read(into, 4) == 4, 512, 517, 519, 520);
      assertEquals("4567", UTF_8.decode(into.flip()).toString());
    }
  }

  /** Checks that {@code call} waits at each of the {@code ends} except the last, and succeeds after that. */
  private static void arrive(Spool spool, byte[] tar, Callable<Boolean> call, int... ends)
      throws Exception {
    FutureTask<Boolean> result = new FutureTask<>(call);
    Thread reader = new Thread(result, "reader");
    reader.setDaemon(true);
    reader.start();
    for (int i = 1; i < ends.length; i++) {
      while (reader.getState() != Thread.State.WAITING && reader.isAlive()) {
        Thread.onSpinWait();
      }
      assertTrue(reader.isAlive(), "came back with " + ends[i - 1] + " bytes");
      spool.append(ByteBuffer.wrap(tar, ends[i - 1], ends[i] - ends[i - 1]));
    }
    assertTrue(Uninterruptibles.getUninterruptibly(result));
  }

  private static void expectNext(ArrivingEntries entries, long offset, long size)
      throws LayerliftException {
    assertTrue(entries.next());
    assertEquals(offset, entries.offset());
    assertEquals(size, entries.size());
  }

  /** All of {@code tar}, arrived. */
  private Spool spool(byte[] tar) throws LayerliftException {
    Spool spool = Spool.in(folder, "x");
    spool.append(ByteBuffer.wrap(tar));
    spool.complete();
    return spool;
  }
}
