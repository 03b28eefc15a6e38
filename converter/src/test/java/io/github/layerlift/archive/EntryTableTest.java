package io.github.layerlift.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Faults;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Warning;
import io.github.layerlift.progress.Cancellation;
import java.util.List;
import org.junit.jupiter.api.Test;

class EntryTableTest {
  @Test
  void of_takeLast_lastCountsWithAWarning() throws Exception {
    TarBytes tar =
        new TarBytes().file("f", "one").file("g", "").file("f", "two").file("g", "");
    Archive archive = of(tar, true);
    assertEquals("two", text(archive, "f"));
    assertEquals(List.of("entry-replaced"), codes(archive));
    assertTrue(archive.warnings().get(0).text().contains("offset 1536"));
    LayerliftException fault = Faults.expect(ErrorCode.ENTRY_TWICE, () -> of(tar, false));
    assertEquals(1536, fault.offset().orElseThrow());
    assertTrue(fault.hint().orElseThrow().contains("Leniency.takeLast"));
  }

  /** When tar makes a hard link, later entries don't exist yet. */
  @Test
  void of_takeLastAndHardLinkToTheFirst_linkKeepsIt() throws Exception {
    TarBytes tar =
        new TarBytes().file("f", "one").hardLink("h", "f").symlink("s", "f").file("f", "two");
    Archive archive = of(tar, true);
    assertEquals("one", text(archive, "h"));
    assertEquals("two", text(archive, "s"));
  }

  @Test
  void of_linkReplacedByFile_fileCounts() throws Exception {
    Archive archive = of(new TarBytes().symlink("f", "g").file("g", "").file("f", "two"), true);
    assertEquals("two", text(archive, "f"));
  }

  @Test
  void of_backslashesBetweenFolders_readAsSlashesWithOneWarning() throws Exception {
    Archive archive =
        of(new TarBytes().file("a\\b", "x").symlink("c\\d", "..\\a\\b").file(".\\e", ""), false);
    assertEquals(List.of("a/b", "c/d", "e"), archive.names());
    assertEquals("x", text(archive, "c/d"));
    assertEquals(List.of("entry-backslash"), codes(archive));
  }

  @Test
  void of_backslashNameThatWouldHideAnother_staysAsItIs() throws Exception {
    Archive archive = of(new TarBytes().file("a/b", "x").file("a\\b", "y"), false);
    assertEquals(List.of("a/b", "a\\b"), archive.names());
    assertEquals("x", text(archive, "a/b"));
  }

  @Test
  void of_backslashNameThatWouldLeave_staysAsItIs() throws Exception {
    assertEquals(List.of("..\\f"), of(new TarBytes().file("..\\f", "x"), false).names());
  }

  private static Archive of(TarBytes tar, boolean takeLast) throws LayerliftException {
    EntryList listing =
        EntryList.ofTar(tar.end().source(), TarBytes.limits(10), new Cancellation());
    return Archive.of(listing, 16, takeLast, new Cancellation());
  }

  private static List<String> codes(Archive archive) {
    return archive.warnings().stream().map(Warning::code).map(Warning.Code::id).toList();
  }

  private static String text(Archive archive, String name) throws LayerliftException {
    return new String(archive.find(name).orElseThrow().head(100), UTF_8);
  }
}
