package io.github.layerlift.cli.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.layerlift.cli.Commands;
import io.github.layerlift.cli.console.Console;
import io.github.layerlift.cli.console.Results;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Writes completion scripts and manual pages, from the same model as {@code --help}. Run by the build.
 */
public final class ShellFiles {
  static final String PROGRAM = "layerlift";

  /** The program that the build runs. */
  private static final String CONVERT = "convert";

  private ShellFiles() {}

  /**
   * Writes {@code completion/} and {@code man/}.
   *
   * @param args the folder to write into, the program's version, and its date as {@code YYYY-MM-DD…}
   */
  public static void main(String[] args) throws IOException {
    write(Path.of(args[0]), args[1], args[2].substring(0, "YYYY-MM-DD".length()));
  }

  static void write(Path folder, String version, String date) throws IOException {
    CommandLine line = Commands.line(nowhere(Map.of()));
    completions(Files.createDirectories(folder.resolve("completion")));
    Path man = Files.createDirectories(folder.resolve("man/man1"));
    page(man, new ManPage(line.getCommandSpec(), version, date));
    for (CommandLine command : line.getSubcommands().values()) {
      page(man, new ManPage(command.getCommandSpec(), version, date));
    }
  }

  private static void completions(Path folder) throws IOException {
    CommandLine line = Commands.line(nowhere(Map.of()));
    line.getSubcommands().values().forEach(ShellFiles::dropOptionalValues);
    completion(folder, PROGRAM, line);
    completion(folder, CONVERT, Objects.requireNonNull(line.getSubcommands().get(CONVERT)));
  }

  /** The word after such an option isn't its value. */
  private static void dropOptionalValues(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    for (OptionSpec option : List.copyOf(spec.options())) {
      if (option.arity().min() == 0
          && option.arity().max() == 1
          && !option.typeInfo().isBoolean()) {
        spec.remove(option);
        spec.addOption(OptionSpec.builder(option.names())
            .arity("0")
            .type(boolean.class)
            .description(option.description())
            .build());
      }
    }
  }

  private static void completion(Path folder, String program, CommandLine line) throws IOException {
    // picocli also registers its script for program.sh and program.bash, which don't exist
    String bash = AutoComplete.bash(program, line)
        .replace(
            "`" + program + "`, `" + program + ".sh`, and `" + program + ".bash` commands",
            "`" + program + "` command")
        .replace(" " + program + " " + program + ".sh " + program + ".bash", " " + program);
    Files.writeString(folder.resolve(program + ".bash"), bash);
    // zsh uses the same script, and loads it as a function of that name
    Files.writeString(
        folder.resolve("_" + program),
        "#compdef " + program + "\nautoload -U +X bashcompinit && bashcompinit\n" + bash);
    Files.writeString(
        folder.resolve(program + ".fish"), new FishCompletion(line.getCommandSpec()).text());
  }

  private static void page(Path folder, ManPage page) throws IOException {
    Files.writeString(folder.resolve(page.name() + ".1"), page.text());
  }

  /** Nothing is printed, and the environment of the build must not influence the files. */
  static Console nowhere(Map<String, String> environment) {
    return new Console(
        new ByteArrayInputStream(new byte[0]),
        Channels.newChannel(OutputStream.nullOutputStream()),
        new Results(OutputStream.nullOutputStream(), UTF_8),
        new PrintStream(OutputStream.nullOutputStream(), false, UTF_8),
        environment,
        false);
  }
}
