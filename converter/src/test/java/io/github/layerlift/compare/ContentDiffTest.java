package io.github.layerlift.compare;

import static io.github.layerlift.fixture.LayerFixture.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.Differ;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fixture.DockerSave;
import io.github.layerlift.fixture.LayerFixture;
import io.github.layerlift.fixture.OciSave;
import io.github.layerlift.fixture.Packing;
import io.github.layerlift.report.ContentReport;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One file of two images, line by line. */
class ContentDiffTest extends WithDiffs {
  private ContentReport content(LayerFixture a, LayerFixture b, String path) throws IOException {
    ContentReport report = Differ.content(
        input(OciSave.of(Packing.GZIP, image(layer().file("base", ""), a)).archive()),
        input(DockerSave.of(image(layer().file("base", ""), b)).archive()),
        path,
        USUAL);
    bench.assertNothingLeft();
    return report;
  }

  @Test
  void content_text_isAUnifiedDiff() throws IOException {
    LayerFixture a = layer().folder("etc").file("etc/motd", "hello\nworld\n");
    LayerFixture b = layer().folder("etc").file("etc/motd", "hello\nyou\n");
    ContentReport report = content(a, b, "/etc/motd");
    assertFalse(report.equal());
    assertFalse(report.binary());
    assertEquals(
        List.of("--- a/etc/motd", "+++ b/etc/motd", "@@ -1,2 +1,2 @@", " hello", "-world", "+you"),
        report.lines());
    assertEquals(12, report.sizeA());
    assertEquals(10, report.sizeB());
    assertEquals(List.of("docker.io/library/app:1"), report.a().tags());
  }

  @Test
  void content_sameBytes_areEqual() throws IOException {
    ContentReport report = content(layer().file("f", "x"), layer().file("f", "x"), "f");
    assertTrue(report.equal());
    assertEquals(List.of(), report.lines());
  }

  @Test
  void content_links_areFollowedInEachImage() throws IOException {
    LayerFixture a = layer().file("real", "1\n").symlink("link", "real").symlink("to", "/link");
    LayerFixture b = layer().folder("d").file("d/f", "2\n").symlink("l", "d").symlink("to", "l/f");
    assertEquals(
        List.of("--- a/real", "+++ b/d/f", "@@ -1,1 +1,1 @@", "-1", "+2"),
        content(a, b, "to").lines());
  }

  @Test
  void content_binary_hasNoLines() throws IOException {
    ContentReport report = content(layer().file("f", "a\0b"), layer().file("f", "a"), "f");
    assertTrue(report.binary());
    assertFalse(report.equal());
    assertEquals(List.of(), report.lines());
  }

  @Test
  void content_missingInOne_isAllOfTheOther() throws IOException {
    ContentReport report = content(layer().file("f", "1\n"), layer().file("g", "1\n"), "f");
    assertEquals(-1, report.sizeB());
    assertFalse(report.equal());
    assertEquals(List.of("--- a/f", "+++ /dev/null", "@@ -1,1 +0,0 @@", "-1"), report.lines());
    ContentReport empty = content(layer().file("g", ""), layer().file("f", ""), "f");
    assertFalse(empty.equal());
    assertEquals(-1, empty.sizeA());
    assertEquals(0, empty.sizeB());
  }

  @ParameterizedTest
  @CsvSource({
    "absent, PATH_MISSING, neither image has",
    "dangling, PATH_MISSING, neither image has",
    "d, BAD_OPTION, is not a file",
    "/, BAD_OPTION, is not a file",
    "loop, LINK_LOOP, links form a loop",
  })
  void content_whatHasNone_isRefused(String path, ErrorCode code, String sentence) {
    LayerFixture layer =
        layer().folder("d").symlink("loop", "loop").symlink("dangling", "../nowhere");
    LayerliftException fault =
        assertThrows(LayerliftException.class, () -> content(layer, layer, path));
    assertEquals(code, fault.code(), fault.getMessage());
    assertTrue(fault.getMessage().contains(sentence), fault.getMessage());
  }

  @Test
  void content_fileThatIsTooLarge_isRefused() throws IOException {
    LayerFixture large = layer().entry("f", '0', "", new byte[(16 << 20) + 1]);
    LayerliftException fault =
        assertThrows(LayerliftException.class, () -> content(layer().file("f", "x"), large, "f"));
    assertEquals(ErrorCode.BAD_OPTION, fault.code());
    assertTrue(fault.getMessage().contains("16777217 bytes"), fault.getMessage());
    assertTrue(fault.hint().orElseThrow().startsWith("extract it"), fault.getMessage());
  }
}
