package io.github.layerlift.it.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import io.github.layerlift.it.machine.Json;
import io.github.layerlift.it.machine.Samples;
import io.github.layerlift.it.machine.Sha256;
import io.github.layerlift.it.machine.TarEntries;
import io.github.layerlift.it.matrix.ArchiveKind;
import io.github.layerlift.it.matrix.ArchiveKinds;
import io.github.layerlift.it.push.RegistryServer.Request;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is pushed is what {@code convert} makes, whatever the kind of archive: engines pull it, and a second
 * push has nothing to do. Everything is pushed once, and then each engine pulls all of it.
 */
@ExtendWith(EngineExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PushIT {
  private static final String TAG = "1.0";

  /** Kinds that are also pushed with plain layers, one for each way in which layers may be there. */
  private static final Set<String> PLAIN_TOO =
      Set.of(Samples.HELLO, "v1-19.tar", "layers-mixed.tar");

  @TempDir
  private static Path folder;

  private final List<Pushed> all = new ArrayList<>();
  private RegistryServer registry;

  /**
   * An image in the registry.
   *
   * @param image as {@code convert} reports it
   */
  private record Pushed(Path archive, Reported image, String packing, String repository) {
    boolean isPlain() {
      return packing.equals("none");
    }

    @Override
    public String toString() {
      return archive.getFileName() + " " + packing + " " + image.id();
    }
  }

  @BeforeAll
  void pushAll() throws Exception {
    registry = RegistryServer.start(folder);
    for (ArchiveKind kind : ArchiveKinds.some(folder)) {
      pushAll(kind.legacy(), "gzip", "--compress", "gzip");
      if (PLAIN_TOO.contains(kind.legacy().getFileName().toString())) {
        pushAll(kind.legacy(), "none");
      }
    }
    assertEquals(PLAIN_TOO.size(), all.stream().filter(Pushed::isPlain).count(), all.toString());
  }

  @AfterAll
  void end() {
    registry.close();
  }

  private void pushAll(Path archive, String packing, Object... options) throws Exception {
    for (Reported image : Reported.of(archive, folder, options)) {
      Pushed pushed = new Pushed(archive, image, packing, "kinds/" + all.size());
      push(pushed);
      byte[] stored = registry.manifest(pushed.repository, TAG).orElseThrow();
      assertEquals(image.manifest(), "sha256:" + Sha256.of(stored), pushed.toString());
      assertEquals(image.id(), Json.parse(stored).at("/config/digest").asText(), pushed.toString());
      all.add(pushed);
    }
  }

  private void push(Pushed pushed) throws Exception {
    String name = registry.name(pushed.repository) + ":" + TAG;
    String out = Pushing.command(folder, "--select", pushed.image.id())
        .and("--compress", pushed.packing, pushed.archive, name)
        .run()
        .orFail();
    assertEquals(name + "@" + pushed.image.manifest(), out.lines().findFirst().orElseThrow());
  }

  @Test
  void push_again_sendsNothing() throws Exception {
    registry.newRequests();
    for (Pushed pushed : all.stream().filter(Pushed::isPlain).toList()) {
      push(pushed);
    }
    List<Request> requests = registry.newRequests();
    assertFalse(requests.isEmpty());
    assertEquals(List.of(), requests.stream().filter(Request::sends).toList());
  }

  @Test
  void pull_byDocker_givesWhatConvertReports(Docker docker) throws Exception {
    // Docker 20.10 is older than layers packed with zstd
    List<Pushed> readable = new ArrayList<>();
    List<Pushed> refused = new ArrayList<>();
    for (Pushed pushed : all) {
      (docker.major() >= 23 || hasNoZstd(pushed.archive) ? readable : refused).add(pushed);
    }
    Set<String> ids = all.stream().map(pushed -> pushed.image.id()).collect(Collectors.toSet());
    docker.remove(ids);
    requirePulled(docker, readable);
    docker.remove(ids);
    for (Pushed pushed : refused) {
      assertThrows(Refusal.class, () -> docker.pull(pinned(pushed)), pushed.toString());
    }
  }

  @Test
  void pull_byContainerd_givesWhatConvertReports() throws Exception {
    Engines.Startable startable = Engines.running().stream()
        .filter(each -> each.program().equals("containerd"))
        .findFirst()
        .orElseThrow();
    try (Engine containerd = startable.start(folder)) {
      requirePulled(containerd, all);
    }
  }

  // how layers are packed makes no difference to those that share their code

  @Test
  void pull_byPodman_givesWhatConvertReports(Podman podman) throws Exception {
    requirePulled(podman, all.stream().filter(pushed -> !pushed.isPlain()).toList());
  }

  /** This one fetches all layers of each image, since each has a folder of its own. */
  @Test
  void pull_bySkopeo_givesWhatConvertReports(Skopeo skopeo) throws Exception {
    requirePulled(skopeo, all.stream().filter(pushed -> !pushed.isPlain()).toList());
  }

  /** Under a digest, engines take nothing that doesn't have it. */
  private void requirePulled(Engine engine, List<Pushed> pulled) throws Exception {
    for (Pushed pushed : pulled) {
      engine.pull(pinned(pushed));
    }
    Set<String> there =
        engine.images().stream().map(held -> "sha256:" + held.id()).collect(Collectors.toSet());
    for (Pushed pushed : pulled) {
      Reported image = pushed.image;
      String expected = engine.identity() == Identity.CONFIG ? image.id() : image.manifest();
      assertTrue(there.contains(expected), pushed + " is not among " + there);
    }
  }

  private String pinned(Pushed pushed) {
    return registry.name(pushed.repository) + "@" + pushed.image.manifest();
  }

  private static boolean hasNoZstd(Path archive) throws Exception {
    return TarEntries.read(archive).stream()
        .noneMatch(entry -> entry.compression().equals("zstd"));
  }
}
