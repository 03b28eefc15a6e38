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
final class Umoci implements Engine {
  private static final Path LAYOUT = Machine.STATE.resolve("layout");
  private static final Path BUNDLE = Machine.STATE.resolve("bundle");

  private final Machine machine;

  Umoci(Machine machine) {
    this.machine = machine;
  }

  @Override
  public String version() {
    return Programs.version(machine, machine.command("umoci", "--version"));
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
    machine.run(machine.command("mkdir", "-p", LAYOUT));
    machine.run(
        machine.command("tar", "-xf", machine.inside(archive), "-C", LAYOUT, "--no-same-owner"));
    tags();
  }

  private List<String> tags() throws Refusal, IOException {
    return machine
        .run(machine.command("umoci", "ls", "--layout", LAYOUT))
        .lines()
        .distinct()
        .toList();
  }

  /** umoci tells tags only; which image is under a tag, the index that it goes by tells. */
  @Override
  public List<Held> images() throws Refusal, IOException {
    Map<String, Set<String>> names = new TreeMap<>();
    if (Files.exists(machine.state().resolve("layout/index.json"))) {
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
    return Json.loose(machine.run(machine.command("cat", LAYOUT.resolve(file))).getBytes(UTF_8));
  }

  private static String reference(Held image) {
    String name = image.handle();
    return LAYOUT + ":" + name.substring(name.lastIndexOf(':') + 1);
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
      Files.write(machine.state().resolve("config.json"), Json.bytes(config));
      machine.run(machine.command("cp", Machine.STATE.resolve("config.json"), BUNDLE));
      return machine.run(
          machine.command("runc", "--root", "/run/runc", "run", "--bundle", BUNDLE, "container"));
    } finally {
      removeBundle();
    }
  }

  /** Makes a bundle of all layers; returns its config. */
  private ObjectNode unpack(Held image) throws Refusal, IOException {
    machine.run(machine.command("umoci", "unpack", "--image", reference(image), BUNDLE));
    String config = machine.run(machine.command("cat", BUNDLE.resolve("config.json")));
    return (ObjectNode) Json.parse(config.getBytes(UTF_8));
  }

  private void removeBundle() throws Refusal, IOException {
    machine.run(machine.command("rm", "-rf", BUNDLE));
  }

  /** The layout, after umoci removed what it finds no use for. */
  @Override
  public List<Path> save(List<Held> images) throws Refusal, IOException {
    Path archive = machine.state().resolve("saved.tar");
    machine.run(machine.command("umoci", "gc", "--layout", LAYOUT));
    machine.run(machine.command("tar", "-cf", machine.inside(archive), "-C", LAYOUT, "."));
    return List.of(machine.handOver(archive));
  }

  @Override
  public void pull(String reference) {
    throw new UnsupportedOperationException("umoci knows no registries");
  }

  @Override
  public void clear() throws Refusal, IOException {
    machine.run(machine.command("rm", "-rf", LAYOUT));
  }

  @Override
  public void close() {
    machine.close();
  }
}
