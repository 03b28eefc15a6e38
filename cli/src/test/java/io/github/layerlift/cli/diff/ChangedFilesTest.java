package io.github.layerlift.cli.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.layerlift.cli.page.TreeLine;
import io.github.layerlift.file.FileKind;
import io.github.layerlift.options.Aspect;
import io.github.layerlift.report.FileChange;
import io.github.layerlift.report.FileState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ChangedFilesTest {
  private static final FileState FOLDER = state(FileKind.FOLDER, 0755, "", 1, "");
  private static final FileState ONE = state(FileKind.FILE, 0644, "", 1, "");
  private static final FileState OTHER = state(FileKind.FILE, 0600, "", 3, "");
  private static final FileState LINK = state(FileKind.SYMLINK, 0777, "a\n", 2, "");
  private static final FileState TWIN = state(FileKind.FILE, 0644, "", 2, "t\n");

  private final ChangedFiles files = new ChangedFiles();

  private static FileState state(FileKind kind, int mode, String link, int layer, String other) {
    return new FileState(
        kind, mode, 0, 0, 12, Instant.EPOCH, link, layer, new TreeMap<>(), 0, 0, 1, other);
  }

  private void removed(String path, FileState state) {
    files.add(new FileChange(path, Optional.of(state), Optional.empty(), Set.of()));
  }

  private void added(String path, FileState state) {
    files.add(new FileChange(path, Optional.empty(), Optional.of(state), Set.of()));
  }

  private void changed(String path, FileState one, FileState other) {
    files.add(new FileChange(path, Optional.of(one), Optional.of(other), Set.of(Aspect.MODE)));
  }

  private void assertLines(TreeLine... lines) {
    assertEquals(List.of(lines), files.lines().toList());
  }

  @Test
  void lines_filesInEqualFolders_haveTheWayThereOnce() {
    changed("etc/ssl/a", ONE, OTHER);
    removed("etc/ssl/b", ONE);
    added("etc/x", TWIN);
    String mode = "mode 0644 -> 0600";
    assertLines(
        TreeLine.way(0, "etc"),
        TreeLine.way(1, "ssl"),
        new TreeLine(2, "a", "", "12 bytes", "layer 1 -> 3", mode, "changed"),
        new TreeLine(2, "b", "", "12 bytes", "layer 1", "removed", "removed"),
        new TreeLine(1, "x", "", "12 bytes", "layer 2", "added, also called t\\u000a", "added"));
  }

  @Test
  void lines_folderThatDiffers_isTheWayItself() {
    added("new", FOLDER);
    added("new/link", LINK);
    removed("old", FOLDER);
    assertLines(
        new TreeLine(0, "new", "/", "", "layer 1", "added", "added"),
        new TreeLine(1, "link", " -> a\\u000a", "", "layer 2", "added", "added"),
        new TreeLine(0, "old", "/", "", "layer 1", "removed", "removed"));
  }

  @Test
  void lines_sameNameInOtherFolders_areOtherWays() {
    added("a/x/f", ONE);
    added("b/x/f", ONE);
    TreeLine file = new TreeLine(2, "f", "", "12 bytes", "layer 1", "added", "added");
    assertLines(
        TreeLine.way(0, "a"),
        TreeLine.way(1, "x"),
        file,
        TreeLine.way(0, "b"),
        TreeLine.way(1, "x"),
        file);
  }

  @Test
  void lines_root_standsBeforeAll() {
    changed("/", FOLDER, OTHER);
    added("f", ONE);
    assertLines(
        new TreeLine(0, "/", "", "12 bytes", "layer 1 -> 3", "mode 0755 -> 0600", "changed"),
        new TreeLine(0, "f", "", "12 bytes", "layer 1", "added", "added"));
  }
}
