package io.github.layerlift.tar;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.archive.EntryList;
import io.github.layerlift.archive.TarBytes;
import io.github.layerlift.bytes.Extent;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Faults;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.progress.Cancellation;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Entries of GNU tar with holes, in each of its formats, beside an entry that must be found after them. */
class SparseReaderTest {
  private static final String WHOLE = "....abc...de";
  private static final byte[] STORED = "abcde".getBytes(ISO_8859_1);

  @ParameterizedTest
  @ValueSource(strings = {"0.0", "0.1", "1.0", "old"})
  void read_eachFormat_holesAreZeros(String format) throws Exception {
    List<Entry> entries = list(sparse(format, 4, 3, 10, 2));
    assertEquals(List.of("big", "after"), entries.stream().map(Entry::name).toList());
    Extent content = entries.get(0).content();
    assertEquals(WHOLE, text(content));
    for (int at = 0; at < WHOLE.length(); at++) {
      ByteBuffer one = ByteBuffer.allocate(1);
      assertEquals(1, content.read(one, at));
      assertEquals(WHOLE.charAt(at) == '.' ? 0 : WHOLE.charAt(at), one.get(0));
    }
  }

  @Test
  void read_oldFormatWithMorePieces_goesThroughAllHeaders() throws Exception {
    long[] map = new long[60];
    for (int i = 0; i < map.length; i += 2) {
      map[i] = i * 3L;
      map[i + 1] = i < 10 ? 1 : 0;
    }
    List<Entry> entries = list(sparse("old", map));
    assertEquals(List.of("big", "after"), entries.stream().map(Entry::name).toList());
    assertEquals("a.....b.....c.....d.....e", text(entries.get(0).content()).substring(0, 25));
  }

  @ParameterizedTest
  @CsvSource({
    "0.1,4,3,5,2",
    "1.0,4,3,5,2",
    "old,4,3,5,2",
    "0.1,10,2,4,3",
    "1.0,4,9,10,2",
    "0.1,9223372036854775807,3,10,2",
    "1.0,4,3,10,9000000000000000000",
    "old,4,30,10,2"
  })
  void read_partsOverlapOrLeaveTheFile_refused(String format, long a, long b, long c, long d) {
    LayerliftException fault =
        Faults.expect(ErrorCode.TAR_HEADER, () -> list(sparse(format, a, b, c, d)));
    assertEquals("big", fault.entry().orElseThrow());
  }

  @Test
  void read_lessStoredThanTheMapSays_refused() {
    String map = "0,1000";
    TarBytes tar = new TarBytes()
        .pax('x', "GNU.sparse.size", "1000", "GNU.sparse.map", map)
        .entry("f", '0', STORED);
    Faults.expect(ErrorCode.TAR_HEADER, () -> list(tar.end()));
  }

  @Test
  void read_sizePastALimit_refusedWithItsOption() throws Exception {
    TarBytes tar = new TarBytes()
        .pax('x', "GNU.sparse.size", Long.toString(1L << 40), "GNU.sparse.map", "0,5")
        .entry("f", '0', STORED);
    LayerliftException tooSparse = Faults.expect(ErrorCode.UNPACKED_TOO_BIG, () -> list(tar.end()));
    assertTrue(tooSparse.hint().orElseThrow().contains("Limits.unpackRatio"));
    LayerliftException tooBig = Faults.expect(
        ErrorCode.UNPACKED_TOO_BIG,
        () -> EntryList.ofTar(tar.source(), new TarLimits(9, 1 << 30, 9), new Cancellation()));
    assertTrue(tooBig.hint().orElseThrow().contains("Limits.unpackedBytes"));
    TarLimits wide = new TarLimits(9, 1L << 40, Integer.MAX_VALUE);
    Extent content =
        EntryList.ofTar(tar.source(), wide, new Cancellation()).entries().get(0).content();
    assertEquals(1L << 40, content.size());
    ByteBuffer last = ByteBuffer.allocate(100);
    assertEquals(100, content.read(last, (1L << 40) - 100));
  }

