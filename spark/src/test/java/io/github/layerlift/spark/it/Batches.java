package io.github.layerlift.spark.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.layerlift.cli.Main;
import io.github.layerlift.cli.console.Console;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What batches left, read and compared. */
final class Batches {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Batches() {}

  /** Runs the command on this machine; returns its exit code. */
  static int here(Path shelf, Path into, String... more) {
    return Main.run(
        Console.ofProcess(),
        Stream.concat(
                Stream.of("batch", shelf.toString(), "--into", into.toString(), "-q"),
                Stream.of(more))
            .toArray(String[]::new));
  }

  /** The lines of a report by the name of their input; the summary without a name. */
  static Map<String, JsonNode> report(Path file) throws IOException {
    Map<String, JsonNode> lines = new TreeMap<>();
    for (String line : Files.readAllLines(file)) {
      JsonNode json = JSON.readTree(line);
      String input = json.path("input").asText();
      lines.put(input.substring(input.lastIndexOf('/') + 1), json);
    }
    return lines;
  }

  /** The last line of a report, which may have a million. */
  static JsonNode summary(Path file) throws IOException {
    String last = "";
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        last = line;
      }
    }
    return JSON.readTree(last).get("summary");
  }

  /** Both folders have the same outputs, and those the same bytes. */
  static void assertSame(Path expected, Path actual) throws IOException {
    assertEquals(OldShelf.outputs(expected), OldShelf.outputs(actual));
    for (Path output : OldShelf.outputs(expected)) {
      assertEquals(
          -1L, Files.mismatch(expected.resolve(output), actual.resolve(output)), output::toString);
    }
  }
}
