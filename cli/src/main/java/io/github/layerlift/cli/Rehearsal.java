package io.github.layerlift.cli;

import io.github.layerlift.cli.console.Console;
import java.util.List;

/**
 * Runs usual commands in one process, so that the launcher can have the JVM archive the classes that they load. Nothing but
 * those classes matters.
 */
final class Rehearsal {
  private Rehearsal() {}

  /** Runs the commands: {@code args} are a legacy archive, and a folder for what they write. */
  public static void main(String[] args) {
    run(Console.ofProcess(), args[0], args[1]);
  }

  static void run(Console console, String old, String folder) {
    String oci = folder + "/oci.tar";
    List<List<String>> calls = List.of(
        List.of("convert", old, oci),
        List.of("convert", "--progress", "none", "-f", "--compress", "gzip", old, oci),
        List.of("inspect", old),
        List.of("verify", oci, "--against", old),
        List.of("extract", old, "--to", folder + "/files"),
        List.of("diff", old, oci),
        List.of("--version"));
    for (List<String> call : calls) {
      Main.run(console, call.toArray(String[]::new));
    }
  }
}
