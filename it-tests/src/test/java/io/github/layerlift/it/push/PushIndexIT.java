package io.github.layerlift.it.push;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.it.engine.Docker;
import io.github.layerlift.it.engine.EngineExtension;
import io.github.layerlift.it.engine.Skopeo;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Manifests that an archive has already keep their bytes. */
@ExtendWith(EngineExtension.class)
final class PushIndexIT {
  @TempDir
  private Path folder;

  @Test
  void push_indexWithAttestationAndReferrer_keepsAllBytes(Docker docker, Skopeo skopeo)
      throws Exception {
    ModernArchive modern = new ModernArchive(folder);
    Path archive =
        modern.write(folder.resolve("modern.tar"), "registry.example.org/team/multi:1.0");
    try (RegistryServer registry = RegistryServer.start(folder)) {
      String name = registry.name("team/multi:1.0");

      List<String> digests = named(Pushing.command(folder, archive, name).run().orFail());
      assertEquals(List.of(name + "@" + modern.index()), digests);

      for (Map.Entry<String, byte[]> manifest : modern.manifests().entrySet()) {
        assertArrayEquals(
            manifest.getValue(),
            registry.manifest("team/multi", manifest.getKey()).orElseThrow());
      }
      assertArrayEquals(
          modern.manifests().get(modern.index()),
          registry.manifest("team/multi", "1.0").orElseThrow());
      skopeo.copy(
          "docker://" + name, "dir:" + folder.resolve("copy"), "--all", "--src-tls-verify=false");
      docker.pull(name);
      assertEquals(modern.idOfAmd64(), docker.tags().get(name));
      docker.remove(Set.of(modern.idOfAmd64()));

      registry.newRequests();
      assertEquals(digests, named(Pushing.command(folder, archive, name).run().orFail()));
      assertTrue(registry.newRequests().stream().noneMatch(RegistryServer.Request::sends));
    }
  }

  private static List<String> named(String out) {
    return out.lines().filter(line -> line.contains("@sha256:")).toList();
  }
}
