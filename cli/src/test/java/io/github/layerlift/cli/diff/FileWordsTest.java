package io.github.layerlift.cli.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.layerlift.file.FileKind;
import io.github.layerlift.options.Aspect;
import io.github.layerlift.report.FileChange;
import io.github.layerlift.report.FileState;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileWordsTest {
  private static final FileState ONE = new FileState(
      FileKind.FILE,
      0644,
      0,
      0,
      12,
      Instant.EPOCH,
      "x",
      1,
      new TreeMap<>(Map.of("user.a", "00", "user.b", "01")),
      1,
      3,
      1,
      "");
  private static final FileState OTHER = new FileState(
      FileKind.SYMLINK,
      04755,
      1000,
      4_000_000_000L,
      1234,
      Instant.ofEpochSecond(1, 500_000_000),
      "y\n",
      2,
      new TreeMap<>(Map.of("user.b", "02", "user.c", "03")),
      1,
      5,
      3,
      "other");

  private static FileState of(FileKind kind, String link, String otherName) {
    return new FileState(
        kind, 0644, 0, 0, 12, Instant.EPOCH, link, 1, new TreeMap<>(), 0, 0, 1, otherName);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TYPE | type file -> symlink",
        "CONTENT | content 12 bytes -> 1.2 kB",
        "LINK | link x -> y\\u000a",
        "MODE | mode 0644 -> 4755",
        "OWNER | owner 0/0 -> 1000/4000000000",
        "TIMES | times 1970-01-01T00:00:00Z -> 1970-01-01T00:00:01.500Z",
        "XATTRS | xattrs -user.a ~user.b +user.c",
        "HARD_LINKS | hard links 1 name -> 3 names (other)",
        "DEVICE | device 1,3 -> 1,5",
      })
  void line_anyAspect_isInWords(Aspect aspect, String words) {
    FileChange change = new FileChange("p", Optional.of(ONE), Optional.of(OTHER), Set.of(aspect));
    assertEquals("~ p  " + words, FileWords.line(change));
  }

  @ParameterizedTest
  @CsvSource({
    "FILE, '', '', p  12 bytes",
    "FILE, '', q, 'p  12 bytes, also called q'",
    "FOLDER, '', '', p/",
    "SYMLINK, t, '', p -> t",
    "CHARACTER_DEVICE, '', '', p  character device",
    "FIFO, '', '', p  fifo",
  })
  void line_oneSide_isDescribed(FileKind kind, String link, String otherName, String words) {
    FileState state = of(kind, link, otherName);
    assertEquals(
        "+ " + words,
        FileWords.line(new FileChange("p", Optional.empty(), Optional.of(state), Set.of())));
    assertEquals(
        "- " + words,
        FileWords.line(new FileChange("p", Optional.of(state), Optional.empty(), Set.of())));
  }

  @Test
  void line_folder_endsWithASlashAsTheRootDoes() {
    FileState one = of(FileKind.FOLDER, "", "");
    for (String path : new String[] {"d", "/"}) {
      FileChange change =
          new FileChange(path, Optional.of(one), Optional.of(one), Set.of(Aspect.MODE));
      assertEquals("~ " + path.replace("d", "d/") + "  mode 0644 -> 0644", FileWords.line(change));
    }
  }

  @Test
  void line_severalAspects_areInOneOrder() {
    FileChange change = new FileChange(
        "p\u001b", Optional.of(ONE), Optional.of(ONE), Set.of(Aspect.MODE, Aspect.CONTENT));
    assertEquals("~ p\\u001b  content, mode 0644 -> 0644", FileWords.line(change));
  }
}
