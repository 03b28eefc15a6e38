package io.github.layerlift.it.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.layerlift.it.engine.Engine;
import io.github.layerlift.it.engine.Engine.Identity;
import io.github.layerlift.it.engine.EngineExtension;
import io.github.layerlift.it.engine.Engines;
import io.github.layerlift.it.engine.Engines.Startable;
import io.github.layerlift.it.machine.Command;
import io.github.layerlift.it.machine.Launcher;
import io.github.layerlift.it.machine.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** From the old Docker through a conversion into newer ones, out again and through a second conversion. */
@Tag("all-engines")
@ExtendWith(EngineExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RoundTripIT {
  private List<Startable> newer;
  private Path shared;
  private Path converted;

  @BeforeAll
  void saveAndConvert() throws Exception {
    List<Startable> dockers =
        Engines.all().stream().filter(e -> e.program().equals("Docker")).toList();
    newer = dockers.subList(1, dockers.size());
    shared = Files.createTempDirectory("layerlift-trip-");
    Path sample = shared.resolve("sample.tar");
    Files.copy(Samples.path(Samples.HELLO), sample);
    converted = shared.resolve("converted.tar");
    try (Engine old = dockers.get(0).start(shared)) {
      assertEquals("20.10", old.version().replaceFirst("(\\d+\\.\\d+).*", "$1"));
      old.load(sample);
      Launcher.convert(old.save(old.images()).get(0), converted);
    }
  }

  List<Startable> newer() {
    return newer;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("newer")
  void convert_savedByOldThenByNewer_keepsIdsAndLayers(Startable startable) throws Exception {
    Path again = shared.resolve("again.tar");
    Identity identity;
    try (Engine engine = startable.start(shared)) {
      engine.load(converted);
      identity = engine.identity();
      Launcher.convert(engine.save(engine.images()).get(0), again, "--force");
    }

    assertEquals(images(converted), images(again));
    // The containerd store keeps what it gets; the classic one rewrites manifests.
    if (identity == Identity.MANIFEST) {
      assertEquals(-1, Files.mismatch(converted, again));
    }
  }

  /** The names, the facts and with them the layers of each image ID. */
  private static Map<String, List<Object>> images(Path archive) throws IOException {
    Map<String, List<Object>> images = new TreeMap<>();
    for (ExpectedImage image : ExpectedImage.of(archive)) {
      Set<String> names = image.names();
      Map<String, JsonNode> facts = image.facts();
      images.put(image.config(), List.of(names, facts));
    }
    return images;
  }

  @AfterAll
  void removeArchives() throws Exception {
    Command.of("find", shared, "-delete").run().orFail();
  }
}
