package io.github.layerlift.it.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.layerlift.it.engine.Docker;
import io.github.layerlift.it.engine.EngineExtension;
import io.github.layerlift.it.machine.OutputCheck;
import io.github.layerlift.it.machine.OutputCheck.OciImage;
import io.github.layerlift.it.machine.Samples;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;

/** A converted sample is sound, and runs; {@code matrix} tests what engines see in it. */
@ExtendWith(EngineExtension.class)
final class SamplesIT {
  private static final String SAMPLES = "io.github.layerlift.it.machine.Samples#names";

  @TempDir
  private Path folder;

  @ParameterizedTest
  @MethodSource(SAMPLES)
  void layout_sampleConverted_isSoundAndKeepsTheIds(String sample) throws Exception {
    List<OciImage> images = OutputCheck.check(Samples.convert(sample, folder));

    assertEquals(
        Samples.ids(Samples.path(sample)).stream().sorted().toList(),
        images.stream().map(image -> "sha256:" + image.config()).sorted().toList());
  }

  /** As tests of Java projects run images. */
  @Test
  void run_helloConverted_greets(Docker docker) throws Exception {
    String greeting = "Hello, %s! I was saved by an old Docker, and I still run.\n";
    List<String> ids = Samples.ids(Samples.path(Samples.HELLO));
    docker.remove(ids);

    docker.load(Samples.convert(Samples.HELLO, folder));
    try {
      assertEquals(greeting.formatted("world"), run("layerlift/hello"));
      assertEquals(greeting.formatted("Ada"), run("layerlift/hello:1.0", "Ada"));
    } finally {
      docker.remove(ids);
    }
  }

  private static String run(String image, String... arguments) {
    try (GenericContainer<?> container = new GenericContainer<>(image)
        .withCommand(arguments)
        .withNetworkMode("none")
        .withStartupCheckStrategy(new OneShotStartupCheckStrategy())) {
      container.start();
      return container.getLogs();
    }
  }
}
