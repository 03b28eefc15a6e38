package io.github.layerlift.cli.shelf;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.stream.Collectors;

/** Lines of reports, made by hand. */
final class ReportLines {
  private ReportLines() {}

  /** With layers, each as its name and its size, such as {@code base:100}. */
  static String converted(String input, String created, List<String> layers, String... warnings) {
    return """
        {"input": "%1$s", "status": "converted", "reason": "new", "output": "out/%1$s", "seconds": 1.5,
        "conversion": {"dialect": "docker-archive", "names": [{"name": "app:%1$s"}],
        "images": [{"created": "%2$s", "layers": [%3$s]}], "warnings": [%4$s],
        "inputBytes": 1000, "outputBytes": 900}}
        """.formatted(
            input,
            created,
            layers.stream().map(ReportLines::layer).collect(Collectors.joining(",")),
            List.of(warnings).stream()
                .map(code -> "{\"code\": \"" + code + "\", \"text\": \"" + input + " is odd\"}")
                .collect(Collectors.joining(",")));
  }

  private static String layer(String layer) {
    int colon = layer.lastIndexOf(':');
    return "{\"digest\": \"%s\", \"size\": %s, \"mediaType\": \"application/tar\"}"
        .formatted(layer.substring(0, colon), layer.substring(colon + 1));
  }

  static String failed(String input, String code) {
    return """
        {"input": "%1$s", "status": "failed", "reason": "%2$s", "inputBytes": 7,
        "error": {"code": "%2$s", "kind": "malformed", "message": "%1$s is bad", "hint": "save it again"}}
        """.formatted(input, code);
  }

  static String skipped(String input, int inputBytes, int outputBytes, int warnings) {
    return """
        {"input": "%1$s", "status": "skipped", "reason": "current", "output": "out/%1$s",
        "inputBytes": %2$s, "outputBytes": %3$s, "earlierWarnings": %4$s}
        """.formatted(input, inputBytes, outputBytes, warnings);
  }

  static String notRun(String input) {
    return """
        {"input": "%1$s", "status": "not-run", "reason": "the batch was stopped", "output": "out/%1$s",
        "seconds": 0.0, "inputBytes": 1000}
        """.formatted(input);
  }

  static String ignored(String input) {
    return """
        {"input": "%1$s", "status": "ignored", "reason": "not-an-archive",
        "error": {"code": "not-an-archive", "message": "%1$s is a text file"}}
        """.formatted(input);
  }

  static String summary(String shard, int inputs) {
    return """
        {"summary": {"into": "out", "shard": "%s", "inputs": %s}}
        """.formatted(shard, inputs);
  }

  /** With the number of archives in other shards. */
  static String share(String into, String shard, int inputs, int others) {
    return """
        {"summary": {"into": "%s", "shard": "%s", "inputs": %s, "archivesInOtherShards": %s}}
        """.formatted(into, shard, inputs, others);
  }

  static String listing(String shard, int inputs, String listing) {
    return """
        {"summary": {"into": "out", "shard": "%s", "inputs": %s, "listing": "%s"}}
        """.formatted(shard, inputs, listing);
  }

  static JsonNode json(String line) {
    try {
      return new ObjectMapper().readTree(line);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(line, e);
    }
  }

  static Shelf shelf(String... lines) {
    Shelf shelf = new Shelf();
    for (String line : lines) {
      shelf.add(json(line), "a.jsonl");
    }
    shelf.end("a.jsonl");
    return shelf;
  }

  static Facts facts(String... lines) {
    return Facts.of(shelf(lines));
  }
}
