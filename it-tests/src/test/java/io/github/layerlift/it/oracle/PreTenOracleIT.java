package io.github.layerlift.it.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.layerlift.it.engine.Docker;
import io.github.layerlift.it.engine.DockerLoader;
import io.github.layerlift.it.engine.EngineExtension;
import io.github.layerlift.it.machine.Seed;
import io.github.layerlift.it.oracle.TwoLoaders.Answer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Docker's own loader is the judge of image IDs: for archives from before 1.10, made at random, it and
 * Layerlift must find the same, but for what {@link DockerLoader} knows of its version.
 *
 * <p>The archives follow from a {@link Seed}.
 */
@ExtendWith(EngineExtension.class)
final class PreTenOracleIT {
  /** Docker has judged 212 images by the end of a run. */
  private static final int SHARED_ARCHIVES = 10;

  private static final int IMAGES_IN_EACH = 18;
  private static final int SINGLE_IMAGES = 30;

  @TempDir
  private Path folder;

  /** One for each test, so that each can be repeated alone. */
  private Random random;

  @BeforeEach
  void requireLoader(Docker engine) {
    assumeTrue(engine.major() < 29, "Docker 29 dropped the loader for archives from before 1.10");
  }

  static IntStream sharedArchives() {
    return IntStream.range(0, SHARED_ARCHIVES);
  }

  static IntStream singleImages() {
    return IntStream.range(SHARED_ARCHIVES, SHARED_ARCHIVES + SINGLE_IMAGES);
  }

  @ParameterizedTest
  @MethodSource("sharedArchives")
  void convert_imagesThatShareLayers_givesDockersIds(int number, Docker engine) throws Exception {
    assertSameIds(engine, fuzz(number, engine).archive(IMAGES_IN_EACH));
  }

  @ParameterizedTest
  @MethodSource("singleImages")
  void convert_oneImage_givesDockersId(int number, Docker engine) throws Exception {
    assertSameIds(engine, fuzz(number, engine).archive(1));
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 120})
  void convert_longChain_givesDockersId(int length, Docker engine) throws Exception {
    assertSameIds(engine, fuzz(length, engine).chain(length));
  }

  private PreTenFuzz fuzz(int number, Docker engine) {
    random = Seed.random(number);
    return new PreTenFuzz(random, engine.loader().hasStrictTimes());
  }

  private void assertSameIds(Docker engine, PreTenArchive archive) throws Exception {
    TwoLoaders loaders = new TwoLoaders(engine, folder, random);
    Path legacy = loaders.write(archive);
    Answer docker = loaders.docker(archive, legacy);
    assertEquals("", docker.refusal(), "the generator made what Docker refuses");
    assertEquals(archive.tags().keySet(), docker.ids().keySet());

    Answer layerlift = loaders.layerlift(legacy);
    assertEquals("", layerlift.refusal());
    Map<String, String> expected = loaders.expected(layerlift.ids(), engine.loader());
    if (!docker.ids().equals(expected)) {
      LoaderDiff.writeAll(engine, archive, legacy, docker.ids(), loaders.modern(), layerlift.ids());
    }
    assertEquals(expected, docker.ids());
    assertEquals(layerlift.ids(), loaders.reloaded(archive).ids());
  }
}
