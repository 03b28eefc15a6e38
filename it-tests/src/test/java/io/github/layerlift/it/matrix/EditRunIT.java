package io.github.layerlift.it.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.layerlift.it.engine.Engine;
import io.github.layerlift.it.engine.EngineExtension;
import io.github.layerlift.it.engine.Engines;
import io.github.layerlift.it.engine.Engines.Startable;
import io.github.layerlift.it.machine.Launcher;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Old archives with an entry point and a variable of their own run in every engine that runs containers. */
@ExtendWith(EngineExtension.class)
final class EditRunIT {
  private static final String SAID = "edited: two  words";

  @TempDir
  private Path folder;

  static List<Startable> engines() {
    return Engines.running();
  }

  @ParameterizedTest
  @MethodSource("engines")
  void run_editedImage_saysWhatTheEditSet(Startable startable) throws Exception {
    // untagged images are out of containerd's reach
    List<ArchiveKind> kinds = ArchiveKinds.some(folder).stream()
        .filter(kind -> kind.runs() && !kind.title().contains("repositories"))
        .toList();
    assertEquals(6, kinds.size(), kinds.toString());
    try (Engine engine = startable.start(folder)) {
      for (ArchiveKind kind : kinds) {
        engine.load(edit(kind.legacy()));
        assertEquals(SAID + "\n", engine.run(engine.images().get(0)), kind.title());
        engine.clear();
      }
    }
  }

  private Path edit(Path archive) throws Exception {
    Path edited = folder.resolve("edited.tar");
    Launcher.layerlift("edit", "--force", archive, edited)
        .and(
            "--env",
            "SAID=" + SAID,
            "--entrypoint",
            "[\"/bin/sh\", \"-c\", \"echo \\\"$SAID\\\"\"]")
        .run()
        .orFail();
    return edited;
  }
}
