package io.github.layerlift.cli.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.LayerliftException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
  @TempDir
  private Path folder;

  private List<String> names() throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void write_overAnother_replacesIt() throws Exception {
    Path file = folder.resolve("report");
    Files.writeString(file, "a much longer text");
    WholeFile.write(file, "new \u00e4\n");
    assertEquals("new \u00e4\n", Files.readString(file));
    assertEquals(List.of("report"), names());
  }

  @Test
  void close_uncommitted_leavesTheOldOne() throws Exception {
    Path file = folder.resolve("report");
    Files.writeString(file, "old");
    try (WholeFile whole = WholeFile.open(file)) {
      whole.append("new".repeat(10_000));
      assertEquals("old", Files.readString(file));
    }
    assertEquals("old", Files.readString(file));
    assertEquals(List.of("report"), names());
  }

  @Test
  void write_throughALink_keepsTheLink() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("real"));
    WholeFile.write(link, "text");
    assertTrue(Files.isSymbolicLink(link));
    assertEquals("text", Files.readString(folder.resolve("real")));
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no /dev/null")
  void write_device_isWrittenInto() throws Exception {
    WholeFile.write(Path.of("/dev/null"), "text");
    assertTrue(Files.exists(Path.of("/dev/null")) && !Files.isRegularFile(Path.of("/dev/null")));
  }

  @Test
  void write_noFolder_isAFault() throws Exception {
    LayerliftException fault = assertThrows(
        LayerliftException.class, () -> WholeFile.write(folder.resolve("absent/report"), "text"));
    assertEquals(ErrorCode.TARGET_UNWRITABLE, fault.code());
  }
}
