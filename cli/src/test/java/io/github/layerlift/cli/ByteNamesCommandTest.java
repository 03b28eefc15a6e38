package io.github.layerlift.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.cli.console.ExitCodes;
import io.github.layerlift.text.ByteNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Archives whose names are not UTF-8. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "names are bytes on Linux only")
final class ByteNamesCommandTest {
  private static final String LATIN = "caf\udce9.tar";

  @TempDir
  private Path folder;

  @BeforeEach
  void writeArchives() throws IOException {
    Files.createDirectory(folder.resolve("in"));
    Files.write(in(LATIN), SmallArchive.hello().bytes());
    Files.write(in("caf\u00e9.tar"), SmallArchive.hello().bytes());
    Files.writeString(in("notes\udce9.txt"), "text");
  }

  private Path in(String name) {
    return folder.resolve("in").resolve(ByteNames.path(name));
  }

  @Test
  void convert_fromAndToSuchNames_takesThemAsTheyAre() {
    for (String out : new String[] {"out\udce9", "out\udce8"}) {
      FakeConsole console =
          new FakeConsole().run("convert", folder + "/in/" + LATIN, folder + "/" + out);

      assertEquals(0, console.code(), console.err());
      assertTrue(Files.exists(folder.resolve(ByteNames.path(out))), out);
    }
  }

  @Test
  void batch_oneSuchName_failsAloneWithAWayOut() {
    FakeConsole console = new FakeConsole()
        .run("batch", folder + "/in", "--into", folder + "/out", "--report", folder + "/report");

    assertEquals(ExitCodes.SOME_FAILED, console.code());
    assertTrue(Files.exists(folder.resolve("out").resolve("caf\u00e9-oci.tar")));
    String said = console.out() + console.err();
    assertTrue(said.contains("caf\\xe9.tar"), said);
    assertTrue(said.contains("not UTF-8"), said);
    assertTrue(said.contains("notes\\xe9.txt is a text file"), said);
  }
}
