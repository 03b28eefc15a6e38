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
    String old = args[0];
    String oci = args[1] + "/oci.tar";
    List<List<String>> calls = List.of(
        List.of("convert", old, oci),
        List.of("convert", "--progress", "none", "-f", "--compress", "gzip", old, oci),
        List.of("inspect", old),
        List.of("verify", oci, "--against", old),
        List.of("extract", old, "--to", args[1] + "/files"),
        List.of("diff", old, oci),
        List.of("--version"));
    for (List<String> call : calls) {
      Main.run(Console.ofProcess(), call.toArray(String[]::new));
    }
  }
}
