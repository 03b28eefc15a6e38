package io.github.layerlift.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.layerlift.it.LayoutCheck.OciImage;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** podman loads a converted archive under Docker's image IDs and full names. */
@ExtendWith(EngineExtension.class)
final class PodmanIT {
  @TempDir
  private Path folder;

  /** JUnit would warn of every link in podman's store. */
  @AfterEach
  void removeStore() throws Exception {
    Command.of("find", folder, "-mindepth", 1, "-delete").run().orFail();
  }

  @ParameterizedTest
  @MethodSource("io.github.layerlift.it.Samples#names")
  void load_sampleConverted_showsIdsAndNames(String sample) throws Exception {
    Path modern = Samples.convert(sample, folder);
    Podman podman = new Podman(folder);

    podman.load(modern);

    Map<String, Set<String>> expected = new TreeMap<>();
    for (OciImage image : LayoutCheck.check(modern)) {
      expected.put(image.config(), new TreeSet<>(image.names()));
    }
    assertEquals(expected, podman.images());
  }
}
