package io.github.layerlift.it.matrix;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.layerlift.it.machine.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The known limitations of engines: why a step fails although the archive is fine. */
final class Limits {
  private final List<Limit> limits = new ArrayList<>();

  /**
   * A limit; all patterns must be found.
   *
   * @param engine the name and version of the engine
   * @param kind the title of the archive's kind
   * @param message what the engine says
   * @param why the explanation
   */
  record Limit(Pattern engine, Set<Step> steps, Pattern kind, Pattern message, String why) {
    boolean explains(String engineName, String kindTitle, Step step, String said) {
      return steps.contains(step)
          && engine.matcher(engineName).find()
          && kind.matcher(kindTitle).find()
          && message.matcher(said).find();
    }
  }

  /** Reads {@code limits.json}. */
  static Limits read() throws IOException {
    Limits read = new Limits();
    try (InputStream file = Limits.class.getResourceAsStream("limits.json")) {
      for (JsonNode limit : Json.parse(file.readAllBytes())) {
        Set<Step> steps = EnumSet.noneOf(Step.class);
        Json.texts(limit.path("steps")).forEach(step -> steps.add(Step.valueOf(step)));
        read.limits.add(new Limit(
            Pattern.compile(limit.path("engine").asText()),
            steps,
            Pattern.compile(limit.path("kind").asText()),
            Pattern.compile(limit.path("message").asText(), Pattern.DOTALL),
            limit.path("why").asText()));
      }
    }
    return read;
  }

  /** The first that explains a failure. */
  Optional<Limit> find(String engine, String kind, Step step, String message) {
    return limits.stream()
        .filter(limit -> limit.explains(engine, kind, step, message))
        .findFirst();
  }

  List<Limit> all() {
    return List.copyOf(limits);
  }
}
