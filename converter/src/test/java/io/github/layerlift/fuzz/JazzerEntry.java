package io.github.layerlift.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The entry point for Jazzer, named by its rules; also writes its seeds. */
public final class JazzerEntry {
  private static volatile FuzzTarget target = FuzzTarget.JSON;

  private JazzerEntry() {}

  /** Takes the name of the target, in lower case. */
  public static void fuzzerInitialize(String[] arguments) {
    target = FuzzTarget.valueOf(arguments[0].toUpperCase(Locale.ROOT));
  }

  public static void fuzzerTestOneInput(byte[] data) throws IOException {
    target.feed(data);
  }

  /**
   * Prints the names of all targets, and writes the seeds of each into a folder of its name.
   *
   * @param arguments the folder for the seeds
   */
  public static void main(String[] arguments) throws IOException {
    for (FuzzTarget each : FuzzTarget.values()) {
      String name = each.name().toLowerCase(Locale.ROOT);
      Path folder = Files.createDirectories(Path.of(arguments[0], name));
      int count = 0;
      for (byte[] seed : each.seeds()) {
        Files.write(folder.resolve("seed-" + count++), seed);
      }
      System.out.println(name);
    }
  }
}
