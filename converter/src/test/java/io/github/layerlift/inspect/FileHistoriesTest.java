package io.github.layerlift.inspect;

import static io.github.layerlift.fixture.LayerFixture.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fixture.LayerFixture;
import io.github.layerlift.report.ImageFiles;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class FileHistoriesTest {
  /** Compares each path, and then each layer, with the words of {@link Recorded}. */
  private static void expect(List<String> paths, List<String> layers, LayerFixture... fixtures)
      throws IOException {
    ImageFiles files = Recorded.of(fixtures);
    assertEquals(paths, Recorded.lines(files));
    assertEquals(layers, Recorded.layers(files));
    assertEquals(
        files.wasted(), files.files().stream().mapToLong(each -> each.wasted()).sum());
  }

  @Test
  void of_overwrittenFile_isWastedInItsLayer() throws IOException {
    expect(
        List.of("a: 1 until 2 file 5 wasted 5, 2 file 3", "b: 1 file 1"),
        List.of("6 bytes, 5 wasted, +2 ~0 -0", "3 bytes, 0 wasted, +0 ~1 -0"),
        layer().file("a", "first").file("b", "b"),
        layer().file("a", "now"));
  }

  @Test
  void of_changedMode_wastesTheCopyBelow() throws IOException {
    expect(
        List.of("a: 1 until 2 file 4 wasted 4, 2 file 4"),
        List.of("4 bytes, 4 wasted, +1 ~0 -0", "4 bytes, 0 wasted, +0 ~1 -0"),
        layer().mode(0600).file("a", "same"),
        layer().mode(0755).file("a", "same"));
  }

  @Test
  void of_deletedFile_isWasted() throws IOException {
    expect(
        List.of("a: 1 until 2 file 4 wasted 4"),
        List.of("4 bytes, 4 wasted, +1 ~0 -0", "0 bytes, 0 wasted, +0 ~0 -1"),
        layer().file("a", "gone"),
        layer().whiteout("a"));
  }

  @Test
  void of_deletedFolder_wastesWhatIsInIt() throws IOException {
    expect(
        List.of(
            "d: 1 until 3 folder 3",
            "d/e: 1 until 3 folder 1",
            "d/e/x: 1 until 3 file 1 wasted 1",
            "d/y: 1 until 2 file 4 wasted 4",
            "d/z: 2 until 3 file 2 wasted 2"),
        List.of(
            "5 bytes, 5 wasted, +2 ~0 -0",
            "2 bytes, 2 wasted, +1 ~0 -1",
            "0 bytes, 0 wasted, +0 ~0 -2"),
        layer().file("d/e/x", "1").file("d/y", "four"),
        layer().file("d/z", "zz").whiteout("d/y"),
        layer().whiteout("d"));
  }

  @Test
  void of_opaqueFolder_wastesWhatLowerLayersHaveInIt() throws IOException {
    expect(
        List.of("d: 2 folder 3", "d/new: 2 file 3", "d/old: 1 until 2 file 5 wasted 5"),
        List.of("5 bytes, 5 wasted, +1 ~0 -0", "3 bytes, 0 wasted, +1 ~0 -1"),
        layer().folder("d").file("d/old", "older"),
        layer().folder("d").opaque("d").file("d/new", "new"));
  }

  @Test
  void of_folderReplacedByFileAndBack_keepsAllThree() throws IOException {
    expect(
        List.of(
            "d: 1 until 2 folder 5, 2 until 3 file 4 wasted 4, 3 folder 1",
            "d/x: 1 until 2 file 5 wasted 5, 3 file 1"),
        List.of(
            "5 bytes, 5 wasted, +1 ~0 -0",
            "4 bytes, 4 wasted, +1 ~0 -1",
            "1 bytes, 0 wasted, +1 ~0 -1"),
        layer().folder("d").file("d/x", "first"),
        layer().file("d", "file"),
        layer().folder("d").file("d/x", "x"));
  }

  @Test
  void of_samePathTwiceInALayer_wastesTheFirst() throws IOException {
    expect(
        List.of("a: 1 until 1 file 2 wasted 2, 1 file 3"),
        List.of("5 bytes, 2 wasted, +1 ~0 -0"),
        layer().file("a", "no").file("a", "yes"));
  }

  @Test
  void of_deletedNameOfTwo_wastesNothing() throws IOException {
    expect(
        List.of("a: 1 until 2 file 4", "d: 1 folder 4", "d/b: 1 file 4"),
        List.of("4 bytes, 0 wasted, +2 ~0 -0", "0 bytes, 0 wasted, +0 ~0 -1"),
        layer().file("a", "both").hardLink("d/b", "a"),
        layer().whiteout("a"));
  }

  @Test
  void of_deletedFileOfTwoNames_isWastedOnce() throws IOException {
    expect(
        List.of(
            "a: 2 until 3 file 4", "b: 1 until 3 hard_link of a wasted 4", "c: 1 until 2 file 4"),
        List.of(
            "4 bytes, 4 wasted, +2 ~0 -0",
            "0 bytes, 0 wasted, +1 ~0 -1",
            "0 bytes, 0 wasted, +0 ~0 -2"),
        layer().file("b", "once").hardLink("c", "b"),
        layer().hardLink("a", "b").whiteout("c"),
        layer().whiteout("a").whiteout("b"));
  }

  @Test
  void of_folderOfHardLinks_countsContentOnce() throws IOException {
    expect(
        List.of("d: 1 folder 4", "d/a: 1 file 4", "d/b: 1 hard_link of d/a"),
        List.of("4 bytes, 0 wasted, +2 ~0 -0"),
        layer().file("d/b", "once").hardLink("d/a", "d/b"));
  }

  @Test
  void of_deletedAndAddedAgain_countsBoth() throws IOException {
    expect(
        List.of("a: 1 until 2 file 1 wasted 1, 3 file 2"),
        List.of(
            "1 bytes, 1 wasted, +1 ~0 -0",
            "0 bytes, 0 wasted, +0 ~0 -1",
            "2 bytes, 0 wasted, +1 ~0 -0"),
        layer().file("a", "1"),
        layer().whiteout("a"),
        layer().file("a", "22"));
  }

  @Test
  void of_fileBelowALink_isAtItsTarget() throws IOException {
    expect(
        List.of("l: 1 symlink of t", "t: 1 folder 2", "t/a: 1 until 2 file 3 wasted 3, 2 file 2"),
        List.of("3 bytes, 3 wasted, +2 ~0 -0", "2 bytes, 0 wasted, +0 ~1 -0"),
        layer().file("t/a", "old").symlink("l", "t"),
        layer().file("l/a", "me"));
  }

  @Test
  void of_names_areInTheOrderOfATree() throws IOException {
    ImageFiles files = Recorded.of(layer().file("a-b", "").file("a/x", "").file("a.c", ""));
    assertEquals(
        List.of("a", "a/x", "a-b", "a.c"),
        files.files().stream().map(each -> each.path()).toList());
  }

  @Test
  void of_bytesOfNoFile_areWastedWithoutAPath() throws IOException {
    ImageFiles files = Recorded.of(layer().file(".wh..wh.plnk/1.2", "left").file("a", "a"));
    assertEquals(List.of("5 bytes, 4 wasted, +1 ~0 -0"), Recorded.layers(files));
    assertEquals(List.of("a: 1 file 1"), Recorded.lines(files));
  }

  @Test
  void pathRoom_longPaths_areRefused() throws IOException {
    FileRecorder.PathRoom room = new FileRecorder.PathRoom(1);
    room.take("a".repeat(256 - 64));
    LayerliftException fault = assertThrows(LayerliftException.class, () -> room.take(""));
    assertEquals(ErrorCode.TOO_MANY_ENTRIES, fault.code());
  }
}
