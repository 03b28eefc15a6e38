package io.github.layerlift.it.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.layerlift.it.machine.Json;
import io.github.layerlift.it.machine.TarEntries;
import io.github.layerlift.it.machine.TarEntries.Entry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * How skopeo and its kin are told which image of an archive is meant: what to put behind the archive's path,
 * and the names that the image has. Where nothing can be seen, the whole archive is meant.
 */
final class Sources {
  private static final String REF = "org.opencontainers.image.ref.name";
  private static final String FULL = "io.containerd.image.name";
  private static final Map<String, Set<String>> WHOLE = Map.of("", Set.of());

  private Sources() {}

  /** By name; by the place in {@code manifest.json} if there is none. */
  static Map<String, Set<String>> ofDockerArchive(Path archive) {
    Map<String, Set<String>> sources = new LinkedHashMap<>();
    int position = 0;
    for (JsonNode item : document(archive, "manifest.json")) {
      List<String> names = Json.texts(item.path("RepoTags"));
      names.forEach(name -> sources.put(":" + name, Set.of(Names.full(name))));
      if (names.isEmpty()) {
        sources.put(":@" + position, Set.of());
      }
      position++;
    }
    return sources.isEmpty() ? WHOLE : sources;
  }

  /** By tag, as there is no other way: what has none is out of reach, unless it is alone. */
  static Map<String, Set<String>> ofOciArchive(Path archive) {
    Map<String, Set<String>> sources = new LinkedHashMap<>();
    for (JsonNode descriptor : document(archive, "index.json").path("manifests")) {
      JsonNode annotations = descriptor.path("annotations");
      if (annotations.has(REF)) {
        sources
            .computeIfAbsent(":" + annotations.path(REF).asText(), key -> new TreeSet<>())
            .addAll(annotations.has(FULL) ? Set.of(annotations.path(FULL).asText()) : Set.of());
      }
    }
    return sources.isEmpty() ? WHOLE : sources;
  }

  /** A document of a plain tar, or one that is empty. */
  private static JsonNode document(Path archive, String name) {
    try {
      for (Entry entry : TarEntries.read(archive)) {
        if (entry.name().replaceFirst("^\\./", "").equals(name)) {
          return Json.loose(entry.bytes());
        }
      }
    } catch (IOException e) {
      // It is packed: the engine shall say what it makes of that.
      return Json.tree(List.of());
    }
    return Json.tree(List.of());
  }
}
