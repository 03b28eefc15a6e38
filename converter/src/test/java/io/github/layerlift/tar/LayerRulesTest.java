package io.github.layerlift.tar;

import static io.github.layerlift.fixture.LayerFixture.layer;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.archive.TarBytes;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.file.FileKind;
import io.github.layerlift.fixture.LayerFixture;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LayerRulesTest {
  private static List<Entry> read(byte[] tar) throws IOException {
    TarReader<IOException> members = TarReader.ofLayer(new ByteArrayInputStream(tar), "layer.tar");
    List<Entry> all = new ArrayList<>();
    for (Entry each = members.next(); each != null; each = members.next()) {
      all.add(each);
    }
    return all;
  }

  private static Entry one(LayerFixture layer) throws IOException {
    List<Entry> all = read(layer.bytes());
    assertEquals(1, all.size());
    return all.get(0);
  }

  private static List<String> names(List<Entry> members) {
    return members.stream().map(Entry::name).toList();
  }

  private static LayerliftException refuse(ErrorCode code, byte[] tar) {
    LayerliftException fault = assertThrows(LayerliftException.class, () -> read(tar));
    assertEquals(code, fault.code(), fault.getMessage());
    return fault;
  }

  @Test
  void next_file_hasItsMetadataAndItsPlace() throws IOException {
    Entry file = read(layer()
            .folder("a/")
            .mode(04755)
            .owner(7)
            .file("./a//b", "abc")
            .bytes())
        .get(1);
    assertEquals("a/b", file.name());
    assertEquals(FileKind.FILE, file.kind());
    assertEquals(04755, file.attributes().mode());
    assertEquals(7, file.attributes().uid());
    assertEquals(7, file.attributes().gid());
    assertEquals(1_400_000_000L, file.attributes().seconds());
    assertEquals(1024, file.content().offset());
    assertEquals(3, file.content().size());
  }

  @Test
  void next_everyKind_isTold() throws IOException {
    List<Entry> all = read(layer()
        .folder("folder")
        .symlink("symlink", "../x")
        .hardLink("hard", "./folder/../y")
        .device("device", 5, 300)
        .entry("block", '4', "", new byte[0])
        .fifo("fifo")
        .entry("contiguous", '7', "", new byte[0])
        .entry("old/", '\0', "", new byte[0])
        .entry("odd", 'D', "", new byte[700])
        .file("last", "x")
        .bytes());
    assertEquals(
        List.of(
            FileKind.FOLDER,
            FileKind.SYMLINK,
            FileKind.HARD_LINK,
            FileKind.CHARACTER_DEVICE,
            FileKind.BLOCK_DEVICE,
            FileKind.FIFO,
            FileKind.FILE,
            FileKind.FOLDER,
            FileKind.UNKNOWN,
            FileKind.FILE),
        all.stream().map(Entry::kind).toList());
    assertEquals("../x", all.get(1).link());
    assertEquals("y", all.get(2).link());
    assertEquals(5, all.get(3).attributes().major());
    assertEquals(300, all.get(3).attributes().minor());
    assertEquals(0, all.get(8).content().size());
  }

  @Test
  void next_v7File_toldByItsMissingSlash() throws IOException {
    Entry file = one(layer().entry("f", '\0', "", new byte[3]));
    assertEquals(FileKind.FILE, file.kind());
    assertEquals(3, file.content().size());
  }

  /** The numbers only matter for a device, and the target only for a link. */
  @ParameterizedTest
  @CsvSource({"3,true", "4,true", "0,false", "5,false", "6,false"})
  void next_fieldsOfOtherKinds_areIgnored(char type, boolean device) throws IOException {
    byte[] header = TarBytes.header("e", type, 0, "target");
    TarBytes.put(header, 329, "0000007\0");
    TarBytes.put(header, 337, "0000011\0");
    Entry member = one(layer().raw(TarBytes.seal(header)));
    assertEquals(device ? 7 : 0, member.attributes().major());
    assertEquals(device ? 9 : 0, member.attributes().minor());
    assertEquals("", member.link());
  }

  /** Whatever a record says, they have no data. */
  @ParameterizedTest
  @ValueSource(chars = {'1', '2', '3', '4', '5', '6'})
  void next_paxSizeOfHeaderOnlyType_isIgnored(char type) throws IOException {
    List<Entry> all = read(layer()
        .pax("size", "3")
        .entry("e", type, "t", new byte[0])
        .file("f", "")
        .bytes());
    assertEquals(List.of("e", "f"), names(all));
    assertEquals(0, all.get(0).content().size());
  }

  @Test
  void next_paxSizeOfFile_counts() throws IOException {
    List<Entry> all = read(
        layer().pax("size", "3").claim("e", 0).raw(new byte[512]).file("f", "").bytes());
    assertEquals(List.of("e", "f"), names(all));
    assertEquals(3, all.get(0).content().size());
  }

  @Test
  void next_afterDataAndRecords_placesAreRight() throws IOException {
    List<Entry> all = read(layer()
        .file("a", "abc")
        .file("b", "x".repeat(512))
        .pax("comment", "c")
        .file("c", "")
        .bytes());
    assertEquals(
        List.of(512L, 1536L, 3584L),
        all.stream().map(each -> each.content().offset()).toList());
  }

  @Test
  void next_gnuLongNames_areTaken() throws IOException {
    byte[] name = ("long/".repeat(60) + "n\0").getBytes(UTF_8);
    byte[] link = ("t".repeat(300) + "\0").getBytes(UTF_8);
    List<Entry> all = read(layer()
        .entry("././@LongLink", 'L', "", name)
        .entry("././@LongLink", 'K', "", link)
        .symlink("cut", "cut")
        .symlink("s", "plain")
        .bytes());
    assertEquals(List.of("long/".repeat(60) + "n", "s"), names(all));
    assertEquals(
        List.of("t".repeat(300), "plain"), all.stream().map(Entry::link).toList());
  }

  @Test
  void next_emptyPaxNames_countAsNone() throws IOException {
    assertEquals("f", one(layer().pax("path", "").file("f", "")).name());
    assertEquals("t", one(layer().pax("linkpath", "").symlink("s", "t")).link());
  }

  @Test
  void next_longestNames_areTaken() throws IOException {
    String longest = "n".repeat(4096);
    assertEquals(longest, one(layer().pax("path", longest).file("f", "")).name());
    assertEquals(longest, one(layer().pax("linkpath", longest).symlink("s", "")).link());
    assertEquals(
        longest, one(layer().pax("linkpath", longest).hardLink("h", "")).link());
  }

  @ParameterizedTest
  @ValueSource(chars = {'1', '2'})
  void next_linkOfOneCharacterTooMany_isRefused(char type) {
    LayerliftException fault = refuse(
        ErrorCode.TAR_HEADER,
        layer()
            .pax("linkpath", "t".repeat(4097))
            .entry("l", type, "", new byte[0])
            .bytes());
    assertEquals("layer.tar: l", fault.entry().orElseThrow());
    assertEquals(512 + 4608, fault.offset().orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\0b", "\0b"})
  void next_nulInAName_isRefused(String name) {
    refuse(ErrorCode.ENTRY_NAME, layer().pax("path", name).file("f", "").bytes());
    refuse(ErrorCode.TAR_HEADER, layer().pax("linkpath", name).symlink("s", "").bytes());
    refuse(
        ErrorCode.LINK_LEAVES, layer().pax("linkpath", name).hardLink("h", "").bytes());
  }

  @Test
  void next_extensionOfOneMiB_isTheLongest() throws IOException {
    String comment = "c".repeat((1 << 20) - "1048576 comment=\n".length());
    assertEquals("f", one(layer().pax("comment", comment).file("f", "")).name());
    LayerliftException fault = refuse(
        ErrorCode.TAR_HEADER,
        layer().file("f", "").pax("comment", comment + "c").bytes());
    assertEquals("layer.tar", fault.entry().orElseThrow());
    assertEquals(512, fault.offset().orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(chars = {'x', 'L', 'K'})
  void next_cutInExtension_isTruncated(char type) {
    byte[] whole = layer()
        .file("f", "")
        .entry("e", type, "", "n".repeat(99).getBytes(UTF_8))
        .open();
    LayerliftException fault = refuse(ErrorCode.TAR_TRUNCATED, Arrays.copyOf(whole, 1024 + 98));
    assertEquals("layer.tar", fault.entry().orElseThrow());
    assertEquals(512, fault.offset().orElseThrow());
  }

  @Test
  void next_damagedHeader_isRefusedWithOffset() {
    byte[] tar = layer().file("f", "x").file("g", "y").bytes();
    tar[1024] = 'h';
    LayerliftException fault = refuse(ErrorCode.TAR_HEADER, tar);
    assertEquals(
        "a tar header is corrupt: its checksum is wrong (entry \"layer.tar\" at offset 1024)",
        fault.getMessage());
  }

  @Test
  void next_pax_goesBeforeTheHeader() throws IOException {
    byte[] binary = {1, 0, (byte) 0x80, (byte) 0xff, '\n', '='};
    Entry file = one(layer().pax("path", "n".repeat(300)).file("short", "x"));
    assertEquals("n".repeat(300), file.name());
    List<Entry> all = read(layer()
        .pax("SCHILY.xattr.security.capability", binary)
        .file("able", "x")
        .pax("uid", "4000000000")
        .file("foreign", "x")
        .pax("mtime", "1500000000.123456789")
        .file("timed", "x")
        .bytes());
    assertArrayEquals(binary, all.get(0).attributes().xattrs().get("security.capability"));
    assertEquals(4_000_000_000L, Integer.toUnsignedLong(all.get(1).attributes().uid()));
    assertEquals(1_500_000_000L, all.get(2).attributes().seconds());
    assertEquals(123_456_789, all.get(2).attributes().nanos());
    assertTrue(all.get(2).attributes().xattrs().isEmpty(), "records hold for one entry");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"-5", "1e9999999", "1E9", "soon", "99999999999999999999", "9999999999999999999.5"})
  void next_timeThatIsNone_countsAsTheHeaders(String mtime) throws IOException {
    long seconds = one(layer().pax("mtime", mtime).file("f", "")).attributes().seconds();
    assertEquals(mtime.equals("-5") ? 0 : 1_400_000_000L, seconds);
  }

  @Test
  void next_globalHeaderAndLabel_arePassedOver() throws IOException {
    assertEquals(
        "f",
        one(layer()
                .entry("g", 'g', "", "20 comment=abcdefg\n".getBytes(UTF_8))
                .entry("label", 'V', "", new byte[0])
                .file("f", "x"))
            .name());
  }

  @ParameterizedTest
  @ValueSource(strings = {"../x", "a/../../x", "/../x", ".."})
  void next_nameThatLeaves_isRefused(String name) {
    LayerliftException fault =
        refuse(ErrorCode.ENTRY_NAME, layer().file(name, "").bytes());
    assertEquals("layer.tar: " + name, fault.entry().orElseThrow());
  }

  @Test
  void next_hardLinkThatLeaves_isRefused() {
    LayerliftException fault =
        refuse(ErrorCode.LINK_LEAVES, layer().hardLink("a", "../../etc/passwd").bytes());
    assertEquals("layer.tar: a", fault.entry().orElseThrow());
  }

  @Test
  void next_odd_isRefused() {
    refuse(ErrorCode.TAR_HEADER, layer().symlink("a", "").bytes());
    refuse(ErrorCode.TAR_HEADER, layer().entry("s", 'S', "", new byte[0]).bytes());
    refuse(
        ErrorCode.TAR_HEADER, layer().pax("GNU.sparse.major", "1").file("s", "").bytes());
    refuse(ErrorCode.TAR_HEADER, layer().pax("uid", "4294967295").file("s", "").bytes());
    refuse(ErrorCode.TAR_HEADER, layer().pax("uid", "-1").file("s", "").bytes());
    refuse(ErrorCode.TAR_HEADER, layer().pax("size", "-1").file("s", "").bytes());
    refuse(
        ErrorCode.TAR_HEADER,
        layer().pax("path", "x".repeat(5000)).file("s", "").bytes());
    refuse(ErrorCode.TAR_HEADER, layer().pax("comment", "x".repeat(1 << 20)).bytes());
    refuse(ErrorCode.ENTRY_NAME, layer().pax("path", "a\0b").file("s", "").bytes());
    refuse(ErrorCode.TAR_HEADER, "no tar at all ".repeat(100).getBytes(UTF_8));
    refuse(ErrorCode.TAR_HEADER, layer().raw(new byte[512]).file("s", "").bytes());
  }

  @Test
  void next_cutInData_isTruncated() {
    refuse(ErrorCode.TAR_TRUNCATED, layer().claim("big", 1L << 32).open());
    refuse(ErrorCode.TAR_TRUNCATED, layer().claim("big", 513).raw(new byte[512]).open());
    byte[] whole = layer().file("f", "x").file("g", "y").open();
    refuse(ErrorCode.TAR_TRUNCATED, Arrays.copyOf(whole, 1024 + 100));
  }

  @Test
  void next_withoutEndOrPadding_endsWhereItEnds() throws IOException {
    assertEquals(List.of(), read(new byte[0]));
    byte[] whole = layer().file("f", "x").file("g", "y").open();
    assertEquals(2, read(Arrays.copyOf(whole, whole.length - 511)).size());
    assertEquals(2, read(whole).size());
  }

  /** Whatever is truncated or flipped: entries, or one of our own faults. */
  @Property(tries = 300)
  void next_damagedAnywhere_neverFailsOtherwise(
      @ForAll @IntRange(max = 4095) int at, @ForAll byte value, @ForAll boolean cut)
      throws IOException {
    byte[] tar = layer()
        .pax("mtime", "1500000000.5")
        .file("a/b", "content")
        .hardLink("c", "a/b")
        .symlink("d", "c")
        .bytes();
    int place = at % tar.length;
    tar[place] = value;
    try {
      for (Entry member : read(cut ? Arrays.copyOf(tar, place) : tar)) {
        assertTrue(!member.name().startsWith("/") && !member.name().contains(".."), member.name());
      }
    } catch (LayerliftException e) {
      assertTrue(String.valueOf(e.getMessage()).length() > 10);
    }
  }
}
