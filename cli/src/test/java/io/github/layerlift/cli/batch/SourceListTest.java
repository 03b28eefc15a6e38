package io.github.layerlift.cli.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.layerlift.fault.LayerliftException;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SourceListTest {
  @Test
  void parse_lines_areTakenAsTheyAre() throws Exception {
    assertEquals(
        List.of(Path.of("a b"), Path.of(" c*"), Path.of("-d")),
        SourceList.parse("a b\r\n\n c*\n-d", false, Path::of));
  }

  @Test
  void parse_nuls_keepNewlines() throws Exception {
    assertEquals(
        List.of(Path.of("a\nb"), Path.of("c")), SourceList.parse("a\nb\0c\0", true, Path::of));
  }

  @Test
  void parse_nulsTakenForLines_areRefused() {
    LayerliftException fault =
        assertThrows(LayerliftException.class, () -> SourceList.parse("a\0b\0", false, Path::of));
    assertEquals(true, fault.hint().orElseThrow().contains("--null"));
  }

  @Test
  void read_stdinAndMissingFile_workAndFail() throws Exception {
    assertEquals(
        List.of(Path.of("x")),
        SourceList.read("-", false, new ByteArrayInputStream("x\n".getBytes(UTF_8)), Path::of));
    assertThrows(
        LayerliftException.class,
        () -> SourceList.read(
            "/absent/list", false, new ByteArrayInputStream(new byte[0]), Path::of));
  }
}
