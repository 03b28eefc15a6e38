package io.github.layerlift.it.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An engine that runs, with a store of its own: what a user does with archives and images, done with the
 * programs that a user has. Paths are of this JVM.
 */
public interface Engine extends AutoCloseable {
  /** What an engine may be unable to do by its nature. */
  enum Skill {
    /** Tells all of a config. */
    CONFIG,
    RUN,
    SAVE,
    PULL
  }

  /** What the engine takes for the ID of an image. */
  enum Identity {
    CONFIG,
    MANIFEST
  }

  /**
   * An image in the store.
   *
   * @param id in hex; see {@link #identity}
   * @param names full ones, such as {@code docker.io/library/x:latest}
   */
  record Held(String id, Set<String> names) {
    public Held {
      names = Set.copyOf(names);
    }

    /** The first name, or the ID if there is none. */
    public String handle() {
      return names.stream().sorted().findFirst().orElse(id);
    }
  }

  /** What the programs say of their version. */
  String version();

  Identity identity();

  /** What it can do beyond loading and showing: usually all. */
  default Set<Skill> skills() {
    return Set.of(Skill.values());
  }

  /** Takes every image of an archive. */
  void load(Path archive) throws Refusal, IOException;

  /** The images that it has. */
  List<Held> images() throws Refusal, IOException;

  /** What it tells of an image, under the names of {@link ImageFacts}. */
  Map<String, JsonNode> facts(Held image) throws Refusal, IOException;

  /** All that it tells of an image that should not hang on when and how it was loaded. */
  JsonNode details(Held image) throws Refusal, IOException;

  /** Runs a container of the image to its end; returns what it printed. */
  String run(Held image) throws Refusal, IOException;

  /** Saves images: into one archive if the engine can, else into one for each. */
  List<Path> save(List<Held> images) throws Refusal, IOException;

  /** Gets an image from a registry that speaks plain HTTP. */
  void pull(String reference) throws Refusal, IOException;

  /** Removes all images. */
  void clear() throws Refusal, IOException;

  @Override
  void close();
}
