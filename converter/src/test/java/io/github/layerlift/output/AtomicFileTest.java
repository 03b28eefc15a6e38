package io.github.layerlift.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.report.ErrorCode;
import io.github.layerlift.report.Faults;
import io.github.layerlift.report.LayerliftException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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
    assertTrue(fault.hint().orElseThrow().contains("--force"));
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

  private static void write(AtomicFile file, String text) throws IOException {
    file.channel().write(ByteBuffer.wrap(text.getBytes(UTF_8)));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
