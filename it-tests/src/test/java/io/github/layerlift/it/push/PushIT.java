package io.github.layerlift.it.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.it.engine.Docker;
import io.github.layerlift.it.engine.Engine;
import io.github.layerlift.it.engine.Engine.Identity;
import io.github.layerlift.it.engine.EngineExtension;
import io.github.layerlift.it.engine.Engines;
import io.github.layerlift.it.engine.Podman;
import io.github.layerlift.it.engine.Refusal;
import io.github.layerlift.it.engine.Skopeo;
import io.github.layerlift.it.machine.Sha256;
import io.github.layerlift.it.machine.TarEntries;
import io.github.layerlift.it.matrix.ArchiveKind;
import io.github.layerlift.it.matrix.ArchiveKinds;
import io.github.layerlift.it.push.RegistryServer.Request;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is pushed is what {@code convert} makes: engines pull it, and a second push has nothing to do. */
@ExtendWith(EngineExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PushIT {
  private static final String TAG = "1.0";

  @TempDir
  private static Path folder;

  private RegistryServer registry;
  private Engine containerd;
  private List<ArchiveKind> kinds;

  @BeforeAll
  void start() throws Exception {
    registry = RegistryServer.start(folder);
    kinds = ArchiveKinds.some(folder);
    containerd = Engines.running().stream()
        .filter(each -> each.program().equals("containerd"))
        .findFirst()
        .orElseThrow()
        .start(folder);
  }

  @AfterAll
  void end() {
    containerd.close();
    registry.close();
  }

  Stream<Arguments> kindsAndPackings() {
    return kinds.stream()
        .flatMap(kind ->
            Stream.of("gzip", "none").map(packing -> Arguments.of(kind.title(), packing, kind)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("kindsAndPackings")
  void push_anyArchive_isPulledAsConverted(
      String title, String packing, ArchiveKind kind, Docker docker, Podman podman, Skopeo skopeo)
      throws Exception {
    // Docker 20.10 is older than layers packed with zstd
    boolean isReadable = docker.major() >= 23 || hasNoZstd(kind.legacy());
    Object[] options =
        packing.equals("none") ? new Object[0] : new Object[] {"--compress", packing};
    for (Reported image : Reported.of(kind.legacy(), folder, options)) {
      String repository = repository(kind, packing, image);
      push(kind.legacy(), image, packing, repository);

      String pinned = registry.name(repository) + "@" + image.manifest();
      docker.remove(Set.of(image.id()));
      if (isReadable) {
        requirePulled(docker, pinned, image);
        docker.remove(Set.of(image.id()));
      } else {
        assertThrows(Refusal.class, () -> docker.pull(pinned));
      }
      // how layers are packed makes no difference to those that share their code
      List<Engine> others =
          packing.equals("none") ? List.of(containerd) : List.of(podman, skopeo, containerd);
      for (Engine engine : others) {
        requirePulled(engine, pinned, image);
        engine.clear();
      }
    }
  }

  private String repository(ArchiveKind kind, String packing, Reported image) {
    return "kinds/" + kinds.indexOf(kind) + "/" + packing + "/" + image.id().substring(7, 19);
  }

  /** Twice; the second time nothing may be sent. */
  private void push(Path archive, Reported image, String packing, String repository)
      throws Exception {
    String name = registry.name(repository) + ":" + TAG;
    for (boolean again : List.of(false, true)) {
      registry.newRequests();
      String out = Pushing.command(
              folder, "--select", image.id(), "--compress", packing, archive, name)
          .run()
          .orFail();
      assertEquals(name + "@" + image.manifest(), out.lines().findFirst().orElseThrow());
      List<Request> sending =
          registry.newRequests().stream().filter(Request::sends).toList();
      assertEquals(again, sending.isEmpty(), sending.toString());
    }
    byte[] stored = registry.manifest(repository, TAG).orElseThrow();
    assertEquals(image.manifest(), "sha256:" + Sha256.of(stored));
  }

  /** Under a digest, engines take nothing that doesn't have it. */
  private static void requirePulled(Engine engine, String pinned, Reported image) throws Exception {
    engine.pull(pinned);
    String expected = engine.identity() == Identity.CONFIG ? image.id() : image.manifest();
    List<String> there =
        engine.images().stream().map(held -> "sha256:" + held.id()).toList();
    assertTrue(there.contains(expected), engine.getClass() + " has " + there);
  }

  private static boolean hasNoZstd(Path archive) throws Exception {
    return TarEntries.read(archive).stream()
        .noneMatch(entry -> entry.compression().equals("zstd"));
  }
}
