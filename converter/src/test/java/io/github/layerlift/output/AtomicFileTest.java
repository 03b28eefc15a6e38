package io.github.layerlift.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Faults;
import io.github.layerlift.fault.LayerliftException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

  @TempDir
  private Path folder;

  private Path target;

  @BeforeEach
  void name() {
    target = folder.resolve("out.tar");
  }

  @Test
  void commit_newTarget_appearsThenOnly() throws Exception {
    try (AtomicFile file = AtomicFile.open(target, false)) {
      write(file, "new");
      assertTrue(Files.notExists(target));
      file.commit();
      assertEquals("new", Files.readString(target));
    }
    assertEquals(List.of("out.tar"), names());
    assertEquals("new", Files.readString(target));
  }

  @Test
  void close_notCommitted_nothingLeft() throws Exception {
    try (AtomicFile file = AtomicFile.open(target, false)) {
      write(file, "new");
      assertEquals(1, names().size());
    }
    assertEquals(List.of(), names());
  }

  @Test
  void open_targetExists_refusedWithoutForce() throws Exception {
    Files.writeString(target, "old");
    LayerliftException fault =
        Faults.expect(ErrorCode.TARGET_EXISTS, () -> AtomicFile.open(target, false));
    assertTrue(fault.hint().orElseThrow().contains("Output.TarFile.replace"));
    assertEquals(List.of("out.tar"), names());
  }

  @Test
  void commit_force_oldStaysUntilThen() throws Exception {
    Files.writeString(target, "old");
    try (AtomicFile file = AtomicFile.open(target, true)) {
      write(file, "new");
      assertEquals("old", Files.readString(target));
      file.commit();
    }
    assertEquals("new", Files.readString(target));
    assertEquals(List.of("out.tar"), names());
  }

  @Test
  void close_forceNotCommitted_oldStays() throws Exception {
    Files.writeString(target, "old");
    try (AtomicFile file = AtomicFile.open(target, true)) {
      write(file, "new");
    }
    assertEquals("old", Files.readString(target));
    assertEquals(List.of("out.tar"), names());
  }

  @Test
  void commit_targetMadeMeanwhile_refusedAndKept() throws Exception {
    try (AtomicFile file = AtomicFile.open(target, false)) {
      write(file, "new");
      Files.writeString(target, "somebody else's");
      Faults.expect(ErrorCode.TARGET_EXISTS, file::commit);
    }
    assertEquals("somebody else's", Files.readString(target));
    assertEquals(List.of("out.tar"), names());
  }

  @Test
  void commit_symlink_isWrittenThrough() throws Exception {
    Path real = Files.createDirectory(folder.resolve("real")).resolve("file.tar");
    Files.writeString(real, "old");
    Files.createSymbolicLink(target, Path.of("real/file.tar"));
    Faults.expect(ErrorCode.TARGET_EXISTS, () -> AtomicFile.open(target, false));
    try (AtomicFile file = AtomicFile.open(target, true)) {
      write(file, "new");
      file.commit();
    }
    assertTrue(Files.isSymbolicLink(target));
    assertEquals("new", Files.readString(real));
    assertEquals(List.of("out.tar", "real"), names());
  }

  @Test
  void commit_danglingSymlink_makesItsTarget() throws Exception {
    Files.createSymbolicLink(target, Path.of("elsewhere.tar"));
    try (AtomicFile file = AtomicFile.open(target, false)) {
      write(file, "new");
      file.commit();
    }
    assertTrue(Files.isSymbolicLink(target));
    assertEquals("new", Files.readString(folder.resolve("elsewhere.tar")));
  }

  @Test
  void commit_danglingChainOfSymlinks_makesItsEnd() throws Exception {
    Files.createSymbolicLink(target, Path.of("second"));
    Files.createSymbolicLink(folder.resolve("second"), Path.of("end.tar"));
    try (AtomicFile file = AtomicFile.open(target, true)) {
      write(file, "new");
      file.commit();
    }
    assertTrue(Files.isSymbolicLink(folder.resolve("second")));
    assertEquals("new", Files.readString(folder.resolve("end.tar")));
  }

  @Test
  void open_folder_refused() {
    Faults.expect(ErrorCode.TARGET_UNWRITABLE, () -> AtomicFile.open(folder, true));
  }

  @Test
  void open_noSuchFolder_refused() {
    LayerliftException fault = Faults.expect(
        ErrorCode.TARGET_UNWRITABLE, () -> AtomicFile.open(folder.resolve("gone/out.tar"), false));
    assertTrue(fault.getMessage().endsWith("its folder does not exist"), fault.getMessage());
  }

  @Test
  void open_longestName_fits() throws Exception {
    target = folder.resolve("n".repeat(255));
    try (AtomicFile file = AtomicFile.open(target, false)) {
      write(file, "x");
      file.commit();
    }
    assertEquals("x", Files.readString(target));
  }

  @Test
  void open_longestNameNotAscii_fits() throws Exception {
    target = folder.resolve("\u4e2d".repeat(85));
    try (AtomicFile file = AtomicFile.open(target, false)) {
      write(file, "x");
      file.commit();
    }
    assertEquals("x", Files.readString(target));
  }

  @Test
  void open_relativePath_isCalledAsGiven() {
    LayerliftException fault =
        Faults.expect(ErrorCode.TARGET_UNWRITABLE, () -> AtomicFile.open(Path.of("."), true));
    assertEquals(". is a folder", fault.getMessage());
  }

  /** As many links as the system itself follows. */
  @Test
  void commit_fortyLinks_makesTheirEnd() throws Exception {
    try (AtomicFile file = AtomicFile.open(chain(40), false)) {
      write(file, "new");
      file.commit();
    }
    assertEquals("new", Files.readString(folder.resolve("0")));
  }

  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void open_linksWithoutEnd_refused() throws Exception {
    LayerliftException fault =
        Faults.expect(ErrorCode.TARGET_UNWRITABLE, () -> AtomicFile.open(chain(41), true));
    assertEquals(
        folder.resolve("41") + " can't be written: more than 40 symbolic links to follow",
        fault.getMessage());
    Files.createSymbolicLink(target, target);
    Faults.expect(ErrorCode.TARGET_UNWRITABLE, () -> AtomicFile.open(target, true));
  }

  @Test
  void commit_folderMadeMeanwhile_refusedByName() throws Exception {
    try (AtomicFile file = AtomicFile.open(target, true)) {
      Files.createDirectory(target);
      LayerliftException fault = Faults.expect(ErrorCode.WRITE_FAILED, file::commit);
      assertTrue(fault.getMessage().startsWith(target + " can't be written: "), fault.getMessage());
    }
    assertEquals(List.of("out.tar"), names());
  }

  @Test
  void commit_finished_isToldOfTheWholeFileBeforeItHasItsName() throws Exception {
    List<String> told = new ArrayList<>();
    FileTime then = FileTime.fromMillis(1_416_000_000_000L);
    try (AtomicFile file = AtomicFile.open(target, false)) {
      write(file, "new");
      Files.setLastModifiedTime(folder.resolve(names().get(0)), then);
      file.commit((size, modified) -> {
        assertTrue(Files.notExists(target));
        told.add(size + " " + modified);
      });
    }
    assertEquals(List.of("3 " + then), told);
    assertEquals(then, Files.getLastModifiedTime(target));
  }

  @Test
  void commit_notNotedDown_getsNoName() throws Exception {
    try (AtomicFile file = AtomicFile.open(target, false)) {
      Faults.expect(
          ErrorCode.WRITE_FAILED,
          () -> file.commit((size, modified) -> {
            throw new IOException("the notebook is full");
          }));
    }
    assertEquals(List.of(), names());
  }

  @Test
  void abandon_beforeCommit_nothingLeftAndNothingMade() throws Exception {
    Files.writeString(target, "old");
    try (AtomicFile file = AtomicFile.open(target, true)) {
      write(file, "new");
      file.abandon();
      assertEquals(List.of("out.tar"), names());
      Faults.expect(ErrorCode.WRITE_FAILED, file::commit);
    }
    assertEquals("old", Files.readString(target));
    assertEquals(List.of("out.tar"), names());
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows opens no folder to flush it")
  void commit_newTarget_flushedBeforeItIsLinked() throws Exception {
    WatchedDisk disk = new WatchedDisk(folder);
    try (AtomicFile file = AtomicFile.open(disk.path("out.tar"), false)) {
      file.commit();
    }
    assertEquals(List.of("flush TEMP", "link out.tar TEMP", "flush ."), disk.events());
    assertEquals(0, disk.open());
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows opens no folder to flush it")
  void commit_force_flushedBeforeItIsMoved() throws Exception {
    Files.writeString(target, "old");
    WatchedDisk disk = new WatchedDisk(folder);
    try (AtomicFile file = AtomicFile.open(disk.path("out.tar"), true)) {
      file.commit();
    }
    assertEquals(List.of("flush TEMP", "move TEMP out.tar", "flush ."), disk.events());
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows opens no folder to flush it")
  void commit_noHardLinks_movedInstead() throws Exception {
    WatchedDisk disk = new WatchedDisk(folder);
    disk.hook(AtomicFileTest::refuseLinks);
    try (AtomicFile file = AtomicFile.open(disk.path("out.tar"), false)) {
      write(file, "new");
      file.commit();
    }
    assertEquals(
        List.of("flush TEMP", "link out.tar TEMP", "move TEMP out.tar", "flush ."), disk.events());
    assertEquals("new", Files.readString(target));
    assertEquals(List.of("out.tar"), names());
  }

  @Test
  void commit_noHardLinksAndTargetMadeMeanwhile_refusedAndKept() throws Exception {
    WatchedDisk disk = new WatchedDisk(folder);
    disk.hook(AtomicFileTest::refuseLinks);
    try (AtomicFile file = AtomicFile.open(disk.path("out.tar"), false)) {
      write(file, "new");
      Files.writeString(target, "somebody else's");
      Faults.expect(ErrorCode.TARGET_EXISTS, file::commit);
    }
    assertEquals("somebody else's", Files.readString(target));
    assertEquals(List.of("out.tar"), names());
  }

  /** The system reports a failed flush only once. */
  @Test
  void commit_earlierFlushFailed_tellsItAndGetsNoName() throws Exception {
    WatchedDisk disk = new WatchedDisk(folder);
    CountDownLatch flushed = new CountDownLatch(1);
    disk.hook(event -> {
      if (event.startsWith("flush early")) {
        flushed.countDown();
        throw new IOException("the disk is gone");
      }
    });
    AtomicFile file = AtomicFile.open(disk.path("out.tar"), false);
    file.wrote(16 << 20);
    assertTrue(flushed.await(60, TimeUnit.SECONDS));
    LayerliftException fault = Faults.expect(ErrorCode.WRITE_FAILED, file::commit);
    assertEquals(target + " can't be written: the disk is gone", fault.getMessage());
    assertThrows(IOException.class, file::close);
    assertEquals(List.of(), names());
    assertEquals(0, disk.open());
  }

  private static void refuseLinks(String event) throws IOException {
    if (event.startsWith("link ")) {
      throw new FileSystemException("out.tar", null, "Operation not permitted");
    }
  }

  /** The last of {@code links} links, each to the one before; the first one is dangling. */
  private Path chain(int links) throws IOException {
    Path end = folder.resolve("0");
    for (int i = 1; i <= links; i++) {
      Path next = folder.resolve(String.valueOf(i));
      if (!Files.isSymbolicLink(next)) {
        Files.createSymbolicLink(next, end.getFileName());
      }
      end = next;
    }
    return end;
  }

  private static void write(AtomicFile file, String text) throws IOException {
    file.channel().write(ByteBuffer.wrap(text.getBytes(UTF_8)));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
