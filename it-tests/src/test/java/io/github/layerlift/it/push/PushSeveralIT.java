package io.github.layerlift.it.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.layerlift.it.engine.Docker;
import io.github.layerlift.it.engine.EngineExtension;
import io.github.layerlift.it.engine.Skopeo;
import io.github.layerlift.it.machine.Checkout;
import io.github.layerlift.it.machine.Command;
import io.github.layerlift.it.machine.Json;
import io.github.layerlift.it.machine.Samples;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Archives for several platforms become one image. */
@ExtendWith(EngineExtension.class)
final class PushSeveralIT {
  private static final Path SAMPLE = Samples.path("docker-20.10-hello.tar");
  private static final List<String> PLATFORMS =
      List.of("linux/386", "linux/amd64", "linux/arm/v7", "linux/arm64/v8");

  @TempDir
  private Path folder;

  @Test
  void push_archivesForSeveralPlatforms_arePulledByPlatform(Docker docker, Skopeo skopeo)
      throws Exception {
    Map<String, String> ids = new TreeMap<>();
    List<Object> archives = new ArrayList<>();
    for (String platform : PLATFORMS) {
      Path archive = edited(platform);
      ids.put(platform, Reported.of(archive, folder).get(0).id());
      archives.add(archive);
    }
    assertEquals(PLATFORMS.size(), Set.copyOf(ids.values()).size());
    try (RegistryServer registry = RegistryServer.start(folder)) {
      String name = registry.name("team/all:1.0");
      List<Object> words = new ArrayList<>(List.of("--index", name));
      words.addAll(archives);

      String digest = named(words, name);

      JsonNode index = Json.parse(registry.manifest("team/all", "1.0").orElseThrow());
      assertEquals(PLATFORMS.size(), index.path("manifests").size());
      skopeo.copy(
          "docker://" + name, "dir:" + folder.resolve("copy"), "--all", "--src-tls-verify=false");
      for (String platform : PLATFORMS) {
        docker.command("pull", "--platform", platform, name);
        assertEquals(ids.get(platform), docker.tags().get(name), platform);
      }
      docker.remove(Set.copyOf(ids.values()));

      registry.newRequests();
      assertEquals(digest, named(words, name));
      assertTrue(registry.newRequests().stream().noneMatch(RegistryServer.Request::sends));
    }
  }

  /** The digest that the push prints. */
  private String named(List<Object> words, String name) throws Exception {
    String out = Pushing.command(folder, words.toArray()).run().orFail();
    String line = out.lines().filter(each -> each.contains("@")).findFirst().orElseThrow();
    assertTrue(line.startsWith(name + "@sha256:"), out);
    return line;
  }

  private Path edited(String platform) throws Exception {
    Path archive = folder.resolve(platform.replace('/', '-') + ".tar");
    Command.of(Checkout.layerlift(), "edit", "--platform", platform, SAMPLE, archive)
        .run()
        .orFail();
    return archive;
  }
}
