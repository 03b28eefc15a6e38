package io.github.layerlift.it.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.layerlift.it.engine.Docker;
import io.github.layerlift.it.engine.EngineExtension;
import io.github.layerlift.it.engine.Skopeo;
import io.github.layerlift.it.machine.Json;
import io.github.layerlift.it.machine.Launcher;
import io.github.layerlift.it.machine.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An archive that is already OCI becomes loadable in Docker, and keeps its manifest and its config. */
@ExtendWith(EngineExtension.class)
final class OciInputIT {
  private static final String NAME = "registry.example/layerlift/oci:1.0";

  @TempDir
  private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {Samples.HELLO, "docker-20.10-two-images.tar", "podman.tar", "jib.tar"})
  void convert_skopeosOciArchive_keepsManifestAndImage(String sample, Docker docker, Skopeo skopeo)
      throws Exception {
    String source = "docker-archive:" + Samples.path(sample) + ":@0";
    Path oci = folder.resolve("oci.tar");
    skopeo.copy(source, "oci-archive:" + oci + ":" + NAME);
    Path modern = folder.resolve("modern.tar");

    Launcher.convert(oci, modern);

    assertArrayEquals(
        skopeo.manifest("oci-archive:" + oci + ":" + NAME),
        skopeo.manifest("oci-archive:" + modern + ":1.0"));
    List<String> id = List.of(Json.parse(skopeo.manifest("oci-archive:" + oci + ":" + NAME))
        .at("/config/digest")
        .asText());
    docker.remove(id);
    docker.load(modern);
    try {
      assertEquals(id.get(0), docker.tags().get(NAME));
    } finally {
      docker.remove(id);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {Samples.HELLO, "jib.tar"})
  void convert_ociFolder_givesTheSameBytesAsTheArchive(String sample, Skopeo skopeo)
      throws Exception {
    String source = "docker-archive:" + Samples.path(sample) + ":@0";
    Path archive = folder.resolve("oci.tar");
    Path layout = folder.resolve("oci");
    skopeo.copy(source, "oci-archive:" + archive + ":" + NAME);
    skopeo.copy(source, "oci:" + layout + ":" + NAME);

    Path ofArchive = folder.resolve("of-archive.tar");
    Path ofFolder = folder.resolve("of-folder.tar");
    Launcher.convert(archive, ofArchive);
    Launcher.convert(layout, ofFolder);

    assertEquals(-1, Files.mismatch(ofArchive, ofFolder));
  }

  @ParameterizedTest
  @ValueSource(strings = {Samples.HELLO, "docker-20.10-two-images.tar"})
  void convert_toFolder_isReadBySkopeo(String sample, Skopeo skopeo) throws Exception {
    Path modern = folder.resolve("layout");
    Launcher.convert(
        Samples.path(sample),
        modern,
        "--format",
        "folder",
        "--select",
        Samples.ids(Samples.path(sample)).get(0));

    String tag = Json.parse(Files.readAllBytes(modern.resolve("index.json")))
        .at("/manifests/0/annotations/org.opencontainers.image.ref.name")
        .asText();
    String image = "oci:" + modern + (tag.isEmpty() ? "" : ":" + tag);
    skopeo.copy(image, "dir:" + folder.resolve("copy"));
    assertEquals(
        Samples.ids(Samples.path(sample)).get(0),
        Json.parse(skopeo.manifest(image)).at("/config/digest").asText());
  }
}
