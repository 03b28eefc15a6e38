package io.github.layerlift.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.bytes.FileSource;
import io.github.layerlift.fixture.ArchiveFixture;
import io.github.layerlift.fixture.Archives;
import io.github.layerlift.fixture.DialectFixture;
import io.github.layerlift.fixture.DockerSave;
import io.github.layerlift.fixture.ImageFixture;
import io.github.layerlift.fixture.Jsons;
import io.github.layerlift.fixture.OciSave;
import io.github.layerlift.fixture.Packing;
import io.github.layerlift.fixture.V1Save;
import io.github.layerlift.json.JsonLimits;
import io.github.layerlift.json.JsonReader;
import io.github.layerlift.progress.Cancellation;
import io.github.layerlift.report.InspectionReport.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WritersTest {
  private static final ImageFixture HELLO = ImageFixture.hello("hello:1.0");

  @TempDir
  private Path folder;

  private Optional<Source> evidence(ArchiveFixture fixture) throws IOException {
    Path file = Files.write(folder.resolve("archive.tar"), fixture.bytes());
    try (FileSource source = FileSource.open(file)) {
      return Writers.of(
          Archives.ofTar(source, 1000, 16, new Cancellation()),
          new JsonReader(new JsonLimits(1 << 20, 100)));
    }
  }

  private String writer(ArchiveFixture fixture) throws IOException {
    Optional<Source> evidence = evidence(fixture);
    evidence.ifPresent(found -> assertFalse(found.evidence().isEmpty()));
    return evidence.map(Source::name).orElse("");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "unknown",
      value = {
        "DOCKER | docker save (Docker 17.05 to 24)",
        "DOCKER_COPIES | docker save (Docker 17.05 to 24)",
        "DOCKER_WINDOWS | docker save (Docker 1.10 to 18.03 on Windows)",
        "SKOPEO | skopeo, podman or buildah",
        "NIX | Nix dockerTools",
        "CRANE | go-containerregistry (crane, kaniko, ko)",
        "JIB | Jib",
        "V1 | docker save (Docker before 1.10)",
      })
  void writer_dialect_isTold(DialectFixture dialect, String writer) throws IOException {
    assertEquals(writer, writer(dialect.archive(HELLO)));
  }

  @Test
  void writer_nothingShows_isNotGuessed() throws IOException {
    assertEquals("", writer(OciSave.hybrid(HELLO).archive()));
    assertEquals("", writer(DockerSave.of(HELLO).archive().shuffled(3)));
    assertEquals("", writer(DialectFixture.DOCKER_REPACKED.archive(HELLO)));
    assertEquals(
        "",
        writer(V1Save.hello("old:1")
            .without("VERSION")
            .archive()
            .without(V1Save.hello("old:1").ids().get(0) + "/VERSION")));
    ArchiveFixture renamed = ArchiveFixture.empty()
        .file("a.json", HELLO.config())
        .file("one", HELLO.layers().get(0))
        .file("two", HELLO.layers().get(1))
        .file("manifest.json", "[{\"Config\":\"a.json\",\"Layers\":[\"one\",\"two\"]}]");
    assertEquals("", writer(renamed));
    assertEquals("", writer(ArchiveFixture.empty().file("manifest.json", "[]")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0001-01-01T00:00:00Z | docker save (Docker 1.10 to 1.12)",
        "1970-01-01T00:00:00Z | docker save (Docker 17.05 to 24)",
        "1969-12-31T19:00:00-05:00 | docker save (Docker 17.05 to 24)",
        "2017-03-04T05:06:07Z | docker save (Docker 1.10 to 24)",
        "soon | docker save (Docker 1.10 to 24)",
      })
  void writer_timeOfABaseLayer_tellsTheEra(String created, String writer) throws IOException {
    DockerSave save = DockerSave.of(HELLO);
    String name = save.v1Id(HELLO, 0) + "/json";
    assertEquals(writer, writer(save.archive().with(name, "{\"created\": \"" + created + "\"}")));
  }

  @Test
  void writer_versionWithLineFeed_isTheScript() throws IOException {
    DockerSave save = DockerSave.of(HELLO);
    assertEquals(
        "download-frozen-image",
        writer(save.archive().with(save.v1Id(HELLO, 0) + "/VERSION", "1.0\n")));
    V1Save old = V1Save.v1().layer("a", "b").tag("old:1");
    assertEquals(
        "download-frozen-image", writer(old.archive().with(old.id() + "/VERSION", "1.0\n")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "VERSION,layer.tar,json | Bazel rules_docker",
        "layer.tar,json,VERSION | crane --format legacy",
      })
  void writer_orderWithoutFolders_isTold(String order, String writer) throws IOException {
    ImageFixture single = ImageFixture.image().layer("hello", "hello").tag("hello:1.0");
    ArchiveFixture docker = DockerSave.of(single).archive();
    String id = DockerSave.of(single).v1Id(single, 0);
    ArchiveFixture archive = ArchiveFixture.empty();
    for (String file : order.split(",", -1)) {
      archive = archive.file(id + "/" + file, docker.content(id + "/" + file));
    }
    archive = archive
        .file(single.id() + ".json", single.config())
        .file("manifest.json", docker.content("manifest.json"));
    assertEquals(writer, writer(archive));
    assertEquals("", writer(ArchiveFixture.empty().folder(id + "/").plus(archive)));
  }

  @Test
  void writer_layerSources_areDockersSince25() throws IOException {
    ArchiveFixture archive = OciSave.hybrid(HELLO).archive();
    String manifest = archive.text("manifest.json").replace("}]", ",\"LayerSources\":{}}]");
    assertEquals(
        "docker save (Docker 25 or later)", writer(archive.with("manifest.json", manifest)));
    String index = archive
        .text("index.json")
        .replace("\"annotations\"", "\"platform\":{\"os\":\"linux\"},\"annotations\"");
    assertEquals(
        "docker save (Docker 25.0 to 26.0)",
        writer(archive.with("manifest.json", manifest).with("index.json", index)));
  }

  @Test
  void writer_datesInTheIndex_areBuildKits() throws IOException {
    OciSave save = new OciSave();
    Map<String, Object> annotations = Map.of("org.opencontainers.image.created", "2025-01-01");
    save.list(
        save.image(HELLO, Packing.GZIP),
        Jsons.object(
            "org.opencontainers.image.created", annotations.values().iterator().next()));
    assertEquals("BuildKit (docker buildx)", writer(save.archive()));
    assertEquals("BuildKit (docker buildx)", writer(save.docker(HELLO).archive()));
  }

  @Test
  void writer_indexWithoutType_isSkopeosKin() throws IOException {
    ArchiveFixture archive = OciSave.of(Packing.GZIP, HELLO).archive();
    String index =
        archive.text("index.json").replace("\"mediaType\":\"" + OciSave.INDEX + "\",", "");
    assertEquals("skopeo, podman or buildah", writer(archive.with("index.json", index)));
    assertEquals("", writer(archive));
  }

  @Test
  void writer_metadataFirst_isOurs() throws IOException {
    ArchiveFixture archive = OciSave.hybrid(HELLO).archive();
    ArchiveFixture ours = ArchiveFixture.empty()
        .file("oci-layout", archive.content("oci-layout"))
        .file("index.json", archive.content("index.json"))
        .file("manifest.json", archive.content("manifest.json"))
        .plus(archive.without("oci-layout").without("index.json").without("manifest.json"));
    assertTrue(writer(ours).startsWith("layerlift"));
  }
}
