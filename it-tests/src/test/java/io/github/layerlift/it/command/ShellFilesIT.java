package io.github.layerlift.it.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.it.machine.Checkout;
import io.github.layerlift.it.machine.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shells and {@code man} accept what the build made for them. */
final class ShellFilesIT {
  private static Path dist() {
    return Checkout.samples().resolveSibling("cli/target/dist");
  }

  @ParameterizedTest
  @ValueSource(strings = {"layerlift", "convert"})
  void zsh_takesItsScriptAndCompletes(String program) throws Exception {
    Path script = dist().resolve("completion/_" + program);
    Command.of("zsh", "-n", script).run().orFail();
    String loaded = Command.of(
            "zsh",
            "-f",
            "-c",
            "autoload -U compinit && compinit -u -D && source " + script
                + " && print -r -- $_comps[" + program + "]")
        .run()
        .orFail();
    assertTrue(loaded.contains("_complete_" + program), loaded);
  }

  @Test
  void fish_takesItsScriptAndCompletes() throws Exception {
    for (List<String> pair : List.of(
        List.of("layerlift ba", "batch"),
        List.of("layerlift batch --shar", "--shard"),
        List.of("layerlift convert --progress pl", "plain"),
        List.of("convert --forc", "--force"),
        List.of("convert --format ar", "archive"))) {
      String program = pair.get(0).split(" ", -1)[0];
      Path script = dist().resolve("completion/" + program + ".fish");
      Command.of("fish", "--no-execute", script).run().orFail();
      String words = Command.of(
              "fish",
              "--no-config",
              "-c",
              "source " + script + "; complete -C '" + pair.get(0) + "'")
          .run()
          .orFail();
      assertTrue(words.startsWith(pair.get(1)), pair + ": " + words);
    }
  }

  @Test
  void mandoc_findsNothingWrong() throws Exception {
    for (Path page : pages()) {
      Command.Finished lint = Command.of("mandoc", "-Tlint", "-Wwarning", page).run();
      assertEquals("", lint.out() + lint.err(), page.toString());
      assertEquals(0, lint.code());
      // bold is printed over and over
      String text = Command.of("mandoc", "-Tutf8", page).run().orFail().replaceAll(".\b", "");
      assertTrue(text.contains("\n") && text.contains("--help"), text);
    }
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> pages = Files.list(dist().resolve("man/man1"))) {
      List<Path> all = pages.sorted().toList();
      assertTrue(all.size() >= 3, all.toString());
      return all;
    }
  }
}
