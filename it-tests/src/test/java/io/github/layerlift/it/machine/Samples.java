package io.github.layerlift.it.machine;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.layerlift.it.machine.TarEntries.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The legacy archives of the folder {@code samples}. */
public final class Samples {
  /** The one that can run. */
  public static final String HELLO = "docker-20.10-hello.tar";

  private static final int MIN_SAMPLES = 10;

  private Samples() {}

  /** All of them, by name: a method source. */
  public static List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(Checkout.samples())) {
      List<String> names = files
          .map(file -> file.getFileName().toString())
          .filter(n -> n.endsWith(".tar"))
          .sorted()
          .toList();
      if (names.size() < MIN_SAMPLES) {
        throw new AssertionError("samples are missing: " + names);
      }
      return names;
    }
  }

  public static Path path(String name) {
    return Checkout.samples().resolve(name);
  }

  /** Converts a sample into {@code folder}. */
  public static Path convert(String name, Path folder) throws IOException, InterruptedException {
    Path modern = folder.resolve("modern-" + name);
    Launcher.convert(path(name), modern);
    return modern;
  }

  /** The image IDs of a legacy archive, in its order: the digests of its configs. */
  public static List<String> ids(Path legacy) throws IOException {
    Map<String, Entry> entries = TarEntries.read(legacy).stream()
        .collect(Collectors.toMap(entry -> entry.name().replaceFirst("^\\./", ""), e -> e));
    List<String> ids = new ArrayList<>();
    for (JsonNode item : Json.parse(entries.get("manifest.json").bytes())) {
      ids.add("sha256:" + entries.get(item.path("Config").asText()).sha256());
    }
    return ids;
  }
}
