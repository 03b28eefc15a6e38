package io.github.layerlift.it.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.layerlift.it.machine.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The program {@code umoci}, which knows OCI layouts only: an archive is unpacked with tar for it. What it
 * makes of an image is a bundle, and {@code runc} runs that.
 */
public final class Umoci implements Engine {
  private final Place place;

  /** As this JVM sees them: the images that were loaded, and what was last made of one. */
  private final Path layout;

  private final Path bundle;

  Umoci(Place place) {
    this.place = place;
    layout = place.state().resolve("layout");
    bundle = place.state().resolve("bundle");
  }

  @Override
  public String version() {
    return place.version(place.command("umoci", "--version"));
  }

  @Override
  public Identity identity() {
    return Identity.CONFIG;
  }

  @Override
  public Set<Skill> skills() {
    return Set.of(Skill.RUN, Skill.SAVE);
  }

  @Override
  public void load(Path archive) throws Refusal, IOException {
    Path inside = place.inside(layout);
    place.run(place.command("mkdir", "-p", inside));
    place.run(place.command("tar", "-xf", place.inside(archive), "-C", inside, "--no-same-owner"));
    tags();
  }

  private List<String> tags() throws Refusal, IOException {
    return place
        .run(place.command("umoci", "ls", "--layout", place.inside(layout)))
        .lines()
        .distinct()
        .toList();
  }

  /** umoci tells tags only; which image is under a tag, the index that it goes by tells. */
  @Override
  public List<Held> images() throws Refusal, IOException {
    Map<String, Set<String>> names = new TreeMap<>();
    if (Files.exists(layout.resolve("index.json"))) {
      Set<String> tags = new TreeSet<>(tags());
      for (JsonNode descriptor : read("index.json").path("manifests")) {
        JsonNode annotations = descriptor.path("annotations");
        if (tags.contains(annotations.path("org.opencontainers.image.ref.name").asText())) {
          JsonNode manifest = blob(descriptor.path("digest").asText());
          names
              .computeIfAbsent(
                  Names.hex(manifest.at("/config/digest").asText()), id -> new TreeSet<>())
              .add(annotations.path("io.containerd.image.name").asText());
        }
      }
    }
    List<Held> images = new ArrayList<>();
    names.forEach((id, those) -> images.add(new Held(id, those)));
    return images;
  }

  private JsonNode blob(String digest) throws Refusal, IOException {
    return read("blobs/sha256/" + Names.hex(digest));
  }

  private JsonNode read(String file) throws Refusal, IOException {
    return Json.loose(cat(layout.resolve(file)));
  }

  private byte[] cat(Path file) throws Refusal, IOException {
    return place.run(place.command("cat", place.inside(file))).getBytes(UTF_8);
  }

  /** The folder of all images that were loaded. */
  public Path layout() {
    return layout;
  }

  /**
   * Unpacks an image of a layout; returns the folder of its files, which stays until the next is unpacked.
   *
   * @param options of umoci's
   */
  public Path rootfs(Path images, String tag, Object... options) throws Refusal, IOException {
    removeBundle();
    String image = place.inside(images) + ":" + tag;
    place.run(
        place.command("umoci", "unpack").and(options).and("--image", image, place.inside(bundle)));
    return bundle.resolve("rootfs");
  }

  /** Changes an image that was loaded, by a command of umoci's such as {@code config}. */
  public void change(String command, String tag, Object... words) throws Refusal, IOException {
    String image = place.inside(layout) + ":" + tag;
    place.run(place.command("umoci", command, "--image", image).and(words));
  }

  /** The command that a container would run: what is left of a config in a bundle. */
  @Override
  public Map<String, JsonNode> facts(Held image) throws Refusal, IOException {
    return Map.of("arguments", details(image).at("/process/args"));
  }

  @Override
  public JsonNode details(Held image) throws Refusal, IOException {
    try {
      return unpack(image);
    } finally {
      removeBundle();
    }
  }

  @Override
  public String run(Held image) throws Refusal, IOException {
    try {
      ObjectNode config = unpack(image);
      ((ObjectNode) config.path("process")).put("terminal", false);
      Files.write(place.state().resolve("config.json"), Json.bytes(config));
      place.run(place.command("cp", place.own("config.json"), place.inside(bundle)));
      return place.run(place
          .command("runc", "--root", place.runtime("runc"), "run")
          .and("--bundle", place.inside(bundle), "container"));
    } finally {
      removeBundle();
    }
  }

  /** Makes a bundle of all layers; returns its config. */
  private ObjectNode unpack(Held image) throws Refusal, IOException {
    String name = image.handle();
    rootfs(layout, name.substring(name.lastIndexOf(':') + 1));
    return (ObjectNode) Json.parse(cat(bundle.resolve("config.json")));
  }

  private void removeBundle() throws Refusal, IOException {
    place.run(place.command("rm", "-rf", place.inside(bundle)));
  }

  /** The layout, after umoci removed what it finds no use for. */
  @Override
  public List<Path> save(List<Held> images) throws Refusal, IOException {
    Path archive = place.state().resolve("saved.tar");
    place.run(place.command("umoci", "gc", "--layout", place.inside(layout)));
    place.run(place.command("tar", "-cf", place.inside(archive), "-C", place.inside(layout), "."));
    return List.of(place.handOver(archive));
  }

  @Override
  public void pull(String reference) {
    throw new UnsupportedOperationException("umoci knows no registries");
  }

  @Override
  public void clear() throws Refusal, IOException {
    place.run(place.command("rm", "-rf", place.inside(layout)));
  }

  @Override
  public void close() {
    place.close();
  }
}
