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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code dockerd} without a network of its own, and the program {@code docker}. */
final class Docker implements Engine {
  private static final int ROUNDS = 4;

  /**
   * What may differ between two loads of one image: paths and times of the engine's own, names, and
   * {@code Parent}, which hangs on the other images of an archive.
   */
  private static final Set<String> LOCAL =
      Set.of("GraphDriver", "Metadata", "Parent", "RepoDigests");

  /** These follow from the manifest, which a legacy archive doesn't have: the engine makes one up. */
  private static final Set<String> OF_MANIFEST = Set.of("Id", "Descriptor", "Size");

  private final Machine machine;
  private final boolean classic;
  private final Command docker;

  private Docker(Machine machine, boolean classic) {
    this.machine = machine;
    this.classic = classic;
    docker = machine.command("docker", "--host", "unix://" + Machine.STATE.resolve("docker.sock"));
  }

  static Engine withClassicStore(Machine machine) throws IOException {
    return new Docker(machine, true).start();
  }

  static Engine withContainerdStore(Machine machine) throws IOException {
    return new Docker(machine, false).start();
  }

  private Docker start() throws IOException {
    Files.write(
        machine.state().resolve("daemon.json"),
        Json.bytes(Map.of("features", Map.of("containerd-snapshotter", !classic))));
    Command daemon = machine.command(
        "dockerd",
        "--config-file",
        Machine.STATE.resolve("daemon.json"),
        "--data-root",
        Machine.STATE.resolve("data"),
        "--exec-root",
        "/run/docker",
        "--host",
        "unix://" + Machine.STATE.resolve("docker.sock"),
        "--bridge=none",
        "--iptables=false",
        "--ip-masq=false",
        "--ip-forward=false");
    machine.daemon("docker.log", daemon, docker.and("version"));
    return this;
  }

  @Override
  public String version() {
    try {
      return machine
          .run(docker.and("version", "--format", "{{.Server.Version}}"))
          .strip()
          .replaceFirst("\\+.*", "");
    } catch (Refusal | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Identity identity() {
    return classic ? Identity.CONFIG : Identity.MANIFEST;
  }

  @Override
  public void load(Path archive) throws Refusal, IOException {
    machine.run(docker.and("load", "--input", machine.inside(archive)));
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

  private Set<String> ids() throws Refusal, IOException {
    return machine
        .run(docker.and("image", "ls", "--all", "--quiet", "--no-trunc"))
        .lines()
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private JsonNode inspect(Set<String> ids) throws Refusal, IOException {
    return ids.isEmpty()
        ? Json.tree(List.of())
        : Json.parse(
            machine.run(docker.and("image", "inspect").and(ids.toArray())).getBytes(UTF_8));
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
    return classic ? details : details.remove(OF_MANIFEST);
  }

  @Override
  public String run(Held image) throws Refusal, IOException {
    return machine.run(docker.and("run", "--rm", "--network", "none", "sha256:" + image.id()));
  }

  @Override
  public List<Path> save(List<Held> images) throws Refusal, IOException {
    Path archive = machine.state().resolve("saved.tar");
    List<String> handles = images.stream()
        .flatMap(image ->
            image.names().isEmpty() ? Stream.of("sha256:" + image.id()) : image.names().stream())
        .sorted()
        .toList();
    machine.run(docker.and("save", "--output", machine.inside(archive)).and(handles.toArray()));
    return List.of(machine.handOver(archive));
  }

  @Override
  public void pull(String reference) throws Refusal, IOException {
    machine.run(docker.and("pull", reference));
  }

  /** In rounds: an image whose child is there still can't go, nor one that went with its child. */
  @Override
  public void clear() throws Refusal, IOException {
    Refusal last = null;
    for (int i = 0; i < ROUNDS; i++) {
      Set<String> ids = ids();
      if (ids.isEmpty()) {
        return;
      }
      try {
        machine.run(docker.and("image", "rm", "--force").and(ids.toArray()));
      } catch (Refusal e) {
        last = e;
      }
    }
    if (last != null) {
      throw last;
    }
  }

  @Override
  public void close() {
    machine.close();
  }
}
