package io.github.layerlift.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {

  @TempDir
  private Path folder;

  @Test
  void in_folder_nothingIsSeenThere() throws Exception {
    try (Spool spool = Spool.in(folder, "standard input")) {
      spool.append(ByteBuffer.wrap("abc".getBytes(UTF_8)));
      assertEquals(List.of(), files());
      assertEquals("standard input", spool.name());
    }
    assertEquals(List.of(), files());
  }

  @Test
  void append_twice_readableAnywhere() throws Exception {
    try (Spool spool = Spool.in(folder, "x")) {
      spool.append(ByteBuffer.wrap("abc".getBytes(UTF_8)));
      spool.append(ByteBuffer.wrap("defg".getBytes(UTF_8)));
      assertEquals(7, spool.size());
      assertArrayEquals("cde".getBytes(UTF_8), new Extent(spool, "e", 2, 3).head(3));
      spool.checkUnchanged();
    }
  }

  @Test
  void in_noFolder_faultWithOption() {
    LayerliftException fault =
        Faults.expect(ErrorCode.WRITE_FAILED, () -> Spool.in(folder.resolve("gone"), "x"));
    assertTrue(fault.hint().orElseThrow().contains("--temp-dir"));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
