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

/** {@code containerd} and its program {@code ctr}, which knows images by their names only. */
final class Containerd implements Engine {
  private static final String SOCKET = "/run/engine.sock";

  private final Machine machine;
  private final Command ctr;

  private Containerd(Machine machine) {
    this.machine = machine;
    ctr = machine.command("ctr", "--address", SOCKET);
  }

  static Engine start(Machine machine) throws IOException {
    Containerd engine = new Containerd(machine);
    // The CRI plugin is for Kubernetes, and listens on a port.
    Files.writeString(
        machine.state().resolve("config.toml"),
        "version = 2\ndisabled_plugins = [\"io.containerd.grpc.v1.cri\", \"io.containerd.cri.v1.images\","
            + " \"io.containerd.cri.v1.runtime\"]\n");
    Command daemon = machine.command(
        "containerd",
        "--config",
        Machine.STATE.resolve("config.toml"),
        "--root",
        Machine.STATE.resolve("data"),
        "--state",
        "/run/engine",
        "--address",
        SOCKET);
    machine.daemon("containerd.log", daemon, engine.ctr.and("version"));
    return engine;
  }

  @Override
  public String version() {
    return machine.version(machine.command("containerd", "--version"));
  }

  @Override
  public Identity identity() {
    return Identity.MANIFEST;
  }

  @Override
  public void load(Path archive) throws Refusal, IOException {
    machine.run(ctr.and("images", "import", machine.inside(archive)));
  }

  @Override
  public List<Held> images() throws Refusal, IOException {
    Map<String, Set<String>> names = new TreeMap<>();
    List<String> lines = machine.run(ctr.and("images", "ls")).lines().skip(1).toList();
    for (String line : lines) {
      String[] words = line.split("\\s+", 4);
      names.computeIfAbsent(Names.hex(words[2]), id -> new TreeSet<>()).add(words[0]);
    }
    List<Held> images = new ArrayList<>();
    names.forEach((id, those) -> images.add(new Held(id, those)));
    return images;
  }

  private JsonNode content(String digest) throws Refusal, IOException {
    return Json.loose(machine.run(ctr.and("content", "get", digest)).getBytes(UTF_8));
  }

  private JsonNode config(Held image) throws Refusal, IOException {
    JsonNode manifest = content("sha256:" + image.id());
    return content(manifest.at("/config/digest").asText());
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
  public String run(Held image) throws Refusal, IOException {
    return machine.run(ctr.and("run", "--rm", image.handle(), "container"));
  }

  @Override
  public List<Path> save(List<Held> images) throws Refusal, IOException {
    Path archive = machine.state().resolve("saved.tar");
    machine.run(ctr.and("images", "export", machine.inside(archive)).and(names(images)));
    return List.of(machine.handOver(archive));
  }

  @Override
  public void pull(String reference) throws Refusal, IOException {
    machine.run(ctr.and("images", "pull", "--plain-http", reference));
  }

  @Override
  public void clear() throws Refusal, IOException {
    List<Held> images = images();
    if (!images.isEmpty()) {
      machine.run(ctr.and("images", "rm", "--sync").and(names(images)));
    }
  }

  private static Object[] names(List<Held> images) {
    return images.stream().flatMap(image -> image.names().stream()).sorted().toArray();
  }

  @Override
  public void close() {
    machine.close();
  }
}
