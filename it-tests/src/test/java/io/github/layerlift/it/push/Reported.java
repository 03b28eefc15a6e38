package io.github.layerlift.it.push;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.layerlift.it.machine.Json;
import io.github.layerlift.it.machine.Launcher;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An image, as {@code convert} reports it.
 *
 * @param id the digest of its config
 * @param manifest the digest of its manifest
 * @param names in full
 */
record Reported(String id, String manifest, List<String> names) {
  /**
   * Converts an archive.
   *
   * @param folder for the files that this makes
   * @param options for the conversion
   */
  static List<Reported> of(Path archive, Path folder, Object... options) throws Exception {
    Path report = folder.resolve("report.json");
    List<Object> all = new ArrayList<>(List.of("--force", "--quiet", "--report", report));
    all.addAll(List.of(options));
    Launcher.convert(archive, folder.resolve("converted.tar"), all.toArray());
    List<Reported> images = new ArrayList<>();
    for (JsonNode image : Json.parse(Files.readAllBytes(report)).path("images")) {
      images.add(new Reported(
          image.path("id").asText(),
          image.path("manifestDigest").asText(),
          Json.texts(image.path("tags"))));
    }
    if (images.isEmpty()) {
      throw new AssertionError("no images in " + archive);
    }
    return images;
  }
}
