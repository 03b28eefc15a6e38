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

/** The program {@code buildah}, which pulls archives; containers run in a chroot. */
final class Buildah extends ContainersStore {
  Buildah(Place place) {
    super(
        place,
        place.command(
            "buildah",
            "--root",
            place.own("store"),
            "--runroot",
            place.runtime("buildah"),
            "--storage-driver",
            "vfs"));
  }

  @Override
  public void load(Path archive) throws Refusal, IOException {
    for (String source : Sources.ofDockerArchive(archive).keySet()) {
      place.run(program.and("pull", "docker-archive:" + place.inside(archive) + source));
    }
  }

  @Override
  public List<Held> images() throws Refusal, IOException {
    String list = place.run(program.and("images", "--all", "--no-trunc", "--json"));
    List<Held> images = new ArrayList<>();
    for (JsonNode image : Json.parse(list.getBytes(UTF_8))) {
      images.add(new Held(
          Names.hex(image.path("id").asText()), new TreeSet<>(Json.texts(image.path("names")))));
    }
    return images;
  }

  private JsonNode config(Held image) throws Refusal, IOException {
    String found = place.run(program.and("inspect", "--type", "image", image.id()));
    return Json.loose(found.getBytes(UTF_8)).path("OCIv1");
  }

  @Override
  public Map<String, JsonNode> facts(Held image) throws Refusal, IOException {
    return ImageFacts.ofConfig(config(image));
  }

  @Override
  public JsonNode details(Held image) throws Refusal, IOException {
    // Where a config has no time, buildah tells that of the load.
    return ((ObjectNode) config(image)).without("created");
  }

  @Override
  public String run(Held image) throws Refusal, IOException {
    // buildah leaves the image's own command to others.
    List<String> arguments = Json.texts(facts(image).get("arguments"));
    String container = place
        .run(program.and(
            "from",
            "--pull-never",
            "--ulimit",
            "nofile=1024:1024",
            "--ulimit",
            "nproc=1024:1024",
            image.handle()))
        .strip();
    try {
      String said = runIn(container, arguments);
      // On a busy computer, buildah's chroot now and then loses what a program printed.
      return said.isEmpty() ? runIn(container, arguments) : said;
    } finally {
      place.run(program.and("rm", container));
    }
  }

  private String runIn(String container, List<String> arguments) throws Refusal, IOException {
    return place.run(
        program.and("run", "--isolation", "chroot", container, "--").and(arguments.toArray()));
  }

  @Override
  public List<Path> save(List<Held> images) throws Refusal, IOException {
    List<Path> archives = new ArrayList<>();
    for (Held image : images) {
      // An archive of buildah has one name.
      for (String name : image.names().isEmpty() ? Set.of("") : image.names()) {
        Path archive = place.state().resolve("saved-" + archives.size() + ".tar");
        Files.deleteIfExists(archive);
        String target = "docker-archive:" + place.inside(archive);
        place.run(program.and("push", image.id(), name.isEmpty() ? target : target + ":" + name));
        archives.add(place.handOver(archive));
      }
    }
    return archives;
  }
}
