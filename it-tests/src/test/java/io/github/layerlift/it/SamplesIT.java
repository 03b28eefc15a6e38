package io.github.layerlift.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.layerlift.it.DockerEngine.LoadException;
import io.github.layerlift.it.LayoutCheck.OciImage;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Docker sees the same images in a legacy archive and in what became of it. */
@ExtendWith(EngineExtension.class)
final class SamplesIT {
  private static final String SAMPLES = "io.github.layerlift.it.Samples#names";

  @TempDir
  private Path folder;

  @ParameterizedTest
  @MethodSource(SAMPLES)
  void layout_sampleConverted_isSoundAndKeepsTheIds(String sample) throws Exception {
    List<OciImage> images = LayoutCheck.check(Samples.convert(sample, folder));

    assertEquals(
        Samples.ids(Samples.path(sample)).stream().sorted().toList(),
        images.stream().map(image -> "sha256:" + image.config()).sorted().toList());
  }

  @ParameterizedTest
  @MethodSource(SAMPLES)
  void load_sampleConverted_showsTheSameImages(String sample, DockerEngine engine)
      throws Exception {
    Path legacy = Samples.path(sample);
    Path modern = Samples.convert(sample, folder);
    List<String> ids = Samples.ids(legacy);

    if (Samples.readableBy(engine, legacy)) {
      assertEquals(LoadedImages.of(engine, legacy, ids), LoadedImages.of(engine, modern, ids));
    } else {
      assertThrows(LoadException.class, () -> engine.load(legacy));
      assertThrows(LoadException.class, () -> engine.load(modern));
    }
  }

  @Test
  void run_helloConverted_greets(DockerEngine engine) throws Exception {
    String greeting = "Hello, %s! I was saved by an old Docker, and I still run.\n";
    List<String> ids = Samples.ids(Samples.path(Samples.HELLO));
    engine.remove(ids);

    engine.load(Samples.convert(Samples.HELLO, folder));
    try {
      assertEquals(greeting.formatted("world"), engine.run("layerlift/hello"));
      assertEquals(greeting.formatted("Ada"), engine.run("layerlift/hello:1.0", "Ada"));
    } finally {
      engine.remove(ids);
    }
  }
}
