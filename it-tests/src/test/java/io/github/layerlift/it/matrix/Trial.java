package io.github.layerlift.it.matrix;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.layerlift.it.engine.Engine;
import io.github.layerlift.it.engine.Engine.Held;
import io.github.layerlift.it.engine.Engine.Identity;
import io.github.layerlift.it.engine.Engine.Skill;
import io.github.layerlift.it.engine.Refusal;
import io.github.layerlift.it.machine.Command.Finished;
import io.github.layerlift.it.machine.Launcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** One archive in one engine: takes every {@link Step}. */
final class Trial {
  private static final String GREETING =
      "Hello, world! I was saved by an old Docker, and I still run.";

  private final Engine engine;
  private final Row row;
  private final Map<Step, Outcome> outcomes = new EnumMap<>(Step.class);

  /** What the engine showed of the original archive: all details of each image. */
  private Map<String, JsonNode> legacyDetails = Map.of();

  /** Those of them that had no name. */
  private Set<String> legacyUntagged = Set.of();

  private Trial(Engine engine, Row row) {
    this.engine = engine;
    this.row = row;
  }

  /** Something to try; returns what is wrong, {@code ""} if nothing is. */
  private interface Attempt {
    String complaint() throws Refusal, IOException, InterruptedException;
  }

  /** Tries all; the engine is empty before and after. */
  static Map<Step, Outcome> of(Engine engine, Row row)
      throws IOException, InterruptedException, Refusal {
    Trial trial = new Trial(engine, row);
    trial.legacy();
    trial.modern();
    trial.pull();
    return trial.outcomes;
  }

  private void legacy() throws IOException, InterruptedException, Refusal {
    attempt(Step.LEGACY, () -> {
      engine.load(row.legacy());
      legacyUntagged = new TreeSet<>();
      legacyDetails = details(legacyUntagged);
      return legacyDetails.isEmpty() ? "nothing was loaded" : "";
    });
    engine.clear();
  }

  private void modern() throws IOException, InterruptedException, Refusal {
    attempt(Step.LOAD, () -> {
      engine.load(row.modern());
      return "";
    });
    if (outcomes.get(Step.LOAD).passed()) {
      attempt(Step.IDS, () -> Difference.between(ids(row.images()), heldIds()));
      attempt(Step.NAMES, () -> Difference.between(expectedNames(), heldNames()));
      attempt(Step.CONFIG, this::configs);
      if (outcomes.get(Step.LEGACY).passed()) {
        attempt(Step.SAME, this::same);
      } else {
        outcomes.put(Step.SAME, Outcome.notTried("there is nothing to compare with"));
      }
      if (can(Step.RUN, Skill.RUN, row.runs(), "the image has no program to run")) {
        attempt(Step.RUN, this::run);
      }
      if (can(Step.SAVE, Skill.SAVE, true, "")) {
        attempt(Step.SAVE, this::save);
      }
    }
    engine.clear();
  }

  private void pull() throws IOException, InterruptedException, Refusal {
    if (can(Step.PULL, Skill.PULL, !row.pushed().isEmpty(), "no image has a tag")) {
      attempt(Step.PULL, () -> {
        for (Map.Entry<String, ExpectedImage> pushed : row.pushed().entrySet()) {
          engine.pull(pushed.getKey());
        }
        return Difference.between(
            row.pushed().entrySet().stream()
                .collect(toMap(
                    Map.Entry::getKey,
                    e -> e.getValue().id(engine.identity()),
                    (a, b) -> b,
                    TreeMap::new)),
            heldNames());
      });
      engine.clear();
    }
  }

  private boolean can(Step step, Skill skill, boolean sensible, String why) {
    if (!engine.skills().contains(skill)) {
      outcomes.put(step, Outcome.notTried("not what this program is for"));
    } else if (!sensible) {
      outcomes.put(step, Outcome.notTried(why));
    }
    return !outcomes.containsKey(step);
  }

  private void attempt(Step step, Attempt attempt) throws IOException, InterruptedException {
    Outcome outcome;
    try {
      String complaint = attempt.complaint();
      outcome = complaint.isEmpty() ? Outcome.PASSED : Outcome.failed(complaint);
    } catch (Refusal e) {
      outcome = Outcome.failed(e.getMessage());
    }
    outcomes.put(step, outcome);
  }

