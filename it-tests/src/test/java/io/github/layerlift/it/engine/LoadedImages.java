package io.github.layerlift.it.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.layerlift.it.engine.DockerEngine.LoadException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What an engine shows of the images of one archive.
 *
 * @param tags each name and its image ID
 * @param details each image ID and what the engine tells of it
 */
public record LoadedImages(Map<String, String> tags, Map<String, JsonNode> details) {
  /**
   * What may differ between two loads of one image: paths and times of the engine's own, the order of
   * names, and {@code Parent}, which hangs on the other images of an archive, not on this one.
   */
  private static final Set<String> LOCAL = Set.of("GraphDriver", "Metadata", "Parent", "RepoTags");

  /** Loads {@code archive}, notes what the engine shows of the images {@code ids}, and removes them. */
  public static LoadedImages of(DockerEngine engine, Path archive, List<String> ids)
      throws LoadException, IOException {
    engine.remove(ids);
    engine.load(archive);
    try {
      return look(engine, ids);
    } finally {
      engine.remove(ids);
    }
  }

  private static LoadedImages look(DockerEngine engine, List<String> ids) {
    Map<String, String> tags = new TreeMap<>(engine.tags());
    tags.values().retainAll(ids);
    Map<String, JsonNode> details = new TreeMap<>();
    for (String id : ids) {
      ObjectNode image = (ObjectNode)
          engine.inspect(id).orElseThrow(() -> new AssertionError("not loaded: " + id));
      details.put(id, image.remove(LOCAL));
    }
    return new LoadedImages(tags, details);
  }
}
