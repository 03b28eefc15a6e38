package io.github.layerlift.it.matrix;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.layerlift.it.engine.Engine.Identity;
import io.github.layerlift.it.engine.ImageFacts;
import io.github.layerlift.it.machine.Json;
import io.github.layerlift.it.machine.TarEntries;
import io.github.layerlift.it.machine.TarEntries.Entry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * An image of a converted archive, as its {@code index.json} describes it.
 *
 * @param config the digest of its config, in hex
 * @param manifest the digest of its manifest, in hex
 * @param names in full
 * @param facts of its config; see {@link ImageFacts}
 */
record ExpectedImage(
    String config, String manifest, Set<String> names, Map<String, JsonNode> facts) {
  private static final String NAME = "io.containerd.image.name";

  /** The images of an OCI archive in its order. */
  static List<ExpectedImage> of(Path archive) throws IOException {
    Map<String, Entry> entries = TarEntries.read(archive).stream()
        .collect(
            toMap(entry -> entry.name().replaceFirst("^\\./", ""), entry -> entry, (a, b) -> b));
    Map<String, ExpectedImage> images = new LinkedHashMap<>();
    for (JsonNode descriptor : Json.parse(entries.get("index.json").bytes()).path("manifests")) {
      String manifest = hex(descriptor.path("digest").asText());
      String config =
          hex(Json.parse(blob(entries, manifest)).at("/config/digest").asText());
      ExpectedImage image = images.computeIfAbsent(
          manifest,
          digest -> new ExpectedImage(
              config,
              digest,
              new TreeSet<>(),
              ImageFacts.ofConfig(Json.loose(blob(entries, config)))));
      if (descriptor.path("annotations").has(NAME)) {
        image.names.add(descriptor.path("annotations").path(NAME).asText());
      }
    }
    return new ArrayList<>(images.values());
  }

  private static byte[] blob(Map<String, Entry> entries, String digest) {
    return entries.get("blobs/sha256/" + digest).bytes();
  }

  private static String hex(String digest) {
    return digest.replace("sha256:", "");
  }

  String id(Identity identity) {
    return identity == Identity.CONFIG ? config : manifest;
  }
}
