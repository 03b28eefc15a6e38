package io.github.layerlift.it.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.it.engine.Docker;
import io.github.layerlift.it.engine.EngineExtension;
import io.github.layerlift.it.engine.Skopeo;
import io.github.layerlift.it.machine.Command.Finished;
import io.github.layerlift.it.machine.Json;
import io.github.layerlift.it.machine.Launcher;
import io.github.layerlift.it.machine.Samples;
import io.github.layerlift.it.machine.TarEntries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code inspect} and {@code verify} say about real archives, compared with an engine. */
@ExtendWith(EngineExtension.class)
final class VerifyIT {
  private static final String SAMPLES = "io.github.layerlift.it.machine.Samples#names";

  @TempDir
  private Path folder;

  private static Finished verify(Docker docker, Object... arguments) throws Exception {
    return Launcher.layerlift("verify")
        .and(arguments)
        .with("DOCKER_HOST", docker.host())
        .run();
  }

  @ParameterizedTest
  @MethodSource(SAMPLES)
  void verify_sampleConverted_isTheSameAndLoads(String sample, Docker docker) throws Exception {
    Path legacy = Samples.path(sample);
    Path modern = Samples.convert(sample, folder);
    docker.remove(Samples.ids(legacy));
    Set<String> before = docker.ids();
    Map<String, String> tags = docker.tags();

    Finished finished = verify(docker, "--against", legacy, "--docker", modern);

    if (readableBy(docker, legacy)) {
      String out = finished.orFail();
      assertTrue(out.contains(", the same as in " + legacy), out);
      assertTrue(out.contains(", and loads in Docker " + docker.version()), out);
    } else {
      assertEquals(4, finished.code(), finished.out());
      assertTrue(finished.out().contains("error engine-refused: "), finished.out());
    }
    assertEquals(before, docker.ids());
    assertEquals(tags, docker.tags());
  }

  @Test
  void verify_imageThatWasThere_staysAsItWas(Docker docker) throws Exception {
    List<String> ids = Samples.ids(Samples.path(Samples.HELLO));
    Path modern = Samples.convert(Samples.HELLO, folder);
    docker.remove(ids);
    docker.load(modern);
    try {
      Set<String> before = docker.ids();
      Map<String, String> tags = docker.tags();
      verify(docker, "--docker", modern).orFail();
      assertEquals(before, docker.ids());
      assertEquals(tags, docker.tags());
    } finally {
      docker.remove(ids);
    }
  }

  @Test
  void verify_nameOfAnotherImage_loadsNothing(Docker docker) throws Exception {
    Path hello = Samples.convert(Samples.HELLO, folder);
    Path other = folder.resolve("other.tar");
    Launcher.convert(Samples.path("jib.tar"), other, "--tag", "layerlift/hello:1.0");
    List<String> ids = Samples.ids(Samples.path("jib.tar"));
    docker.load(other);
    try {
      Map<String, String> tags = docker.tags();
      Finished finished = verify(docker, "--docker", hello);
      assertEquals(3, finished.code(), finished.out());
      assertTrue(finished.err().contains("layerlift/hello:1.0"), finished.err());
      assertEquals(tags, docker.tags());
    } finally {
      docker.remove(ids);
    }
  }

  @Test
  void verify_noEngine_exitsWith3() throws Exception {
    Finished finished = Launcher.layerlift("verify", "--docker")
        .and(Samples.convert(Samples.HELLO, folder))
        .with("DOCKER_HOST", "unix://" + folder.resolve("absent.sock"))
        .run();
    assertEquals(3, finished.code(), finished.out());
    assertTrue(finished.err().contains("hint: start the engine"), finished.err());
  }

  /** What one check finds, the other finds too. */
  @ParameterizedTest
  @MethodSource(SAMPLES)
  void verify_byteChanged_isFound(String sample) throws Exception {
    Path modern = Samples.convert(sample, folder);
    byte[] bytes = Files.readAllBytes(modern);
    int offset = 512 * (bytes.length / 512 / 2) + 17;
    bytes[offset] ^= 0x20;
    Files.write(modern, bytes);
    assertEquals(4, Launcher.layerlift("verify", modern).run().code());
  }

  @ParameterizedTest
  @MethodSource(SAMPLES)
  void inspect_sample_tellsTheIds(String sample) throws Exception {
    String out =
        Launcher.layerlift("inspect", "--json", Samples.path(sample)).run().orFail();
    List<String> ids = Json.parse(out.getBytes(UTF_8)).path("images").findValuesAsText("id");
    assertEquals(Samples.ids(Samples.path(sample)), ids);
  }

  @Test
  void verify_skopeosLayout_isSound(Skopeo skopeo) throws Exception {
    Path layout = folder.resolve("skopeo.tar");
    skopeo.copy(
        "docker-archive:" + Samples.path("jib.tar") + ":layerlift/jib:1.0",
        "oci-archive:" + layout + ":layerlift/jib:1.0");
    String out = Launcher.layerlift("verify", layout).run().orFail();
    assertTrue(out.contains(": sound, "), out);
  }

  /** Whether Docker of that version can load the layers of an archive. */
  private static boolean readableBy(Docker docker, Path legacy) throws IOException {
    return docker.major() >= 23
        || TarEntries.read(legacy).stream().noneMatch(e -> e.compression().equals("zstd"));
  }
}
