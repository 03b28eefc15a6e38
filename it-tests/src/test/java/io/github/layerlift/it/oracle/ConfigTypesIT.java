package io.github.layerlift.it.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.Converter;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.it.engine.Docker;
import io.github.layerlift.it.engine.Engine;
import io.github.layerlift.it.engine.Engine.Held;
import io.github.layerlift.it.engine.EngineExtension;
import io.github.layerlift.it.engine.Podman;
import io.github.layerlift.it.engine.Refusal;
import io.github.layerlift.it.engine.Skopeo;
import io.github.layerlift.it.machine.Checkout;
import io.github.layerlift.it.machine.Json;
import io.github.layerlift.it.machine.Sha256;
import io.github.layerlift.location.Input;
import io.github.layerlift.location.Output;
import io.github.layerlift.options.ConvertOptions;
import io.github.layerlift.report.ConversionReport;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tries the table of {@code docs/verify.md} on engines: for each field, an image whose config has a value of
 * another type there is converted, and refused by those of whom the table says so and by no other.
 */
@ExtendWith(EngineExtension.class)
final class ConfigTypesIT {
  private static final String TITLE = "## The types of a config's fields";
  private static final int ROWS = 10;

  @TempDir
  private Path folder;

  /** One field of one row. */
  private record Cell(String type, String refused, String field) {
    /** A value that isn't of the type; one string where just that is refused. */
    Object wrong() {
      return type.equals("an array of strings") ? "sh" : type.startsWith("a string") ? 5 : "wrong";
    }

    List<String> path() {
      String plain = field.replace("[]", ".0");
      return plain.startsWith("os.") ? List.of(plain) : List.of(plain.split("\\."));
    }
  }

  static Stream<Cell> cells() throws IOException {
    List<Cell> cells = new ArrayList<>();
    List<String> page = Files.readAllLines(Checkout.docs().resolve("verify.md"));
    for (String line : page.subList(page.indexOf(TITLE) + 1, page.size())) {
      if (line.startsWith("#")) {
        break;
      }
      String[] columns = line.split("\\s*\\|\\s*", -1);
      if (columns.length == 5 && columns[3].startsWith("`")) {
        for (String field : columns[3].split(", ", -1)) {
          cells.add(new Cell(columns[1], columns[2], field.replace("`", "")));
        }
      }
    }
    assertTrue(cells.size() > ROWS, cells.toString());
    return cells.stream();
  }

  @ParameterizedTest
  @MethodSource("cells")
  void load_wrongType_isRefusedAsThePageSays(Cell cell, Docker docker, Podman podman, Skopeo skopeo)
      throws Exception {
    Path legacy = folder.resolve("legacy.tar");
    Path modern = folder.resolve("modern.tar");
    write(legacy, config(cell));
    ConversionReport report;
    try {
      report = Converter.convert(
          new Input.OfPath(legacy),
          new Output.TarFile(modern, false),
          ConvertOptions.builder().build());
    } catch (LayerliftException e) {
      assertEquals(ErrorCode.JSON_SHAPE, e.code(), e.getMessage());
      assertTrue(!loads(docker, legacy), "Docker loads what is refused here");
      return;
    }
    assertTrue(
        report.warnings().stream().anyMatch(it -> it.text().contains("; " + cell.refused())),
        report.warnings().toString());
    String image = report.images().get(0).id();
    assertEquals(refusedByDocker(cell, docker), !loads(docker, modern), "Docker");
    docker.remove(List.of(image));
    boolean later = cell.refused().contains("newer");
    boolean shown = shownByPodman(cell, podman, modern, image);
    assertEquals(!later || isFrom("5.1", podman), !shown, "podman");
    // the first one with podman 5.1's library
    boolean inspected = succeeds(() -> skopeo.inspect("oci-archive:" + modern));
    assertEquals(!later || isFrom("1.16", skopeo), !inspected, "skopeo");
  }

  private static boolean isFrom(String version, Engine engine) {
    return Version.parse(engine.version()).compareTo(Version.parse(version)) >= 0;
  }

  private static boolean refusedByDocker(Cell cell, Docker docker) {
    boolean newer = cell.refused().contains("Docker 25 and newer");
    return newer ? docker.major() >= 25 : cell.refused().startsWith("Docker");
  }

  private static boolean loads(Engine engine, Path archive) throws IOException {
    return succeeds(() -> engine.load(archive));
  }

  /** What an engine may refuse. */
  private interface Request {
    void send() throws Refusal, IOException;
  }

  private static boolean succeeds(Request request) throws IOException {
    try {
      request.send();
      return true;
    } catch (Refusal e) {
      return false;
    }
  }

  private static boolean shownByPodman(Cell cell, Podman podman, Path archive, String image)
      throws IOException {
    boolean loaded = loads(podman, archive);
    assertEquals(
        !cell.refused().contains("podman "),
        loaded && !cell.refused().contains("show"),
        "podman loads: " + loaded);
    Held held = new Held(image.replace("sha256:", ""), Set.of());
    return loaded && succeeds(() -> podman.details(held));
  }

  private static byte[] config(Cell cell) {
    Map<String, Object> step = new HashMap<>(Map.of("created_by", "x"));
    Map<String, Object> config = new HashMap<>(Map.of(
        "os",
        "linux",
        "architecture",
        "amd64",
        "history",
        new ArrayList<>(List.of(step)),
        "rootfs",
        new HashMap<>(
            Map.of("type", "layers", "diff_ids", List.of("sha256:" + Sha256.of(new byte[1024]))))));
    put(config, cell.path(), cell.wrong());
    return Json.bytes(config);
  }

  @SuppressWarnings("unchecked")
  private static void put(Map<String, Object> object, List<String> path, Object value) {
    String name = path.get(0);
    if (path.size() == 1) {
      object.put(name, value);
    } else if (object.get(name) instanceof List<?> items) {
      put((Map<String, Object>) items.get(0), path.subList(2, path.size()), value);
    } else {
      Object below = object.computeIfAbsent(name, any -> new HashMap<String, Object>());
      put((Map<String, Object>) below, path.subList(1, path.size()), value);
    }
  }

  private static void write(Path archive, byte[] config) throws IOException {
    String name = Sha256.of(config) + ".json";
    byte[] manifest = Json.bytes(List.of(Map.of(
        "Config", name, "RepoTags", List.of("layerlift/types:1"), "Layers", List.of("layer.tar"))));
    try (OutputStream file = Files.newOutputStream(archive);
        TarArchiveOutputStream tar = new TarArchiveOutputStream(file)) {
      add(tar, name, config);
      add(tar, "layer.tar", new byte[1024]);
      add(tar, "manifest.json", manifest);
    }
  }

  private static void add(TarArchiveOutputStream tar, String name, byte[] bytes)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(bytes.length);
    tar.putArchiveEntry(entry);
    tar.write(bytes);
    tar.closeArchiveEntry();
  }
}
