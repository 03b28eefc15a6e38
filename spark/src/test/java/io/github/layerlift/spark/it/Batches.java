package io.github.layerlift.spark.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.layerlift.cli.Main;
import io.github.layerlift.cli.console.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** What batches left, read and compared. */
final class Batches {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Batches() {}

  /** Runs the command on this machine; returns its exit code. */
  static int here(Path shelf, Path into) {
    return Main.run(
        Console.ofProcess(), "batch", shelf.toString(), "--into", into.toString(), "-q");
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

  static JsonNode summary(Path file) throws IOException {
    return report(file).get("").get("summary");
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
