package io.github.layerlift.cli.extract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.layerlift.file.FileKind;
import io.github.layerlift.report.FileEntry;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileLinesTest {
  private static String line(FileKind kind, int mode, String path, String link) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    FileLines listing = FileLines.on(new PrintStream(out, true, UTF_8), false);
    listing.print(new FileEntry(
        path, kind, mode, 1000, 4_000_000_000L, 7, Instant.EPOCH, link, 1, List.of()));
    listing.flush();
    return out.toString(UTF_8).stripTrailing();
  }

  @ParameterizedTest
  @CsvSource({
    "0644, -rw-r--r--",
    "0000, ----------",
    "0777, -rwxrwxrwx",
    "4755, -rwsr-xr-x",
    "4644, -rwSr--r--",
    "2755, -rwxr-sr-x",
    "2745, -rwxr-Sr-x",
    "1777, -rwxrwxrwt",
    "1776, -rwxrwxrwT",
  })
  void print_mode_isThatOfLs(String octal, String expected) {
    String line = line(FileKind.FILE, Integer.parseInt(octal, 8), "f", "");
    assertEquals(expected, line.substring(0, 10));
  }

  @ParameterizedTest
  @CsvSource({
    "FOLDER, '', d, p/",
    "SYMLINK, t, l, p -> t",
    "HARD_LINK, t, h, p link to t",
    "CHARACTER_DEVICE, '', c, p",
    "BLOCK_DEVICE, '', b, p",
    "FIFO, '', p, p",
    "UNKNOWN, '', ?, p",
  })
  void print_kind_isTold(FileKind kind, String link, String type, String end) {
    assertEquals(
        type + "rw-r--r--  1000/4000000000          7 1970-01-01 00:00 " + end,
        line(kind, 0644, "p", link));
  }

  /** Nothing in a name may end a line or move the cursor; and a name is never cut, however long. */
  @Test
  void print_oddName_isEscapedAndNotShortened() {
    String line = line(FileKind.SYMLINK, 0777, "a\nb\u001b[2J" + "x".repeat(500), "c\rd");
    assertEquals(
        "a\\u000ab\\u001b[2J" + "x".repeat(500) + " -> c\\u000dd",
        line.substring(line.indexOf("00:00 ") + 6));
  }
}
