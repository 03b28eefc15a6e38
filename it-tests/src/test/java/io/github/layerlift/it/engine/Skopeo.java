package io.github.layerlift.it.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.layerlift.it.machine.Command;
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

/** The program {@code skopeo}: each image of an archive is copied into a folder, with its digests checked. */
final class Skopeo implements Engine {

  private final Machine machine;
  private final String transport;
  private final Command skopeo;

  /** The names under which each copy was found. */
  private final Map<String, Set<String>> namesOfCopies = new TreeMap<>();

  private Skopeo(Machine machine, String transport) {
    this.machine = machine;
    this.transport = transport;
    skopeo = machine.command("skopeo", "--insecure-policy");
  }

  static Engine ofDockerArchives(Machine machine) {
    return new Skopeo(machine, "docker-archive:");
  }

  static Engine ofOciArchives(Machine machine) {
    return new Skopeo(machine, "oci-archive:");
  }

  @Override
  public String version() {
    return Programs.version(machine, skopeo.and("--version"));
  }

  @Override
  public Identity identity() {
    return Identity.CONFIG;
  }

  @Override
  public Set<Skill> skills() {
    return Set.of(Skill.CONFIG, Skill.SAVE, Skill.PULL);
  }

  @Override
  public void load(Path archive) throws Refusal, IOException {
    Map<String, Set<String>> sources = transport.startsWith("docker")
        ? Sources.ofDockerArchive(archive)
        : Sources.ofOciArchive(archive);
    for (Map.Entry<String, Set<String>> source : sources.entrySet()) {
      copy(transport + machine.inside(archive) + source.getKey(), source.getValue());
    }
  }

  private void copy(String image, Set<String> names) throws Refusal, IOException {
    String copy = "copy-" + namesOfCopies.size();
    machine.run(skopeo.and("copy", "--quiet", image, "dir:" + Machine.STATE.resolve(copy)));
    namesOfCopies.put(copy, names);
  }

  @Override
  public List<Held> images() throws Refusal, IOException {
    Map<String, Set<String>> names = new TreeMap<>();
    for (Map.Entry<String, Set<String>> copy : namesOfCopies.entrySet()) {
      names.computeIfAbsent(id(copy.getKey()), id -> new TreeSet<>()).addAll(copy.getValue());
    }
    List<Held> images = new ArrayList<>();
    names.forEach((id, those) -> images.add(new Held(id, those)));
    return images;
  }

  private String id(String copy) throws Refusal, IOException {
    String manifest =
        machine.run(skopeo.and("inspect", "--raw", "dir:" + Machine.STATE.resolve(copy)));
    return Names.hex(Json.parse(manifest.getBytes(UTF_8)).at("/config/digest").asText());
  }

  private String copyOf(Held image) throws Refusal, IOException {
    for (String copy : namesOfCopies.keySet()) {
      if (id(copy).equals(image.id())) {
        return "dir:" + Machine.STATE.resolve(copy);
      }
    }
    throw new AssertionError("no copy of " + image);
  }

  private JsonNode config(Held image) throws Refusal, IOException {
    String config = machine.run(skopeo.and("inspect", "--raw", "--config", copyOf(image)));
    return Json.loose(config.getBytes(UTF_8));
  }

  @Override
  public Map<String, JsonNode> facts(Held image) throws Refusal, IOException {
    return ImageFacts.ofConfig(config(image));
  }

  @Override
  public JsonNode details(Held image) throws Refusal, IOException {
    return config(image);
  }

  @Override
  public String run(Held image) {
    throw new UnsupportedOperationException("skopeo runs nothing");
  }

  @Override
  public List<Path> save(List<Held> images) throws Refusal, IOException {
    List<Path> archives = new ArrayList<>();
    for (Held image : images) {
      Path archive = machine.state().resolve("saved-" + archives.size() + ".tar");
      Files.deleteIfExists(archive);
      Command save = skopeo.and("copy", "--quiet");
      for (String name : image.names()) {
        save = save.and("--additional-tag", name);
      }
      machine.run(save.and(copyOf(image), "docker-archive:" + machine.inside(archive)));
      archives.add(machine.handOver(archive));
    }
    return archives;
  }

  @Override
  public void pull(String reference) throws Refusal, IOException {
    String copy = "copy-" + namesOfCopies.size();
    machine.run(skopeo.and(
        "copy",
        "--quiet",
        "--src-tls-verify=false",
        "docker://" + reference,
        "dir:" + Machine.STATE.resolve(copy)));
    namesOfCopies.put(copy, Set.of(reference));
  }

  @Override
  public void clear() throws Refusal, IOException {
    for (String copy : namesOfCopies.keySet()) {
      machine.run(machine.command("rm", "-r", Machine.STATE.resolve(copy)));
    }
    namesOfCopies.clear();
  }

  @Override
  public void close() {
    machine.close();
  }
}
