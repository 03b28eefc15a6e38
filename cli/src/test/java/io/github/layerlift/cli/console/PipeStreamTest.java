package io.github.layerlift.cli.console;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Everything that a stream can do, on a system pipe. */
@Execution(ExecutionMode.SAME_THREAD)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no FIFOs")
final class PipeStreamTest {
  private static final byte[] TEXT = "one two three".getBytes(US_ASCII);

  @TempDir
  private Path folder;

  private Path pipe;

  @BeforeEach
  void makePipe() throws Exception {
    pipe = folder.resolve("pipe");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
  }

  @Test
  void readAllBytes_ofPipe_hasAll() throws Exception {
    try (InputStream in = open()) {
      assertArrayEquals(TEXT, in.readAllBytes());
    }
  }

  @Test
  void skipAndReadNBytes_ofPipe_haveWhatFollows() throws Exception {
    try (InputStream in = open()) {
      assertEquals(4, in.skip(4));
      assertEquals("two", new String(in.readNBytes(3), US_ASCII));
      in.skipNBytes(1);
      assertEquals('t', in.read());
    }
  }

  @Test
  void transferTo_file_hasAll() throws Exception {
    ByteArrayOutputStream copy = new ByteArrayOutputStream();
    try (InputStream in = open();
        FileOutputStream out = new FileOutputStream(folder.resolve("copy").toFile())) {
      assertEquals(0, in.available());
      assertEquals(TEXT.length, in.transferTo(out));
    }
    try (InputStream in = open()) {
      in.transferTo(copy);
    }
    assertArrayEquals(TEXT, copy.toByteArray());
  }

  private InputStream open() throws IOException {
    Thread writer = new Thread(() -> {
      try (FileOutputStream out = new FileOutputStream(pipe.toFile())) {
        out.write(TEXT);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    });
    writer.setDaemon(true);
    writer.start();
    return new PipeStream(new FileInputStream(pipe.toFile()));
  }
}
