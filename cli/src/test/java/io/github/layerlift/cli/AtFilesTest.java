package io.github.layerlift.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.layerlift.cli.console.ExitCodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A name that starts with {@code @} is just a name. */
final class AtFilesTest {
  @TempDir
  private Path folder;

  @BeforeEach
  void writeOptions() throws IOException {
    Files.writeString(folder.resolve("x"), "--help\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "convert FILE FOLDER/out",
        "convert --jobs 1 FILE FOLDER/out",
        "inspect FILE",
        "verify FILE",
        "verify FILE --against FILE",
        "extract FILE --list",
        "batch FILE --into FOLDER/out"
      })
  void run_nameWithAt_isNotExpanded(String call) {
    String words = call.replace("FILE", "@" + folder + "/x").replace("FOLDER", folder.toString());

    FakeConsole console = new FakeConsole().run(words.split(" "));

    assertEquals(call.startsWith("batch") ? ExitCodes.SOME_FAILED : 3, console.code());
    assertFalse((console.out() + console.err()).contains("Usage"), console.out());
  }
}
