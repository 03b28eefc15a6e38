package io.github.layerlift.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.cli.console.Console;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainCallTest {
  @TempDir
  private Path folder;

  @BeforeEach
  void setUp() throws Exception {
    Files.write(folder.resolve("old.tar"), SmallArchive.called("[\"app:1.0\"]").bytes());
    String old = folder.resolve("old.tar").toString();
    new FakeConsole().run("convert", old, folder.resolve("new.tar").toString());
  }

  @ParameterizedTest
  @CsvSource({
    "inspect, old.tar",
    "inspect, new.tar",
    "inspect, absent.tar",
    "verify, new.tar",
    "verify, old.tar",
    "verify, absent.tar"
  })
  void run_usualCall_saysWhatItSaysWithPicocli(String command, String name) throws Exception {
    String file = folder.resolve(name).toString();
    assertTrue(PlainCall.of(command, file).isPresent());
    FakeConsole plain = new FakeConsole().run(command, file);
    FakeConsole full = new FakeConsole();
    Console console = full.console();
    int code = Commands.line(console).execute(command, file);
    console.results().requireWhole();
    assertEquals(code, plain.code());
    assertEquals(full.out(), plain.out());
    assertEquals(full.err(), plain.err());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "inspect",
        "inspect --help",
        "inspect -x",
        "inspect a b",
        "inspect 'a'",
        "verify",
        "verify --version",
        "extract a",
        "diff a b",
        "convert a"
      })
  void of_anythingElse_isLeftToPicocli(String line) {
    assertTrue(PlainCall.of(line.split(" ", -1)).isEmpty());
  }
}
