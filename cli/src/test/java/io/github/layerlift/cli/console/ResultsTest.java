package io.github.layerlift.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.cli.FakeConsole;
import io.github.layerlift.cli.SmallArchive;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResultsTest {
  private static final String LOST = """
      error: standard output can't be written: No space left on device
      hint: what is printed there is incomplete; files that were written are whole
      """;

  @TempDir
  private Path folder;

  @BeforeEach
  void setUp() throws IOException {
    Files.write(folder.resolve("legacy.tar"), SmallArchive.hello().bytes());
    Files.write(
        folder.resolve("broken.tar"), SmallArchive.hello().without("layer.tar").bytes());
    Map<String, byte[]> files = Map.of("layer", new byte[] {'x'});
    Files.write(
        folder.resolve("other.tar"), SmallArchive.of("null", "\"n\":1", files).bytes());
    run(new FakeConsole(), "convert FOLDER/legacy.tar FOLDER/modern.tar");
  }

  private FakeConsole run(FakeConsole console, String call) {
    return console.run(call.replace("FOLDER", folder.toString()).split(" "));
  }

  private static FakeConsole full() {
    return new FakeConsole().results(new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException("No space left on device");
      }
    });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "inspect --help",
        "--version",
        "inspect --version",
        "inspect FOLDER/legacy.tar",
        "inspect --json FOLDER/legacy.tar",
        "verify FOLDER/modern.tar",
        "verify --json FOLDER/modern.tar",
        "diff FOLDER/legacy.tar FOLDER/legacy.tar",
        "diff FOLDER/legacy.tar FOLDER/other.tar",
        "diff --content layer FOLDER/legacy.tar FOLDER/other.tar",
        "extract --list FOLDER/legacy.tar",
        "extract FOLDER/legacy.tar --to FOLDER/new",
        "convert FOLDER/legacy.tar FOLDER/new",
        "convert -q --report - FOLDER/legacy.tar FOLDER/new",
        "batch --dry-run FOLDER/legacy.tar --into FOLDER/new",
        "batch -q --report - FOLDER/legacy.tar --into FOLDER/new"
      })
  void run_resultIsLost_exitsWith3(String call) {
    FakeConsole console = run(full(), call);
    assertEquals(3, console.code());
    assertEquals(LOST, console.err());
  }

  @Test
  void run_nothingToPrint_exitsWith0() {
    FakeConsole console = run(full(), "convert -q FOLDER/legacy.tar FOLDER/new");
    assertEquals(0, console.code());
    assertEquals("", console.err());
  }

  @Test
  void run_failureWhoseReportIsLost_keepsItsExitCode() {
    FakeConsole console = run(full(), "convert --report - FOLDER/broken.tar FOLDER/new");
    assertEquals(4, console.code());
    assertTrue(console.err().contains("layer.tar"), console.err());
    assertTrue(console.err().endsWith(LOST), console.err());
  }

  @Test
  void run_readerHasEnough_isSilent() throws IOException {
    Pipe pipe = Pipe.open();
    pipe.source().close();
    try (OutputStream closed = Channels.newOutputStream(pipe.sink())) {
      FakeConsole console =
          run(new FakeConsole().results(closed), "inspect --json FOLDER/legacy.tar");
      assertEquals(0, console.code());
      assertEquals("", console.err());
    }
  }
}
