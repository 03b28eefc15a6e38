package io.github.layerlift.it.oracle;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.layerlift.it.engine.Docker;
import io.github.layerlift.it.engine.Refusal;
import io.github.layerlift.it.machine.FileTree;
import io.github.layerlift.it.machine.Json;
import io.github.layerlift.it.machine.Launcher;
import io.github.layerlift.it.machine.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** A base image that Docker builds upon, and that is edited to the same effect. */
final class EditBench implements AutoCloseable {
  static final String BASE = "layerlift/edit-base:1";

  /** Busybox alone, as the sample sets much that a build would inherit. */
  private static final String START = """
      FROM layerlift/hello:1.0 AS hello
      FROM scratch
      COPY --from=hello /bin /bin
      """;

  /** What an engine puts into every container. */
  private static final Pattern OF_CONTAINERS =
      Pattern.compile("\\.dockerenv|dev/.*|etc/(hostname|hosts|resolv\\.conf|mtab)");

  private static final String BUILT = "layerlift/built:1";
  private static final String EDITED = "layerlift/edited:1";

  /** What instructions describe. */
  private static final List<String> FIELDS = List.of(
      "Env",
      "Cmd",
      "Entrypoint",
      "User",
      "WorkingDir",
      "StopSignal",
      "ExposedPorts",
      "Volumes",
      "Healthcheck",
      "Shell",
      "Labels",
      "OnBuild");

  private final Docker docker;
  private final Path folder;
  private final Path base;

  private EditBench(Docker docker, Path folder) {
    this.docker = docker;
    this.folder = folder;
    base = folder.resolve("base.tar");
  }

  /**
   * Builds the base.
   *
   * @param folder for its archive, and with a folder {@code context} for all builds
   * @param steps on top of busybox
   */
  static EditBench of(Docker docker, Path folder, String steps) throws Refusal, IOException {
    EditBench bench = new EditBench(docker, folder);
    Files.createDirectories(folder.resolve("context"));
    docker.load(Samples.path(Samples.HELLO));
    bench.build(BASE, START + steps);
    docker.save(bench.base, List.of(BASE));
    return bench;
  }

  private void build(String name, String dockerfile) throws Refusal, IOException {
    Path file = folder.resolve("Dockerfile");
    Files.writeString(file, dockerfile + "\n");
    docker.command(
        "build",
        "--network",
        "none",
        "--tag",
        name,
        "--file",
        file.toAbsolutePath(),
        folder.resolve("context").toAbsolutePath());
  }

  /** A file or folder of the context. */
  Path context(String name) {
    return folder.resolve("context").resolve(name);
  }

  /** Builds an image by instructions; returns its name. */
  String build(String instructions) throws Refusal, IOException {
    docker.remove(List.of(BUILT));
    build(BUILT, "FROM " + BASE + "\n" + instructions);
    return BUILT;
  }

  /** Commits a container of the base, with instructions; returns the image's name. */
  String commit(String instructions) throws Refusal, IOException {
    docker.remove(List.of(BUILT));
    List<String> changes = new ArrayList<>(List.of("commit"));
    instructions.lines().forEach(line -> changes.addAll(List.of("--change", line)));
    String container = docker.command("create", BASE);
    try {
      changes.addAll(List.of(container, BUILT));
      docker.command(changes.toArray());
    } finally {
      docker.command("rm", "--volumes", container);
    }
    return BUILT;
  }

  /** Edits the base, and has Docker load what comes of it; returns the image's name. */
  String edit(List<String> options) throws Exception {
    Path edited = folder.resolve("edited.tar");
    Launcher.layerlift("edit", "--force", "--strict", base, edited)
        .with("SOURCE_DATE_EPOCH", "1400000000")
        .and(options.toArray())
        .and("--rename", BASE + "=" + EDITED)
        .run()
        .orFail();
    docker.remove(List.of(EDITED));
    docker.load(edited);
    return EDITED;
  }

  /** What an image says of its containers; what is empty is left out. */
  Map<String, JsonNode> description(String image) throws Refusal, IOException {
    JsonNode inspected =
        Json.parse(docker.command("image", "inspect", image).getBytes(UTF_8)).get(0);
    Map<String, JsonNode> description = new TreeMap<>();
    FIELDS.forEach(field -> put(description, field, inspected.path("Config").path(field)));
    put(description, "Author", inspected.path("Author"));
    return description;
  }

  private static void put(Map<String, JsonNode> description, String field, JsonNode value) {
    if (value.isContainerNode() ? !value.isEmpty() : !value.asText("").isEmpty()) {
      description.put(field, value);
    }
  }

  /** The files of an image. */
  FileTree files(String image) throws Refusal, IOException {
    Path tar = folder.resolve("export.tar");
    docker.export(image, tar);
    return FileTree.ofTar(tar).without(path -> OF_CONTAINERS.matcher(path).matches());
  }

  @Override
  public void close() throws IOException {
    try {
      docker.remove(List.of(BUILT, EDITED, BASE));
      docker.remove(Samples.ids(Samples.path(Samples.HELLO)));
    } catch (Refusal e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