  private Set<String> ids(List<ExpectedImage> images) {
    return images.stream()
        .map(image -> image.id(engine.identity()))
        .collect(toCollection(TreeSet::new));
  }

  private Set<String> heldIds() throws Refusal, IOException {
    return engine.images().stream().map(Held::id).collect(toCollection(TreeSet::new));
  }

  private Map<String, String> expectedNames() {
    Map<String, String> names = new TreeMap<>();
    row.images()
        .forEach(image ->
            image.names().forEach(name -> names.put(name, image.id(engine.identity()))));
    return names;
  }

  private Map<String, String> heldNames() throws Refusal, IOException {
    Map<String, String> names = new TreeMap<>();
    engine.images().forEach(image -> image.names().forEach(name -> names.put(name, image.id())));
    return names;
  }

  /** Docker makes an untagged image from each step of an archive from before 1.10: those may be missing. */
  private String same() throws Refusal, IOException {
    Map<String, JsonNode> found = details(new TreeSet<>());
    legacyUntagged.removeAll(found.keySet());
    legacyDetails.keySet().removeAll(legacyUntagged);
    return Difference.between(legacyDetails, found);
  }

  /**
   * What the engine shows of each of its images; adds the keys of those without a name to {@code
   * untagged}.
   */
  private Map<String, JsonNode> details(Set<String> untagged) throws Refusal, IOException {
    Map<String, JsonNode> details = new TreeMap<>();
    for (Held image : engine.images()) {
      JsonNode told = engine.details(image);
      String key = key(image, untagged.size());
      if (image.names().isEmpty()) {
        untagged.add(key);
      }
      details.put(key, told);
    }
    return details;
  }

  /** What identifies an image, whether it came from the legacy archive or from the converted one. */
  private String key(Held image, int position) {
    if (engine.identity() == Identity.CONFIG) {
      return image.id();
    }
    return image.names().isEmpty()
        ? "untagged image " + position
        : new TreeSet<>(image.names()).toString();
  }

  private String configs() throws Refusal, IOException {
    for (Held image : engine.images()) {
      for (ExpectedImage expected : row.images()) {
        if (expected.id(engine.identity()).equals(image.id())) {
          Map<String, JsonNode> told = engine.facts(image);
          Map<String, JsonNode> wanted = new TreeMap<>(expected.facts());
          if (!engine.skills().contains(Skill.CONFIG)) {
            wanted.keySet().retainAll(told.keySet());
          }
          if (told.isEmpty() || !told.equals(wanted)) {
            return image.handle() + ": " + Difference.between(wanted, told);
          }
        }
      }
    }
    return "";
  }

  private String run() throws Refusal, IOException {
    List<Held> images = engine.images();
    if (images.isEmpty()) {
      return "there is no image that one could name";
    }
    String said = engine.run(images.get(0)).strip();
    return said.equals(GREETING) ? "" : "the container printed: " + said;
  }

  private String save() throws Refusal, IOException, InterruptedException {
    List<ExpectedImage> again = new ArrayList<>();
    Path modern = Files.createTempFile("layerlift-again-", ".tar");
    try {
      for (Path archive : engine.save(engine.images())) {
        Finished conversion =
            Launcher.command(archive, modern, "--force", "--quiet").run();
        if (conversion.code() != 0) {
          return "converted once more: " + conversion.err().strip();
        }
        again.addAll(ExpectedImage.of(modern));
      }
    } finally {
      Files.delete(modern);
    }
    return Difference.between(configsAndNames(row.images()), configsAndNames(again));
  }

  /** The names of each config, and its layers, which are in its facts. */
  private static Map<String, Map<String, Object>> configsAndNames(List<ExpectedImage> images) {
    Map<String, Set<String>> names = new TreeMap<>();
    images.forEach(image ->
        names.computeIfAbsent(image.config(), config -> new TreeSet<>()).addAll(image.names()));
    Map<String, Map<String, Object>> all = new TreeMap<>();
    images.forEach(image -> all.put(
        image.config(),
        Map.of("names", names.get(image.config()), "layers", image.facts().get("layers"))));
    return all;
  }
}
