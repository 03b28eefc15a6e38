package io.github.layerlift.it.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.layerlift.it.engine.Docker;
import io.github.layerlift.it.engine.Engine.Held;
import io.github.layerlift.it.engine.EngineExtension;
import io.github.layerlift.it.machine.Checkout;
import io.github.layerlift.it.machine.Command;
import io.github.layerlift.it.machine.Samples;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code docker save x | convert - - | docker load}. */
@ExtendWith(EngineExtension.class)
final class PipeIT {
  @TempDir
  private Path folder;

  @Test
  void pipe_fromSaveToLoad_keepsTheImage(Docker docker) throws Exception {
    Path legacy = Samples.path(Samples.HELLO);
    List<String> ids = Samples.ids(legacy);
    Map<Held, JsonNode> before = loaded(docker, legacy, ids);
    docker.load(legacy);
    Path modern = folder.resolve("modern.tar");

    // the image has to go in between, or loading would prove nothing
    shell(docker, "docker save layerlift/hello | " + Checkout.convert() + " - - >" + modern);
    docker.remove(ids);
    String answer = shell(docker, Checkout.convert() + " " + modern + " - | docker load");

    try {
      assertEquals(ids.get(0), docker.tags().get("layerlift/hello:latest"), answer);
      assertEquals(ids.get(0), docker.tags().get("layerlift/hello:1.0"), answer);
      assertEquals(before, loaded(docker, modern, ids));
    } finally {
      docker.remove(ids);
    }
  }

  /** What Docker shows of the images {@code ids} of an archive; they are gone again afterwards. */
  private static Map<Held, JsonNode> loaded(Docker docker, Path archive, List<String> ids)
      throws Exception {
    docker.remove(ids);
    docker.load(archive);
    try {
      Map<Held, JsonNode> details = new HashMap<>();
      for (Held image : docker.images()) {
        if (ids.contains("sha256:" + image.id())) {
          details.put(image, docker.details(image));
        }
      }
      assertEquals(ids.size(), details.size(), () -> "not all loaded: " + details.keySet());
      return details;
    } finally {
      docker.remove(ids);
    }
  }

  private static String shell(Docker docker, String script) throws Exception {
    return Command.of("bash", "-c", "set -eo pipefail; " + script)
        .with("DOCKER_HOST", docker.host())
        .run()
        .orFail();
  }
}
