package io.github.layerlift.it.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.layerlift.it.machine.Command;
import io.github.layerlift.it.machine.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A running {@code dockerd}, by the program {@code docker}. */
public final class Docker implements Engine {
  /**
   * What may differ between two loads of one image: paths and times of the engine's own, names, and
   * {@code Parent}, which hangs on the other images of an archive.
   */
  private static final Set<String> LOCAL =
      Set.of("GraphDriver", "Metadata", "Parent", "RepoDigests");

  /** These follow from the manifest, which a legacy archive doesn't have: the engine makes one up. */
  private static final Set<String> OF_MANIFEST = Set.of("Id", "Descriptor", "Size");

  private final Place place;
  private final String host;
  private final Command docker;
  private final JsonNode server;
  private final JsonNode info;

  private Docker(Place place, String host) throws IOException {
    this.place = place;
    this.host = host;
    docker = place.command("docker", "--host", host);
    try {
      server = parse(place.run(docker.and("version", "--format", "{{json .Server}}")));
      info = parse(place.run(docker.and("info", "--format", "{{json .}}")));
    } catch (Refusal e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  static Engine withClassicStore(Machine machine) throws IOException {
    return new Docker(machine, DockerDaemon.start(machine, true));
  }

  static Engine withContainerdStore(Machine machine) throws IOException {
    return new Docker(machine, DockerDaemon.start(machine, false));
  }

  /** The one that listens at {@code host}; fails if nothing answers there. */
  static Docker at(String host) throws IOException {
    Place here = ThisComputer.withNewFolder();
    try {
      return new Docker(here, host);
    } catch (IOException e) {
      here.close();
      throw e;
    }
  }

  private static JsonNode parse(String json) {
    return Json.parse(json.getBytes(UTF_8));
  }

  /** Where it listens, in the words of {@code DOCKER_HOST}. */
  public String host() {
    return host;
  }

  @Override
  public String version() {
    return server.path("Version").asText().replaceFirst("\\+.*", "");
  }

  /** The first number of its version. */
  public int major() {
    return Integer.parseInt(version().replaceFirst("\\D.*", ""));
  }

  /** How it loads archives from before 1.10. */
  public DockerLoader loader() {
    return DockerLoader.of(major(), server.path("GoVersion").asText());
  }

  @Override
  public Identity identity() {
    boolean containerd = info.path("DriverStatus").toString().contains("io.containerd");
    return containerd ? Identity.MANIFEST : Identity.CONFIG;
  }

  @Override
  public void load(Path archive) throws Refusal, IOException {
    place.run(docker.and("load", "--input", place.inside(archive)));
  }

  @Override
  public List<Held> images() throws Refusal, IOException {
    List<Held> images = new ArrayList<>();
    for (JsonNode image : inspect(ids())) {
      Set<String> names =
          Json.texts(image.path("RepoTags")).stream().map(Names::full).collect(Collectors.toSet());
      images.add(new Held(Names.hex(image.path("Id").asText()), names));
    }
    return images;
  }

  /** The IDs of all images. */
  public Set<String> ids() throws Refusal, IOException {
    return place
        .run(docker.and("image", "ls", "--all", "--quiet", "--no-trunc"))
        .lines()
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The ID of each name, as Docker shows it. */
  public Map<String, String> tags() throws Refusal, IOException {
    String format = "{{.Repository}}:{{.Tag}} {{.ID}}";
    Map<String, String> tags = new TreeMap<>();
    place
        .run(docker.and("image", "ls", "--no-trunc", "--format", format))
        .lines()
        .filter(line -> !line.contains("<none>"))
        .forEach(line -> tags.put(line.replaceFirst(" .*", ""), line.replaceFirst(".* ", "")));
    return tags;
  }

  private JsonNode inspect(Set<String> ids) throws Refusal, IOException {
    return ids.isEmpty()
        ? Json.tree(List.of())
        : parse(place.run(docker.and("image", "inspect").and(ids.toArray())));
  }

  @Override
  public Map<String, JsonNode> facts(Held image) throws Refusal, IOException {
    return ImageFacts.ofInspect(inspect(Set.of("sha256:" + image.id())).get(0));
  }

  @Override
  public JsonNode details(Held image) throws Refusal, IOException {
    ObjectNode details = (ObjectNode) inspect(Set.of("sha256:" + image.id())).get(0);
    details.remove(LOCAL);
    details.set("RepoTags", Json.tree(new TreeSet<>(image.names())));
    return identity() == Identity.CONFIG ? details : details.remove(OF_MANIFEST);
  }

  /** The bytes of a config as the classic store keeps them, if this JVM can see its files. */
  public Optional<byte[]> storedConfig(String id) throws IOException {
    Path images = Path.of(
        info.path("DockerRootDir").asText(), "image", info.path("Driver").asText());
    Path file = images.resolve("imagedb/content/sha256").resolve(Names.hex(id));
    return Files.isReadable(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
  }

  @Override
  public String run(Held image) throws Refusal, IOException {
    return place.run(docker.and("run", "--rm", "--network", "none", "sha256:" + image.id()));
  }

  @Override
  public List<Path> save(List<Held> images) throws Refusal, IOException {
    Path archive = place.state().resolve("saved.tar");
    List<String> handles = images.stream()
        .flatMap(image ->
            image.names().isEmpty() ? Stream.of("sha256:" + image.id()) : image.names().stream())
        .sorted()
        .toList();
    save(archive, handles);
    return List.of(place.handOver(archive));
  }

  /** Saves images by name or ID into one archive. */
  public void save(Path archive, Collection<String> namesOrIds) throws Refusal, IOException {
    place.run(docker.and("save", "--output", place.inside(archive)).and(namesOrIds.toArray()));
  }

  /** Runs another command of {@code docker}, whose builder is the classic one; returns what it printed. */
  public String command(Object... words) throws Refusal, IOException {
    return place.run(docker.and(words).with("DOCKER_BUILDKIT", "0")).strip();
  }

  /** Writes a tar of the files that a container of the image starts with. */
  public void export(String image, Path tar) throws Refusal, IOException {
    String container = command("create", image, "/x");
    try {
      command("export", "--output", place.inside(tar), container);
    } finally {
      command("rm", "--volumes", container);
    }
  }

  @Override
  public void pull(String reference) throws Refusal, IOException {
    place.run(docker.and("pull", reference));
  }

  @Override
  public void clear() throws Refusal, IOException {
    remove(ids());
  }

  /**
   * Removes images by name or ID, and their untagged parents; those that are gone don't matter. In rounds, as
   * long as there are fewer each time: an image whose child is there still can't go.
   */
  public void remove(Collection<String> namesOrIds) throws Refusal, IOException {
    Set<String> before = Set.copyOf(namesOrIds);
    while (!namesOrIds.isEmpty()) {
      try {
        place.run(docker.and("image", "rm", "--force").and(namesOrIds.toArray()));
        return;
      } catch (Refusal e) {
        Set<String> left = ids();
        if (left.equals(before)) {
          throw e;
        }
        before = left;
      }
    }
  }

  @Override
  public void close() {
    place.close();
  }
}
