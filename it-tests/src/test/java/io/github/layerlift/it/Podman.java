package io.github.layerlift.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The program {@code podman} with a store of its own below a folder. */
final class Podman {
  private final Command podman;

  Podman(Path folder) {
    podman = Command.of(
        "podman",
        "--root",
        folder.resolve("store"),
        "--runroot",
        folder.resolve("run"),
        "--storage-driver",
        "vfs");
  }

  void load(Path archive) throws IOException, InterruptedException {
    podman.and("load", "--quiet", "--input", archive).run().orFail();
  }

  /** Each image ID and its names. */
  Map<String, Set<String>> images() throws IOException, InterruptedException {
    Map<String, Set<String>> images = new TreeMap<>();
    String list =
        podman.and("images", "--all", "--no-trunc", "--format", "json").run().orFail();
    for (JsonNode image : Json.parse(list.getBytes(UTF_8))) {
      images.put(
          image.path("Id").asText().replace("sha256:", ""),
          new TreeSet<>(Json.texts(image.path("Names"))));
    }
    return images;
  }
}
