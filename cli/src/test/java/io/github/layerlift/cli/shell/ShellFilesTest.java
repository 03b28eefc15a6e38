package io.github.layerlift.cli.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.cli.Commands;
import io.github.layerlift.cli.FakeConsole;
import io.github.layerlift.cli.HelpTest;
import io.github.layerlift.cli.option.Heading;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.CommandSpec;
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
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "on Windows, bash takes other paths than Java")
  void bash_takesItsScript() throws Exception {
    assertEquals(
        "", run("bash", "-n", folder.resolve("completion/layerlift.bash").toString()));
  }

  private static String completed(String line) throws Exception {
    String[] words = line.split(" ", -1);
    return run(
            "bash",
            "-c",
            "source " + folder.resolve("completion/" + words[0] + ".bash")
                + "; compopt() { :; }; COMP_WORDS=(" + line + "); COMP_CWORD="
                + (words.length - 1) + "; COMP_LINE='" + line
                + "'; COMP_POINT=${#COMP_LINE}; _complete_" + words[0]
                + "; echo \"${COMPREPLY[*]}\"")
        .strip();
  }

  @ParameterizedTest
  @CsvSource({
    "layerlift convert --comp,--compress",
    "layerlift batch --shar,--shard",
    "layerlift batch --dry-r,--dry-run",
    "layerlift verif,verify",
    "layerlift convert --format ar,archive",
    "layerlift inspect --progress pl,plain",
    "layerlift batch --compress zs,zstd",
    "convert --comp,--compress",
    "convert --format f,folder"
  })
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "on Windows, bash takes other paths than Java")
  void bash_word_isCompleted(String line, String word) throws Exception {
    assertEquals(word, completed(line));
  }

  @Test
  void completion_values_areTakenAsTheyAreOffered() throws Exception {
    for (String command : commands()) {
      CommandSpec spec = spec(command);
      for (OptionSpec option : spec.options()) {
        if (option.completionCandidates() != null && option.arity().max() > 0) {
          for (String value : option.completionCandidates()) {
            assertEquals(value.toLowerCase(Locale.ROOT), value, option.longestName());
            String name = option.longestName();
            FakeConsole console = new FakeConsole().run(command, name + "=" + value, "--help");
            assertEquals(0, console.code(), console.err());
          }
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"layerlift", "convert"})
  void completion_programs_existAll(String program) throws Exception {
    String bash = Files.readString(folder.resolve("completion/" + program + ".bash"));
    assertEquals(
        List.of("complete -F _complete_" + program + " -o default " + program),
        bash.lines().filter(line -> line.startsWith("complete ")).toList());
    assertFalse(bash.contains(program + ".sh"), program);
    String zsh = Files.readString(folder.resolve("completion/_" + program));
    assertTrue(zsh.startsWith("#compdef " + program + "\n"), zsh);
    String fish = Files.readString(folder.resolve("completion/" + program + ".fish"));
    fish.lines()
        .filter(line -> !line.startsWith("#"))
        .forEach(line -> assertTrue(line.startsWith("complete -c " + program + " "), line));
    assertTrue(fish.contains("'archive folder'"), fish);
  }

  private static CommandSpec spec(String command) {
    return Commands.line(new FakeConsole().console())
        .getSubcommands()
        .get(command)
        .getCommandSpec();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void files_haveEveryOption(String command) throws Exception {
    String fish = Files.readString(folder.resolve("completion/layerlift.fish"));
    String man = Files.readString(folder.resolve("man/man1/layerlift-" + command + ".1"));
    String bash = Files.readString(folder.resolve("completion/layerlift.bash"));
    for (OptionSpec option : spec(command).options()) {
      String name = option.longestName();
      assertTrue(bash.contains("'" + name + "'"), name);
      assertTrue(man.contains("\\fB" + name.replace("-", "\\-") + "\\fR"), name);
      assertTrue(
          fish.contains("from " + command + "'") && fish.contains(" -l " + name.substring(2) + " "),
          name);
    }
    boolean readsArchives = !command.equals("report");
    assertEquals(readsArchives, man.contains(".SS \"" + Heading.LIMITS.text() + "\"\n"), man);
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
        "completion/convert.bash",
        "completion/_convert",
        "completion/convert.fish",
        "man/man1/layerlift.1",
        "man/man1/layerlift-batch.1")) {
      assertEquals(-1, Files.mismatch(folder.resolve(file), again.resolve(file)), file);
    }
  }
}
