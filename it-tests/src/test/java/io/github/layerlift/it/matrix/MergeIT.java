package io.github.layerlift.it.matrix;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.layerlift.it.engine.Docker;
import io.github.layerlift.it.engine.Engine;
import io.github.layerlift.it.engine.Engine.Held;
import io.github.layerlift.it.engine.Engine.Identity;
import io.github.layerlift.it.engine.EngineExtension;
import io.github.layerlift.it.engine.Engines;
import io.github.layerlift.it.engine.Engines.Startable;
import io.github.layerlift.it.engine.Registry;
import io.github.layerlift.it.engine.Skopeo;
import io.github.layerlift.it.machine.Json;
import io.github.layerlift.it.machine.Launcher;
import io.github.layerlift.it.machine.OutputCheck;
import io.github.layerlift.it.machine.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Old archives that become one, or one index, in the engines of this machine; and one that becomes several. */
@ExtendWith(EngineExtension.class)
final class MergeIT {
  private static final String SAMPLES = "io.github.layerlift.it.machine.Samples#names";
  private static final String MULTI = "registry.example.org/layerlift/multi:1.0";
  /** Has an image of another sample, with its layers packed. */
  private static final String REPACKED = "zstd-layers.tar";

  private static final Set<String> FAMILIES =
      Set.of("Docker, classic store", "podman", "containerd", "skopeo, docker-archive:");

  private static final List<String> PLATFORMS =
      List.of("linux/amd64", "linux/arm64/v8", "linux/arm/v7", "linux/s390x");

  @TempDir
  private Path folder;

  /** Those that take all images of an archive: by its tags alone, skopeo can't tell those of an OCI archive apart. */
  static Collection<Startable> engines() {
    Map<String, Startable> engines = new LinkedHashMap<>();
    Stream.concat(Engines.here().stream(), Engines.running().stream())
        .filter(engine -> FAMILIES.contains(engine.family()))
        .forEach(engine -> engines.putIfAbsent(engine.family(), engine));
    assertEquals(FAMILIES, engines.keySet());
    return engines.values();
  }

  private static JsonNode layerlift(Object... words) throws Exception {
    return Json.parse(
        Launcher.layerlift(words).and("--report", "-", "--quiet").run().orFail().getBytes(UTF_8));
  }

  private Path mergeSamples() throws Exception {
    Path merged = folder.resolve("merged.tar");
    List<Object> words = new ArrayList<>(List.of("merge"));
    Samples.names().forEach(sample -> words.add(Samples.path(sample)));
    words.add(merged);
    layerlift(words.toArray());
    OutputCheck.check(merged);
    return merged;
  }

  /** The images of all samples, by config: of one that a sample has packed otherwise, the plain one. */
  private Collection<ExpectedImage> conversions() throws Exception {
    Map<String, ExpectedImage> images = new TreeMap<>();
    List<String> samples = new ArrayList<>(Samples.names());
    samples.remove(REPACKED);
    samples.add(REPACKED);
    for (String sample : samples) {
      Path modern = Samples.convert(sample, folder);
      for (ExpectedImage image : ExpectedImage.of(modern)) {
        images.computeIfAbsent(image.config(), any -> image).names().addAll(image.names());
      }
      Files.delete(modern);
    }
    return images.values();
  }

  /** An engine that knows images by their manifests has no place for those without a name. */
  private static Set<String> ids(Collection<ExpectedImage> images, Identity identity) {
    return images.stream()
        .filter(image -> identity == Identity.CONFIG || !image.names().isEmpty())
        .map(image -> image.id(identity))
        .collect(toCollection(TreeSet::new));
  }

