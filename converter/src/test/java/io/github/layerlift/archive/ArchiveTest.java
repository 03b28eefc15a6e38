package io.github.layerlift.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Faults;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fixture.Archives;
import io.github.layerlift.progress.Cancellation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveTest {

  private static final String ID = "0123456789abcdef".repeat(4);

  @Test
  void find_file_itsBytes() throws Exception {
    Archive archive = of(new TarBytes().file("a/b", "text").end());
    assertEquals("text", text(archive, "./a//b"));
    assertTrue(archive.wasRead("a/b"));
    assertTrue(archive.isEnded());
    assertEquals("memory", archive.name());
  }

  @Test
  void find_nothingThere_empty() throws Exception {
    Archive archive = of(new TarBytes().folder("d").file("f", "").end());
    assertEquals(Optional.empty(), archive.find("x"));
    assertEquals(Optional.empty(), archive.find("d"));
    assertEquals(Optional.empty(), archive.find("f/x"));
    assertEquals(Optional.empty(), archive.find(""));
    assertFalse(archive.wasRead("f"));
  }

  @Test
  void within_folder_hasNamesFromThere() throws Exception {
    Archive outer = of(new TarBytes()
        .folder("a")
        .file("a/b/c", "inner")
        .file("x", "outer")
        .hardLink("a/hard", "a/b/c")
        .hardLink("a/hard-out", "x")
        .hardLink("a/hard-none", "y")
        .symlink("a/soft", "b/c")
        .symlink("a/soft-out", "../x")
        .symlink("a/soft-none", "../y")
        .end());
    Archive inner = within(outer, "a");
    assertEquals(
        List.of("b/c", "hard", "hard-out", "hard-none", "soft", "soft-out", "soft-none"),
        inner.names());
    for (String name : List.of("b/c", "hard", "soft")) {
      assertEquals("inner", text(inner, name));
    }
    assertEquals("outer", text(inner, "hard-out"));
    assertEquals("outer", text(inner, "soft-out"));
    for (String name : List.of("hard-none", "soft-none")) {
      Faults.expect(ErrorCode.LINK_LEAVES, () -> inner.find(name));
    }
    assertEquals("a in memory", inner.name());
    assertEquals("a", inner.place());
    assertEquals("a/b", within(inner, "b").place());
    assertEquals("inner", text(within(inner, "b"), "c"));
    assertEquals(Map.of("a/b/c", 5L, "a", 5L), outer.bytesOf(List.of("a/b/c", "a", "none")));
  }

  private static Archive within(Archive outer, String folder) throws LayerliftException {
    return outer.within(List.of(folder)).get(0);
  }

  @Test
  void find_pathLeaves_refused() throws Exception {
    Archive archive = of(new TarBytes().file("f", "").end());
    LayerliftException fault = Faults.expect(ErrorCode.ENTRY_NAME, () -> archive.find("../f"));
    assertEquals("the path \"../f\" leaves the archive (entry \"../f\")", fault.getMessage());
  }

  @Test
  void find_longPath_limitIsExact() throws Exception {
    Archive archive = of(new TarBytes().file("f", "x").end());
    assertEquals("x", text(archive, "/".repeat(4095) + "f"));
    assertEquals(Optional.empty(), archive.find("/".repeat(4096) + "f"));
    assertEquals(Optional.empty(), archive.find("../".repeat(2000)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"d/f", "h/f", "file/f", "dev/f"})
  void find_throughWhatIsNoSymlink_empty(String path) throws Exception {
    Archive archive = of(new TarBytes()
        .folder("d")
        .file("other/f", "y")
        .hardLink("h", "other")
        .file("file", "")
        .raw(TarBytes.header("dev", '3', 0, ""))
        .file("f", "x")
        .end());
    assertEquals(Optional.empty(), archive.find(path));
  }

  @Test
  void find_symlink_relativeToItsFolder() throws Exception {
    Archive archive =
        of(new TarBytes().symlink("a/l", "../b/f").file("b/f", "x").end());
    assertEquals("x", text(archive, "a/l"));
    assertFalse(archive.wasRead("a/l"));
    assertTrue(archive.wasRead("b/f"));
  }

  @Test
  void find_hardLink_fromTheRoot() throws Exception {
    Archive archive =
        of(new TarBytes().hardLink("a/l", "./b/f").file("b/f", "x").end());
    assertEquals("x", text(archive, "a/l"));
  }

  @Test
  void find_linkBeforeLink_followed() throws Exception {
    Archive archive =
        of(new TarBytes().symlink("1", "2").hardLink("2", "3").symlink("3", "4").file("4", "x"));
    assertEquals("x", text(archive, "1"));
  }

  @Test
  void find_throughLinkedFolder_followed() throws Exception {
    Archive archive = of(new TarBytes()
        .symlink("d", "real/deep")
        .file("real/deep/sub/f", "x")
        .symlink("real/deep/up", "../other")
        .file("real/other/g", "y")
        .end());
    assertEquals("x", text(archive, "d/sub/f"));
    assertEquals("y", text(archive, "d/up/g"));
  }

  @Test
  void find_linkToRootFolder_followed() throws Exception {
    Archive archive = of(new TarBytes().symlink("a/root", "..").file("f", "x").end());
    assertEquals("x", text(archive, "a/root/f"));
  }

  @Test
  void find_danglingLink_empty() throws Exception {
    Archive archive =
        of(new TarBytes().symlink("l", "gone").hardLink("h", "gone").end());
    assertEquals(Optional.empty(), archive.find("l"));
    assertEquals(Optional.empty(), archive.find("h"));
  }

  @Test
  void find_linkToFolder_empty() throws Exception {
    Archive archive = of(new TarBytes().symlink("l", "d").folder("d").end());
    assertEquals(Optional.empty(), archive.find("l"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../x", "/etc/passwd", "a/../../x", "../../" + "x/layer.tar"})
  void find_symlinkLeaves_refused(String target) throws Exception {
    Archive archive = of(new TarBytes().symlink("l", target).file("x", "").end());
    LayerliftException fault = Faults.expect(ErrorCode.LINK_LEAVES, () -> archive.find("l"));
    assertEquals("l", fault.entry().orElseThrow());
    assertEquals(
        "a link to \"" + target + "\" leaves the archive (entry \"l\")", fault.getMessage());
  }

  @Test
  void find_hardLinkLeaves_refused() throws Exception {
    Archive archive = of(new TarBytes().hardLink("l", "../x").end());
    Faults.expect(ErrorCode.LINK_LEAVES, () -> archive.find("l"));
  }

  @Test
  void find_linkOfEarlyDocker_taken() throws Exception {
    Archive archive = of(new TarBytes()
        .symlink("x/layer.tar", "../../" + ID + "/layer.tar")
        .file(ID + "/layer.tar", "bytes")
        .end());
    assertEquals("bytes", text(archive, "x/layer.tar"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/other.tar", "/a/layer.tar", "0/layer.tar", "/layer.tar/"})
  void find_almostEarlyDocker_refused(String rest) throws Exception {
    Archive archive = of(new TarBytes().symlink("l", "../../" + ID + rest).end());
    Faults.expect(ErrorCode.LINK_LEAVES, () -> archive.find("l"));
  }

  @Test
  void find_loops_refused() throws Exception {
    Archive archive = of(new TarBytes()
        .symlink("self", "self")
        .symlink("a", "b")
        .symlink("b", "a")
        .hardLink("h", "h")
        .symlink("d", "d/x")
        .end());
    for (String name : List.of("d", "d/y")) {
      LayerliftException fault = Faults.expect(ErrorCode.LINK_LOOP, () -> archive.find(name));
      assertEquals(name, fault.entry().orElseThrow());
    }
    for (String name : List.of("self", "a", "b", "h", "self/x")) {
      LayerliftException fault = Faults.expect(ErrorCode.LINK_LOOP, () -> archive.find(name));
      assertEquals(name, fault.entry().orElseThrow());
      assertTrue(fault.getMessage().startsWith("links form a loop"), fault.getMessage());
    }
  }

  @Test
  void find_hops_limitIsExact() throws Exception {
    TarBytes tar = new TarBytes().file("l0", "x");
    for (int i = 1; i <= 20; i++) {
      tar.symlink("l" + i, "l" + (i - 1));
    }
    Archive archive = of(tar.end());
    assertEquals("x", text(archive, "l16"));
    LayerliftException fault = Faults.expect(ErrorCode.LINK_LOOP, () -> archive.find("l17"));
    assertTrue(
        fault.getMessage().startsWith("more than 16 links lead to one file"), fault.getMessage());
    assertTrue(fault.hint().orElseThrow().contains("Limits.linkHops"));
  }

  @Test
  void find_device_empty() throws Exception {
    Archive archive = of(new TarBytes().raw(TarBytes.header("dev", '3', 0, "")).end());
    assertEquals(Optional.empty(), archive.find("dev"));
    assertTrue(archive.isFile("dev"));
  }

  @Test
  void has_anyType_true() throws Exception {
    Archive archive = of(new TarBytes().folder("d").symlink("l", "gone").end());
    assertTrue(archive.has("d/"));
    assertTrue(archive.has("l"));
    assertFalse(archive.has("../d"));
    assertFalse(archive.isFile("d"));
    assertFalse(archive.isFile("gone"));
    assertTrue(archive.isFile("l"));
    assertEquals(List.of("d", "l"), archive.names());
  }

  @Test
  void isEnded_noEndMark_false() throws Exception {
    assertFalse(of(new TarBytes().file("f", "x")).isEnded());
  }

  @Test
  void ofTar_sameEntryTwice_firstKept() throws Exception {
    Archive archive =
        of(new TarBytes().file("f", "x").file("./f", "x").folder("d").folder("d"));
    assertEquals(List.of("f", "d"), archive.names());
    assertEquals(512, archive.find("f").orElseThrow().offset());
  }

  @Test
  void ofTar_twoEntriesOfOneName_refused() {
    for (TarBytes other : List.of(
        new TarBytes().file("f", "y"),
        new TarBytes().file("f", "xx"),
        new TarBytes().folder("f"),
        new TarBytes().symlink("f", "x"))) {
      TarBytes tar = new TarBytes().file("f", "x").raw(other.bytes());
      LayerliftException fault = Faults.expect(ErrorCode.ENTRY_TWICE, () -> of(tar));
      assertEquals(1024, fault.offset().orElseThrow());
    }
  }

  @Test
  void ofTar_twinsDifferInLastOfManyBytes_refused() {
    byte[] big = new byte[200_000];
    byte[] other = big.clone();
    other[other.length - 1] = 1;
    TarBytes tar = new TarBytes().entry("f", '0', big).entry("f", '0', other);
    Faults.expect(ErrorCode.ENTRY_TWICE, () -> of(tar));
  }

  @Test
  void checkUnchanged_onlyWhatWasRead_counts(@TempDir Path folder) throws Exception {
    Path read = Files.writeString(folder.resolve("read"), "x");
    Path unread = Files.writeString(folder.resolve("unread"), "x");
    Archive archive = Archives.ofFolder(folder, 10, 16, new Cancellation());
    assertTrue(archive.find("read").isPresent());
    Files.writeString(unread, "longer");
    archive.checkUnchanged();
    Files.writeString(read, "longer");
    LayerliftException fault = Faults.expect(ErrorCode.INPUT_CHANGED, archive::checkUnchanged);
    assertTrue(fault.getMessage().contains(read.getFileName() + " changed"), fault.getMessage());
  }

  @Test
  void find_stopAskedFor_stops() throws Exception {
    Cancellation cancellation = new Cancellation();
    TarBytes tar = new TarBytes().file("f", "x").end();
    Archive archive = Archives.ofTar(tar.source(), 1000, 16, cancellation);
    cancellation.request();
    Faults.expect(ErrorCode.INTERRUPTED_BY_USER, () -> archive.find("f"));
  }

  private static Archive of(TarBytes tar) throws LayerliftException {
    return Archives.ofTar(tar.source(), 1000, 16, new Cancellation());
  }

  private static String text(Archive archive, String path) throws LayerliftException {
    return new String(archive.find(path).orElseThrow().head(100), UTF_8);
  }
}
