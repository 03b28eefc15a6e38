package io.github.layerlift.it.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.it.engine.Docker;
import io.github.layerlift.it.engine.EngineExtension;
import io.github.layerlift.it.engine.Skopeo;
import io.github.layerlift.it.machine.Json;
import io.github.layerlift.it.machine.Launcher;
import io.github.layerlift.it.machine.Samples;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Folders that skopeo's {@code dir:} writes, in each of its formats, hold the image of the archive. */
@ExtendWith(EngineExtension.class)
final class DirIT {
  /** Of schema 1, the config is made anew; Docker's own comes out the same. */
  private static final String SCHEMA_1 = "v2s1";

  /** For this, skopeo writes the config anew. */
  private static final String OCI = "oci";

  /** skopeo can't read it. */
  private static final String UNREADABLE = "hardlinks.tar";

  @TempDir
  private Path folder;

  static Stream<Arguments> formats() throws Exception {
    return Samples.names().stream()
        .filter(sample -> !sample.equals(UNREADABLE))
        .flatMap(sample -> Stream.of(OCI, "v2s2", SCHEMA_1)
            .filter(format -> !format.equals(SCHEMA_1) || sample.startsWith("docker-"))
            .map(format -> Arguments.of(sample, format)));
  }

  @ParameterizedTest
  @MethodSource("formats")
  void convert_dir_hasTheIdOfTheArchive(String sample, String format, Docker docker, Skopeo skopeo)
      throws Exception {
    Path dir = folder.resolve("dir");
    skopeo.copy("docker-archive:" + Samples.path(sample) + ":@0", "dir:" + dir, "--format", format);
    Path modern = folder.resolve("modern.tar");
    Launcher.convert(dir, modern, "--tag", "dir:1");
    String id = format.equals(OCI)
        ? Json.parse(Files.readAllBytes(dir.resolve("manifest.json")))
            .at("/config/digest")
            .asText()
        : Samples.ids(Samples.path(sample)).get(0);
    assertEquals(id, id(modern));
    docker.remove(List.of(id));
    docker.load(modern);
    try {
      assertTrue(docker.ids().contains(id), id);
    } finally {
      docker.remove(List.of(id));
    }
  }

  private static String id(Path archive) throws Exception {
    String json = Launcher.layerlift("inspect", "--json", archive).run().orFail();
    return Json.parse(json.getBytes(StandardCharsets.UTF_8)).at("/images/0/id").asText();
  }
}