  private static Map<String, String> names(Collection<ExpectedImage> images, Identity identity) {
    Map<String, String> names = new TreeMap<>();
    images.forEach(image -> image.names().forEach(name -> names.put(name, image.id(identity))));
    return names;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("engines")
  void load_samplesMerged_hasWhatTheConversionOfEachGives(Startable startable) throws Exception {
    Path merged = mergeSamples();
    Collection<ExpectedImage> expected = conversions();
    try (Engine engine = startable.start(folder)) {
      engine.load(merged);
      Map<String, String> names = new TreeMap<>();
      Set<String> ids = new TreeSet<>();
      for (Held image : engine.images()) {
        ids.add(image.id());
        image.names().forEach(name -> names.put(name, image.id()));
      }
      assertEquals(names(expected, engine.identity()), names);
      assertEquals(ids(expected, engine.identity()), ids);
    }
  }

  @Test
  void split_samplesMerged_givesTheBytesOfTheirConversions() throws Exception {
    JsonNode split =
        layerlift("split", mergeSamples(), "--by", "tag", "--into", folder.resolve("into"));
    Map<String, Path> outputs = new TreeMap<>();
    for (JsonNode output : split.path("outputs")) {
      output
          .path("names")
          .forEach(name -> outputs.put(
              name.path("name").asText(), Path.of(output.path("output").asText())));
    }
    Set<String> seen = new TreeSet<>();
    for (String sample : Samples.names()) {
      Path modern = folder.resolve("alone.tar");
      for (JsonNode name : layerlift("convert", Samples.path(sample), modern).path("names")) {
        String wanted = name.path("name").asText();
        if (!sample.equals(REPACKED)) {
          assertSelected(Samples.path(sample), wanted, outputs.get(wanted));
        }
        seen.add(wanted);
      }
      Files.delete(modern);
    }
    assertEquals(outputs.keySet(), seen);
  }

  @ParameterizedTest
  @MethodSource(SAMPLES)
  void split_sample_givesTheBytesOfConvertSelect(String sample) throws Exception {
    Path archive = Samples.path(sample);
    JsonNode outputs =
        layerlift("split", archive, "--into", folder.resolve("into")).path("outputs");
    assertFalse(outputs.isEmpty(), sample);
    for (JsonNode output : outputs) {
      assertSelected(
          archive,
          output.at("/images/0/id").asText(),
          Path.of(output.path("output").asText()));
    }
    assertEquals(Set.copyOf(Samples.ids(archive)).size(), outputs.size());
  }

  private void assertSelected(Path archive, String image, Path output) throws Exception {
    Path alone = folder.resolve("selected.tar");
    Launcher.convert(archive, alone, "--force", "--select", image);
    assertEquals(-1, Files.mismatch(alone, output), archive + " " + image);
  }

  /** The index of an old image that claims to be for four platforms, and the ID of each. */
  private Map<String, String> index(Path multi) throws Exception {
    Map<String, String> ids = new LinkedHashMap<>();
    List<Object> words = new ArrayList<>(List.of("merge", "--index", MULTI));
    for (String platform : PLATFORMS) {
      Path edited = folder.resolve(platform.replace('/', '-') + ".tar");
      JsonNode report =
          layerlift("edit", Samples.path(Samples.HELLO), edited, "--platform", platform);
      ids.put(platform, report.at("/images/0/id").asText());
      words.add(edited);
    }
    words.add(multi);
    JsonNode report = layerlift(words.toArray());
    ids.put("index", report.at("/names/0/digest").asText());
    assertEquals(PLATFORMS.size() + 1, Set.copyOf(ids.values()).size());
    return ids;
  }

  @Test
  void index_pushed_isPulledForEachPlatform(Skopeo skopeo) throws Exception {
    Path multi = folder.resolve("multi.tar");
    Map<String, String> ids = index(multi);
    try (Registry registry = Registry.start(Path.of("/"), folder)) {
      String name = registry.reference("layerlift/multi", "1.0");
      skopeo.copy(
          "oci-archive:" + multi + ":1.0",
          "docker://" + name,
          "--all",
          "--preserve-digests",
          "--dest-tls-verify=false");
      assertEquals(ids.get("index"), "sha256:" + registry.digest(name));
      for (String platform : PLATFORMS) {
        assertEquals(ids.get(platform), pulled(skopeo, name, platform), platform);
      }
    }
  }

  private String pulled(Skopeo skopeo, String name, String platform) throws Exception {
    String[] parts = (platform + "/").split("/", -1);
    String copy = "dir:" + folder.resolve("copy-" + platform.replace('/', '-'));
    skopeo.copy(
        "docker://" + name,
        copy,
        "--src-tls-verify=false",
        "--override-os=" + parts[0],
        "--override-arch=" + parts[1],
        "--override-variant=" + parts[2]);
    return Json.parse(skopeo.manifest(copy)).at("/config/digest").asText();
  }

  @Test
  void index_loadedByDocker_isTheImageOfTheMachine(Docker docker) throws Exception {
    Path multi = folder.resolve("multi.tar");
    Map<String, String> ids = index(multi);
    String id = ids.get(PLATFORMS.get(0));
    docker.remove(Set.of(id));
    docker.load(multi);
    try {
      assertEquals(id, docker.tags().get(MULTI));
    } finally {
      docker.remove(Set.of(id));
    }
  }

  @Test
  void index_loadedByContainerd_isTheIndex() throws Exception {
    Path multi = folder.resolve("multi.tar");
    Map<String, String> ids = index(multi);
    Startable containerd = engines().stream()
        .filter(engine -> engine.program().equals("containerd"))
        .findFirst()
        .orElseThrow();
    try (Engine engine = containerd.start(folder)) {
      engine.load(multi);
      assertEquals(
          List.of(new Held(ids.get("index").replace("sha256:", ""), Set.of(MULTI))),
          engine.images());
    }
  }

  /** What an archive splits into by platform is what the index was made of, under its name. */
  @Test
  void index_splitByPlatform_isTheImagesAgain() throws Exception {
    Path multi = folder.resolve("multi.tar");
    Map<String, String> ids = index(multi);
    JsonNode outputs = layerlift(
            "split", multi, "--by", "platform", "--into", folder.resolve("into"))
        .path("outputs");
    Set<String> found = new TreeSet<>();
    for (JsonNode output : outputs) {
      assertEquals(MULTI, output.at("/names/0/name").asText());
      found.add(output.at("/images/0/id").asText());
      OutputCheck.check(Path.of(output.path("output").asText()));
    }
    ids.remove("index");
    assertEquals(new TreeSet<>(ids.values()), found);
  }
}
