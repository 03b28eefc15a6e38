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
import java.util.TreeSet;

/** The program {@code podman}. */
public final class Podman extends ContainersStore {
  /**
   * What hangs on the load; what follows from the manifest, which a legacy archive doesn't have; and names,
   * as podman takes the short ones of legacy archives for {@code localhost/} ones.
   */
  private static final Set<String> LOCAL = Set.of(
      "GraphDriver",
      "NamesHistory",
      "RepoTags",
      "RepoDigests",
      "Digest",
      "ManifestType",
      "Parent",
      "Size",
      "VirtualSize");

  Podman(Place place) {
    super(
        place,
        place.command(
            "env",
            "PODMAN_IGNORE_CGROUPSV1_WARNING=1",
            "podman",
            "--root",
            place.own("store"),
            "--runroot",
            place.runtime("podman"),
            "--storage-driver",
            "vfs",
            "--cgroup-manager",
            "cgroupfs",
            "--runtime",
            "runc"));
  }

  @Override
  public void load(Path archive) throws Refusal, IOException {
    place.run(program.and("load", "--input", place.inside(archive)));
  }

  @Override
  public List<Held> images() throws Refusal, IOException {
    List<Held> images = new ArrayList<>();
    String list = place.run(program.and("images", "--all", "--no-trunc", "--format", "json"));
    for (JsonNode image : Json.parse(list.getBytes(UTF_8))) {
      images.add(new Held(
          Names.hex(image.path("Id").asText()), new TreeSet<>(Json.texts(image.path("Names")))));
    }
    return images;
  }

  private ObjectNode inspect(Held image) throws Refusal, IOException {
    String found = place.run(program.and("image", "inspect", image.id()));
    return (ObjectNode) Json.parse(found.getBytes(UTF_8)).get(0);
  }

  @Override
  public Map<String, JsonNode> facts(Held image) throws Refusal, IOException {
    return ImageFacts.ofInspect(inspect(image));
  }

  @Override
  public JsonNode details(Held image) throws Refusal, IOException {
    return inspect(image).remove(LOCAL);
  }

  @Override
  public String run(Held image) throws Refusal, IOException {
    return place.run(
        program.and("run", "--rm", "--pull", "never", "--network", "none", image.handle()));
  }

  @Override
  public List<Path> save(List<Held> images) throws Refusal, IOException {
    Path archive = place.state().resolve("saved.tar");
    Files.deleteIfExists(archive);
    List<String> handles = images.stream()
        .flatMap(image ->
            image.names().isEmpty() ? List.of(image.id()).stream() : image.names().stream())
        .sorted()
        .toList();
    place.run(program
        .and("save", "--multi-image-archive", "--output", place.inside(archive))
        .and(handles.toArray()));
    return List.of(place.handOver(archive));
  }
}
