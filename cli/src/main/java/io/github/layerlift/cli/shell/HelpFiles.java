package io.github.layerlift.cli.shell;

import io.github.layerlift.cli.Commands;
import io.github.layerlift.cli.ReadyHelp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** Writes the help of each command as {@link ReadyHelp} takes it. Run by the build. */
public final class HelpFiles {
  private HelpFiles() {}

  /**
   * Writes the files.
   *
   * @param args the folder of the program's classes
   */
  public static void main(String[] args) throws IOException {
    String room = ReadyHelp.class.getPackageName().replace('.', '/');
    write(Files.createDirectories(Path.of(args[0], room)));
  }

  static void write(Path folder) throws IOException {
    for (int width : ReadyHelp.WIDTHS) {
      CommandLine line =
          Commands.line(ShellFiles.nowhere(Map.of("COLUMNS", Integer.toString(width))));
      write(folder, "", line, width);
      for (Map.Entry<String, CommandLine> command : line.getSubcommands().entrySet()) {
        write(folder, command.getKey(), command.getValue(), width);
      }
    }
  }

  private static void write(Path folder, String command, CommandLine line, int width)
      throws IOException {
    for (Ansi style : new Ansi[] {Ansi.ON, Ansi.OFF}) {
      Files.writeString(
          folder.resolve(ReadyHelp.name(command, width, style.enabled())),
          line.getUsageMessage(style));
    }
  }
}
