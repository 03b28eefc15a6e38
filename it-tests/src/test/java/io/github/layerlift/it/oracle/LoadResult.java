package io.github.layerlift.it.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.layerlift.it.machine.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What Docker or Layerlift made of an archive.
 *
 * @param configs the config of each image, by its ID
 * @param tags each name, as Docker shows it, and its image ID
 * @param addsPlatform whether it said of an image that it wrote a platform into its config
 * @param refusal why there is nothing; empty if there is
 */
@SuppressWarnings("ArrayRecordComponent") // never compared as a whole
record LoadResult(
    Map<String, byte[]> configs, Map<String, String> tags, boolean addsPlatform, String refusal) {
  private static final List<String> PLATFORM = List.of("os", "architecture", "variant");

  static LoadResult refused(String why) {
    return new LoadResult(Map.of(), Map.of(), false, why);
  }

  boolean isRefused() {
    return !refusal.isEmpty();
  }

  /**
   * Whether {@code docker} has all these images, and the same names for them. It may have more: it keeps
   * each step of a chain from before 1.10 as an image of its own.
   */
  boolean isIn(LoadResult docker) {
    return configs.keySet().stream()
            .allMatch(
                id -> docker.configs.keySet().stream().anyMatch(other -> isSame(id, docker, other)))
        && tags.keySet().equals(docker.tags.keySet())
        && tags.entrySet().stream()
            .allMatch(tag -> isSame(tag.getValue(), docker, docker.tags.get(tag.getKey())));
  }

  /** Whether the image {@code id} is {@code other} of Docker's, but for a platform that was added. */
  private boolean isSame(String id, LoadResult docker, String other) {
    return id.equals(other)
        || (addsPlatform && differsInPlatform(configs.get(id), docker.configs.get(other)));
  }

  private static boolean differsInPlatform(byte[] ours, byte[] theirs) {
    JsonNode with = Json.loose(ours);
    JsonNode without = Json.loose(theirs);
    boolean lacks = without.path("os").asText().isEmpty()
        || without.path("architecture").asText().isEmpty();
    return lacks && withoutPlatform(with).equals(withoutPlatform(without));
  }

  private static JsonNode withoutPlatform(JsonNode config) {
    ObjectNode rest = config.deepCopy();
    // Go reads a name in any case
    rest.remove(Set.copyOf(rest.properties()).stream()
        .map(Map.Entry::getKey)
        .filter(key -> PLATFORM.stream().anyMatch(key::equalsIgnoreCase))
        .toList());
    return rest;
  }

  @Override
  public String toString() {
    return "made " + configs.keySet() + ", named " + tags + refusal;
  }
}
