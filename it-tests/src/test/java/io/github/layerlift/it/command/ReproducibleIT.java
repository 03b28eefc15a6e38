package io.github.layerlift.it.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.github.layerlift.it.engine.Docker;
import io.github.layerlift.it.engine.EngineExtension;
import io.github.layerlift.it.machine.Launcher;
import io.github.layerlift.it.machine.OutputCheck;
import io.github.layerlift.it.machine.Samples;
import io.github.layerlift.it.machine.Sha256;
import io.github.layerlift.it.oracle.OtherV1Ids;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same images produce the same bytes, however they were saved. */
@ExtendWith(EngineExtension.class)
final class ReproducibleIT {
  private static final String TWO_IMAGES = "docker-20.10-two-images.tar";

  @TempDir
  private Path folder;

  @Test
  void convert_savedTwice_givesTheSameBytes(Docker docker) throws Exception {
    List<String> ids = Samples.ids(Samples.path(Samples.HELLO));
    Path first = folder.resolve("first.tar");
    Path second = folder.resolve("second.tar");
    docker.remove(ids);
    docker.load(Samples.path(Samples.HELLO));
    docker.save(first, List.of("layerlift/hello:1.0"));
    // The archive has times: wait until they must differ.
    Thread.sleep(1_100);
    docker.save(second, List.of("layerlift/hello:1.0"));
    docker.remove(ids);

    assertNotEquals(Sha256.of(first), Sha256.of(second));
    assertSame(first, second);
  }

  @ParameterizedTest
  @ValueSource(strings = {Samples.HELLO, TWO_IMAGES, "skopeo.tar", "podman.tar"})
  void convert_withOtherV1Ids_givesTheSameBytes(String sample) throws Exception {
    Path other = folder.resolve("other.tar");
    OtherV1Ids.write(Samples.path(sample), other);

    assertNotEquals(Sha256.of(Samples.path(sample)), Sha256.of(other));
    assertSame(Samples.path(sample), other);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hardlinks.tar", "links-first.tar"})
  void convert_packedOtherwise_givesTheSameBytes(String sample) throws Exception {
    assertSame(Samples.path(TWO_IMAGES), Samples.path(sample));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7})
  void convert_withThreads_givesTheSameBytes(int threads) throws Exception {
    Path one = folder.resolve("one.tar");
    Path some = folder.resolve("some.tar");
    Launcher.convert(Samples.path(Samples.HELLO), one);
    Launcher.convert(Samples.path(Samples.HELLO), some, "--jobs", threads);

    assertEquals(-1, Files.mismatch(one, some));
  }

  private void assertSame(Path legacy, Path other) throws Exception {
    Path modern = folder.resolve("modern.tar");
    Path otherModern = folder.resolve("other-modern.tar");
    Launcher.convert(legacy, modern);
    Launcher.convert(other, otherModern);

    OutputCheck.check(modern);
    assertEquals(-1, Files.mismatch(modern, otherModern));
  }
}
