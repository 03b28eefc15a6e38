package io.github.layerlift.tar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.archive.TarBytes;
import io.github.layerlift.bytes.ByteSource;
import io.github.layerlift.bytes.MemorySource;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Faults;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.file.FileKind;
import io.github.layerlift.progress.Cancellation;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TarIndexTest {

  private static final int MANY = 1000;

  @Test
  void index_twoFiles_inOrderWithContent() throws Exception {
    TarIndex index = index(new TarBytes().file("b", "two").file("a", "").end());
    assertTrue(index.ending().marked());
    assertEquals(List.of("b", "a"), names(index));
    assertEquals("two", text(index.entries().get(0)));
    assertEquals(512, index.entries().get(0).content().offset());
    assertEquals(0, index.entries().get(1).content().size());
  }

  @ParameterizedTest
  @CsvSource({"./a//b,a/b", "/a,a", "a/,a", "./,''", ".,''", "x/../y,y", "a/./b/.,a/b"})
  void index_oddNames_normalised(String raw, String name) throws Exception {
    TarIndex index = index(new TarBytes().file(raw, name.isEmpty() ? "" : "x").end());
    assertEquals(name.isEmpty() ? List.of() : List.of(name), names(index));
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", "../a", "a/../../b", "/..", "./.."})
  void index_nameLeaves_refused(String raw) {
    LayerliftException fault = Faults.expect(
        ErrorCode.ENTRY_NAME, () -> index(new TarBytes().file(raw, "x").end()));
    assertEquals(raw, fault.entry().orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\0b", "\0b"})
  void index_nulInPaxName_refused(String name) {
    Faults.expect(
        ErrorCode.ENTRY_NAME,
        () -> index(new TarBytes().pax('x', "path", name).file("a", "").end()));
  }

  @ParameterizedTest
  @ValueSource(chars = {'L', 'K'})
  void index_nameOrLinkOfOneCharacterTooMany_refusedWithOffset(char type) throws Exception {
    TarBytes longest = new TarBytes().gnu(type, "n".repeat(4096)).symlink("s", "t");
    assertEquals(1, index(longest).entries().size());
    TarBytes longer = new TarBytes().gnu(type, "n".repeat(4097)).symlink("s", "t");
    LayerliftException fault = Faults.expect(ErrorCode.TAR_HEADER, () -> index(longer));
    assertEquals(512 + 4608, fault.offset().orElseThrow());
  }

  @Test
  void index_gnuLongName_taken() throws Exception {
    String name = "long/".repeat(60) + "name";
    TarIndex index =
        index(new TarBytes().gnu('L', name).file("short", "x").file("y", "").end());
    assertEquals(List.of(name, "y"), names(index));
  }

  @Test
  void index_gnuLongLink_taken() throws Exception {
    String target = "t".repeat(300);
    TarIndex index = index(new TarBytes().gnu('K', target).symlink("s", "cut").end());
    assertEquals(target, index.entries().get(0).link());
  }

  @Test
  void index_paxBesideGnu_paxCounts() throws Exception {
    TarIndex index = index(
        new TarBytes().gnu('L', "gnu").pax('x', "path", "pax").file("u", "").end());
    assertEquals(List.of("pax"), names(index));
  }

  @Test
  void index_paxLinkPath_taken() throws Exception {
    TarIndex index =
        index(new TarBytes().pax('x', "linkpath", "t").hardLink("h", "x").end());
    assertEquals("t", index.entries().get(0).link());
  }

  @Test
  void index_paxSize_overridesHeader() throws Exception {
    byte[] header = TarBytes.header("f", '0', 0, "");
    TarIndex index = index(new TarBytes()
        .pax('x', "size", "3")
        .raw(header)
        .data("abc".getBytes(UTF_8))
        .file("g", "")
        .end());
    assertEquals("abc", text(index.entries().get(0)));
    assertEquals(List.of("f", "g"), names(index));
  }

  /** Whatever a record says, they have no data. */
  @ParameterizedTest
  @ValueSource(chars = {'1', '2', '3', '4', '5', '6'})
  void index_paxSizeOfHeaderOnlyType_ignored(char type) throws Exception {
    TarIndex index = index(new TarBytes()
        .pax('x', "size", "3")
        .raw(TarBytes.header("e", type, 0, "t"))
        .file("g", "")
        .end());
    assertEquals(0, index.entries().get(0).content().size());
    assertEquals(List.of("e", "g"), names(index));
  }

  @ParameterizedTest
  @ValueSource(chars = {'\0', '0', '7', 'Z'})
  void index_paxSizeOfOtherType_counts(char type) throws Exception {
    TarIndex index = index(new TarBytes()
        .pax('x', "size", "3")
        .raw(TarBytes.header("e", type, 0, ""))
        .data("abc".getBytes(UTF_8))
        .file("g", "")
        .end());
    assertEquals("abc", text(index.entries().get(0)));
    assertEquals(List.of("e", "g"), names(index));
  }

  @Test
  void index_pax_onlyForNextEntry() throws Exception {
    TarIndex index = index(
        new TarBytes().pax('x', "path", "first").file("a", "").file("b", "").end());
    assertEquals(List.of("first", "b"), names(index));
  }

  @Test
  void index_globalComment_skipped() throws Exception {
    TarIndex index =
        index(new TarBytes().pax('g', "comment", "c0ffee").file("a", "").end());
    assertEquals(List.of("a"), names(index));
  }

  @ParameterizedTest
  @ValueSource(strings = {"path", "linkpath", "size", "GNU.sparse.name"})
  void index_globalPathOrSize_refused(String key) {
    Faults.expect(
        ErrorCode.TAR_HEADER,
        () -> index(new TarBytes().pax('g', key, "1").file("a", "").end()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "./"})
  void index_contentWithoutName_refused(String raw) {
    Faults.expect(
        ErrorCode.ENTRY_NAME, () -> index(new TarBytes().file(raw, "x").end()));
  }

  /** As in Go and GNU tar. */
  @Test
  void index_emptyPaxOrGnuName_headersCounts() throws Exception {
    byte[] three = TarBytes.header("f", '0', 3, "");
    TarIndex index = index(new TarBytes()
        .pax('x', "path", "", "size", "")
        .raw(three)
        .data("abc".getBytes(UTF_8))
        .pax('x', "linkpath", "")
        .symlink("s", "f")
        .gnu('L', "")
        .file("g", "")
        .end());
    assertEquals(List.of("f", "s", "g"), names(index));
    assertEquals("abc", text(index.entries().get(0)));
    assertEquals("f", index.entries().get(1).link());
  }

  @Test
  void index_sparseWithoutMap_refused() {
    Faults.expect(
        ErrorCode.TAR_HEADER,
        () -> index(new TarBytes().entry("s", 'S', new byte[10]).end()));
    Faults.expect(
        ErrorCode.TAR_HEADER,
        () ->
            index(new TarBytes().pax('x', "GNU.sparse.major", "1").file("s", "").end()));
  }

  @Test
  void index_volumeLabel_skipped() throws Exception {
    assertEquals(
        List.of("a"),
        names(index(new TarBytes()
            .raw(TarBytes.header("label", 'V', 0, ""))
            .file("a", "")
            .end())));
  }

  @ParameterizedTest
  @CsvSource({
    "0,FILE",
    "7,FILE",
    "1,HARD_LINK",
    "2,SYMLINK",
    "3,CHARACTER_DEVICE",
    "4,BLOCK_DEVICE",
    "5,FOLDER",
    "6,FIFO",
    "Z,UNKNOWN"
  })
  void index_types_known(char flag, FileKind kind) throws Exception {
    TarIndex index =
        index(new TarBytes().raw(TarBytes.header("e", flag, 0, "t")).end());
    assertEquals(kind, index.entries().get(0).kind());
  }

  @Test
  void index_v7Folder_toldBySlash() throws Exception {
    TarIndex index = index(new TarBytes()
        .entry("d/", '\0', new byte[0])
        .entry("f", '\0', new byte[0])
        .end());
    assertEquals(FileKind.FOLDER, index.entries().get(0).kind());
    assertEquals(FileKind.FILE, index.entries().get(1).kind());
  }

  @Test
  void index_noEndBlocks_notEnded() throws Exception {
    TarIndex index = index(new TarBytes().file("a", "x"));
    assertFalse(index.ending().marked());
    assertEquals(List.of("a"), names(index));
  }

  @Test
  void index_garbageAfterEnd_ignored() throws Exception {
    TarIndex index = index(new TarBytes().file("a", "x").end().raw("garbage"));
    assertTrue(index.ending().marked());
    assertEquals(List.of("a"), names(index));
  }

  @Test
  void index_oneZeroBlockAtEnd_ended() throws Exception {
    assertTrue(index(new TarBytes().file("a", "x").raw(new byte[512])).ending().marked());
  }

  @Test
  void index_loneZeroBlock_refused() {
    LayerliftException fault = Faults.expect(
        ErrorCode.TAR_HEADER,
        () ->
            index(new TarBytes().file("a", "").raw(new byte[512]).file("b", "").end()));
    assertEquals(512, fault.offset().orElseThrow());
  }

  @Test
  void index_nothing_noEntries() throws Exception {
    TarIndex empty = index(new TarBytes());
    assertEquals(List.of(), empty.entries());
    assertFalse(empty.ending().marked());
    assertTrue(index(new TarBytes().end()).ending().marked());
  }

  @Test
  void index_badChecksum_refusedWithOffset() {
    byte[] header = TarBytes.header("b", '0', 0, "");
    header[0] = 'c';
    LayerliftException fault = Faults.expect(
        ErrorCode.TAR_HEADER,
        () -> index(new TarBytes().file("a", "x").raw(header).end()));
    assertEquals(1024, fault.offset().orElseThrow());
  }

  /** Data that was read before must not fill in for missing data. */
  @ParameterizedTest
  @ValueSource(ints = {1, 300, 511})
  void index_cutHeaderLikeTheFirst_truncated(int length) {
    byte[] header = TarBytes.header("a", '0', 0, "");
    LayerliftException fault = Faults.expect(
        ErrorCode.TAR_TRUNCATED,
        () -> index(new TarBytes().raw(header).raw(Arrays.copyOf(header, length))));
    assertEquals("the archive ends in the middle of a header (at offset 512)", fault.getMessage());
  }

  @Test
  void index_firstBlockNoHeader_notAnArchive() {
    Faults.expect(ErrorCode.NOT_AN_ARCHIVE, () -> index(new TarBytes().raw("x".repeat(2000))));
  }

  @Test
  void index_sizePastEnd_truncated() {
    LayerliftException fault = Faults.expect(
        ErrorCode.TAR_TRUNCATED,
        () -> index(new TarBytes().raw(TarBytes.header("big", '0', 5000, "")).raw("abc")));
    assertEquals(
        "the archive ends within \"big\": 5000 bytes are declared but 3 are present (at offset 0)",
        fault.getMessage());
  }

  @ParameterizedTest
  @ValueSource(chars = {'0', 'x', 'g', 'L', 'K', 'V', 'M', 'N', 'Z'})
  void index_hugeSizeOfAnyType_refused(char type) {
    byte[] header = TarBytes.header("h", type, 0, "");
    byte[] size = {(byte) 0x80, 0, 0, 0, 0x7f, -1, -1, -1, -1, -1, -1, -1};
    System.arraycopy(size, 0, header, 124, 12);
    TarBytes tar = new TarBytes().raw(TarBytes.seal(header)).end();
    assertTrue(
        List.of(ErrorCode.TAR_TRUNCATED, ErrorCode.TAR_HEADER).contains(code(() -> index(tar))));
  }

  @Test
  void index_extensionOverOneMiB_refused() {
    byte[] data = new byte[(1 << 20) + 1];
    LayerliftException fault = Faults.expect(
        ErrorCode.TAR_HEADER,
        () -> index(new TarBytes().file("f", "").entry("x", 'L', data).end()));
    assertEquals(512, fault.offset().orElseThrow());
  }

  @Test
  void index_extensionOfOneMiB_taken() throws Exception {
    String comment = "c".repeat((1 << 20) - "1048576 comment=\n".length());
    TarBytes tar = new TarBytes().pax('x', "comment", comment).file("f", "");
    assertEquals(512 + (1 << 20) + 512, tar.bytes().length);
    assertEquals(List.of("f"), names(index(tar)));
  }

  @Test
  void index_lastPaddingMissing_fine() throws Exception {
    TarIndex index = index(new TarBytes().raw(TarBytes.header("a", '0', 3, "")).raw("abc"));
    assertEquals("abc", text(index.entries().get(0)));
  }

  /** 8 MiB of names are always fine. */
  @Test
  void index_longNames_limitedTogether() throws Exception {
    TarBytes tar = new TarBytes();
    for (int i = 0; i < 2048; i++) {
      tar.gnu('L', "n".repeat(4091) + (10_000 + i)).file("", "");
    }
    assertEquals(
        2048,
        TarIndex.of(tar.source(), 0, TarBytes.limits(2049), new Cancellation())
            .entries()
            .size());
    ByteSource more = tar.file("one more", "").source();
    Faults.expect(
        ErrorCode.TOO_MANY_ENTRIES,
        () -> TarIndex.of(more, 0, TarBytes.limits(2049), new Cancellation()));
    assertEquals(
        2049,
        TarIndex.of(more, 0, TarBytes.limits(65_537), new Cancellation())
            .entries()
            .size());
  }

  @Test
  void index_longLinks_countAsNamesDo() throws Exception {
    TarBytes tar = new TarBytes();
    for (int i = 0; i < 1024; i++) {
      tar.gnu('L', "n".repeat(4091) + (10_000 + i)).gnu('K', "t".repeat(4096)).symlink("", "");
    }
    assertEquals(
        1024,
        TarIndex.of(tar.source(), 0, TarBytes.limits(1025), new Cancellation())
            .entries()
            .size());
    ByteSource more = tar.file("f", "").source();
    LayerliftException fault = Faults.expect(
        ErrorCode.TOO_MANY_ENTRIES,
        () -> TarIndex.of(more, 0, TarBytes.limits(1025), new Cancellation()));
    assertEquals(more.size() - 512, fault.offset().orElseThrow());
  }

  @Test
  void index_entryLimit_exactIsFine() throws Exception {
    byte[] tar = new TarBytes().file("a", "").file("b", "").end().bytes();
    assertEquals(
        2,
        TarIndex.of(new MemorySource(tar), 0, TarBytes.limits(2), new Cancellation())
            .entries()
            .size());
    LayerliftException fault = Faults.expect(
        ErrorCode.TOO_MANY_ENTRIES,
        () -> TarIndex.of(new MemorySource(tar), 0, TarBytes.limits(1), new Cancellation()));
    assertTrue(fault.hint().orElseThrow().contains("Limits.entries"));
  }

  @Test
  void index_stopAskedFor_stops() throws Exception {
    TarBytes tar = new TarBytes().file("a", "").end();
    Cancellation cancellation = new Cancellation();
    cancellation.request();
    Faults.expect(
        ErrorCode.INTERRUPTED_BY_USER,
        () -> TarIndex.of(tar.source(), 0, TarBytes.limits(MANY), cancellation));
  }

  private static TarIndex index(TarBytes tar) throws LayerliftException {
    return TarIndex.of(tar.source(), 0, TarBytes.limits(MANY), new Cancellation());
  }

  private static List<String> names(TarIndex index) {
    return index.entries().stream().map(Entry::name).toList();
  }

  private static String text(Entry entry) throws LayerliftException {
    return new String(entry.content().head(100), UTF_8);
  }

  private static ErrorCode code(Faults.Call call) {
    try {
      call.run();
    } catch (LayerliftException e) {
      return e.code();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    throw new AssertionError("no fault");
  }
}
