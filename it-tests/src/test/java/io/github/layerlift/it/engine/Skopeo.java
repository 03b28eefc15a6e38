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
public final class Skopeo implements Engine {

  private final Place place;
  private final String transport;
  private final Command skopeo;

  /** The names under which each copy was found. */
  private final Map<String, Set<String>> namesOfCopies = new TreeMap<>();

  private Skopeo(Place place, String transport) {
    this.place = place;
    this.transport = transport;
    skopeo = place.command("skopeo", "--insecure-policy");
  }

  static Skopeo ofDockerArchives(Place place) {
    return new Skopeo(place, "docker-archive:");
  }

  static Skopeo ofOciArchives(Place place) {
    return new Skopeo(place, "oci-archive:");
  }

  @Override
  public String version() {
    return place.version(skopeo.and("--version"));
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
      keep(transport + place.inside(archive) + source.getKey(), source.getValue());
    }
  }

  private void keep(String image, Set<String> names, Object... options)
      throws Refusal, IOException {
    String copy = "copy-" + namesOfCopies.size();
    copy(image, "dir:" + place.own(copy), options);
    namesOfCopies.put(copy, names);
  }

  /** Copies an image, checking every digest on the way; both places are in skopeo's words. */
  public void copy(String image, String to, Object... options) throws Refusal, IOException {
    place.run(skopeo.and("copy", "--quiet").and(options).and(image, to));
  }

  /** The bytes of an image's manifest. */
  public byte[] manifest(String image, Object... options) throws Refusal, IOException {
    return place.run(skopeo.and("inspect", "--raw").and(options).and(image)).getBytes(UTF_8);
  }

  /** What skopeo tells of an image, its config included. */
  public JsonNode inspect(String image) throws Refusal, IOException {
    return Json.loose(place.run(skopeo.and("inspect", image)).getBytes(UTF_8));
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
    return Names.hex(
        Json.parse(manifest("dir:" + place.own(copy))).at("/config/digest").asText());
  }

  private String copyOf(Held image) throws Refusal, IOException {
    for (String copy : namesOfCopies.keySet()) {
      if (id(copy).equals(image.id())) {
        return "dir:" + place.own(copy);
      }
    }
    throw new AssertionError("no copy of " + image);
  }

  private JsonNode config(Held image) throws Refusal, IOException {
    return Json.loose(manifest(copyOf(image), "--config"));
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
      Path archive = place.state().resolve("saved-" + archives.size() + ".tar");
      Files.deleteIfExists(archive);
      Command save = skopeo.and("copy", "--quiet");
      for (String name : image.names()) {
        save = save.and("--additional-tag", name);
      }
      place.run(save.and(copyOf(image), "docker-archive:" + place.inside(archive)));
      archives.add(place.handOver(archive));
    }
    return archives;
  }

  @Override
  public void pull(String reference) throws Refusal, IOException {
    keep("docker://" + reference, Set.of(reference), "--src-tls-verify=false");
  }

  @Override
  public void clear() throws Refusal, IOException {
    for (String copy : namesOfCopies.keySet()) {
      place.run(place.command("rm", "-r", place.own(copy)));
    }
    namesOfCopies.clear();
  }

  @Override
  public void close() {
    place.close();
  }
}
