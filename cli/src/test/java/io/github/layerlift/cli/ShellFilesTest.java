package io.github.layerlift.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** {@link ShellFiles}, {@link FishCompletion} and {@link ManPage}. */
class ShellFilesTest {
  @TempDir
  private static Path folder;

  @BeforeAll
  static void write() throws Exception {
    ShellFiles.write(folder, "1.2.3", "2026-01-01");
  }

  static Set<String> commands() {
    return HelpTest.names();
  }

  private static String run(String... words) throws Exception {
    Path output = Files.createTempFile(folder, "run", ".txt");
    Process process = new ProcessBuilder(words)
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS), words[0]);
    String text = Files.readString(output);
    assertEquals(0, process.exitValue(), text);
    return text;
  }

  @Test
  void bash_takesItsScript() throws Exception {
    assertEquals(
        "", run("bash", "-n", folder.resolve("completion/layerlift.bash").toString()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"convert --comp", "batch --shar", "batch --dry-r"})
  void bash_word_isCompleted(String line) throws Exception {
    String[] words = line.split(" ", -1);
    String completed = run(
        "bash",
        "-c",
        "source " + folder.resolve("completion/layerlift.bash")
            + "; compopt() { :; }; COMP_WORDS=(layerlift "
            + line + "); COMP_CWORD=2; COMP_LINE='layerlift " + line
            + "'; COMP_POINT=${#COMP_LINE}; _complete_layerlift; echo \"${COMPREPLY[*]}\"");
    assertTrue(completed.strip().startsWith(words[1]), completed);
    assertTrue(completed.strip().length() > words[1].length(), completed);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void files_haveEveryOption(String command) throws Exception {
    String fish = Files.readString(folder.resolve("completion/layerlift.fish"));
    String man = Files.readString(folder.resolve("man/man1/layerlift-" + command + ".1"));
    String bash = Files.readString(folder.resolve("completion/layerlift.bash"));
    CommandLine line =
        Commands.line(new FakeConsole().console()).getSubcommands().get(command);
    for (OptionSpec option : line.getCommandSpec().options()) {
      String name = option.longestName();
      assertTrue(bash.contains("'" + name + "'"), name);
      assertTrue(man.contains("\\fB" + name.replace("-", "\\-") + "\\fR"), name);
      assertTrue(
          fish.contains("from " + command + "'") && fish.contains(" -l " + name.substring(2) + " "),
          name);
    }
    assertTrue(man.contains(".SH EXAMPLES\n") && man.contains(".SH \"EXIT STATUS\"\n"), man);
    assertTrue(man.startsWith(".TH \"LAYERLIFT-" + command.toUpperCase(Locale.ROOT)), man);
  }

  @Test
  void write_again_givesTheSameBytes() throws Exception {
    Path again = Files.createDirectories(folder.resolve("again"));
    ShellFiles.main(new String[] {again.toString(), "1.2.3", "2026-01-01T00:00:00Z"});
    for (String file : List.of(
        "completion/layerlift.bash",
        "completion/_layerlift",
        "completion/layerlift.fish",
        "man/man1/layerlift.1",
        "man/man1/layerlift-batch.1")) {
      assertEquals(-1, Files.mismatch(folder.resolve(file), again.resolve(file)), file);
    }
  }
}