  /** A map is kept in memory, so a small archive must not cause a large one. */
  @Test
  void read_mapOfMillionsOfParts_refused() {
    StringBuilder map = new StringBuilder("300000\n");
    map.append("0\n0\n".repeat(300_000));
    TarBytes tar = new TarBytes()
        .pax('x', "GNU.sparse.major", "1", "GNU.sparse.minor", "0", "GNU.sparse.realsize", "9")
        .entry("f", '0', map.toString().getBytes(ISO_8859_1));
    Faults.expect(ErrorCode.TAR_HEADER, () -> list(tar.end()));
  }

  private static TarBytes sparse(String format, long... map) {
    String size = Integer.toString(format.equals("old") && map.length > 8 ? 200 : WHOLE.length());
    return switch (format) {
      case "0.0" ->
        new TarBytes()
            .pax('x', pairs(size, map))
            .entry("big", '0', STORED)
            .file("after", "")
            .end();
      case "0.1" ->
        new TarBytes()
            .pax(
                'x',
                "GNU.sparse.size",
                size,
                "GNU.sparse.name",
                "big",
                "GNU.sparse.map",
                join(",", map))
            .entry("GNUSparseFile.0/big", '0', STORED)
            .file("after", "")
            .end();
      case "1.0" -> inData(size, map);
      default -> old(Long.parseLong(size), map);
    };
  }

  private static String[] pairs(String size, long... map) {
    List<String> records = new ArrayList<>(List.of("GNU.sparse.size", size));
    for (int i = 0; i < map.length; i++) {
      records.add(i % 2 == 0 ? "GNU.sparse.offset" : "GNU.sparse.numbytes");
      records.add(Long.toString(map[i]));
    }
    return records.toArray(String[]::new);
  }

  private static TarBytes inData(String size, long... map) {
    byte[] lines = (map.length / 2 + "\n" + join("\n", map) + "\n").getBytes(ISO_8859_1);
    byte[] data = new byte[TarBytes.BLOCK + STORED.length];
    System.arraycopy(lines, 0, data, 0, lines.length);
    System.arraycopy(STORED, 0, data, TarBytes.BLOCK, STORED.length);
    return new TarBytes()
        .pax(
            'x',
            "GNU.sparse.major",
            "1",
            "GNU.sparse.minor",
            "0",
            "GNU.sparse.name",
            "big",
            "GNU.sparse.realsize",
            size)
        .entry("GNUSparseFile.0/big", '0', data)
        .file("after", "")
        .end();
  }

  /** Four parts in the header, 21 in each following one. */
  private static TarBytes old(long size, long... map) {
    byte[] header = TarBytes.header("big", 'S', STORED.length, "");
    TarBytes.put(header, 257, "ustar  \0");
    int next = pieces(header, 386, 4, 0, map);
    header[482] = (byte) (next < map.length ? 1 : 0);
    TarBytes.put(header, 483, String.format("%011o\0", size));
    TarBytes tar = new TarBytes().raw(TarBytes.seal(header));
    while (next < map.length) {
      byte[] more = new byte[TarBytes.BLOCK];
      next = pieces(more, 0, 21, next, map);
      more[504] = (byte) (next < map.length ? 1 : 0);
      tar.raw(more);
    }
    return tar.data(STORED).file("after", "").end();
  }

  private static int pieces(byte[] block, int start, int count, int from, long... map) {
    int next = from;
    for (int i = 0; i < count * 2 && next < map.length; i++) {
      TarBytes.put(block, start + i * 12, String.format("%011o\0", map[next++]));
    }
    return next;
  }

  private static String join(String between, long... numbers) {
    StringBuilder text = new StringBuilder();
    for (long number : numbers) {
      text.append(text.isEmpty() ? "" : between).append(number);
    }
    return text.toString();
  }

  private static List<Entry> list(TarBytes tar) throws LayerliftException {
    return EntryList.ofTar(tar.source(), TarBytes.limits(10), new Cancellation())
        .entries();
  }

  private static String text(Extent extent) throws LayerliftException {
    return new String(extent.head((int) extent.size()), ISO_8859_1).replace('\0', '.');
  }
}
