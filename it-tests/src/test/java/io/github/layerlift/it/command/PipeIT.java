package io.github.layerlift.it.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.layerlift.it.engine.DockerEngine;
import io.github.layerlift.it.engine.EngineExtension;
import io.github.layerlift.it.engine.LoadedImages;
import io.github.layerlift.it.machine.Checkout;
import io.github.layerlift.it.machine.Command;
import io.github.layerlift.it.machine.Samples;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code docker save x | convert - - | docker load}. */
@ExtendWith(EngineExtension.class)
final class PipeIT {
  @TempDir
  private Path folder;

  @Test
  void pipe_fromSaveToLoad_keepsTheImage(DockerEngine engine) throws Exception {
    Path legacy = Samples.path(Samples.HELLO);
    List<String> ids = Samples.ids(legacy);
    LoadedImages before = LoadedImages.of(engine, legacy, ids);
    engine.load(legacy);
    Path modern = folder.resolve("modern.tar");

    // the image has to go in between, or loading would prove nothing
    shell(engine, "docker save layerlift/hello | " + Checkout.convert() + " - - >" + modern);
    engine.remove(ids);
    String answer = shell(engine, Checkout.convert() + " " + modern + " - | docker load");

    try {
      assertEquals(ids.get(0), engine.tags().get("layerlift/hello:latest"), answer);
      assertEquals(ids.get(0), engine.tags().get("layerlift/hello:1.0"), answer);
      assertEquals(before, LoadedImages.of(engine, modern, ids));
    } finally {
      engine.remove(ids);
    }
  }

  private static String shell(DockerEngine engine, String script) throws Exception {
    return Command.of("bash", "-c", "set -eo pipefail; " + script)
        .with("DOCKER_HOST", engine.host().toString())
        .run()
        .orFail();
  }
}
