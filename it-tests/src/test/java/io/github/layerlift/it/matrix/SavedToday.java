package io.github.layerlift.it.matrix;

import io.github.layerlift.it.engine.Engine;
import io.github.layerlift.it.engine.Engines.Startable;
import io.github.layerlift.it.engine.Refusal;
import io.github.layerlift.it.machine.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Archives that today's engines save: already OCI, most with Docker's {@code manifest.json} beside it. */
final class SavedToday {
  private SavedToday() {}

  /**
   * Has an engine load the sample that runs, and save it.
   *
   * @param shared the folder that the engine reads
   * @param folder where to put the archive, below it
   */
  static ArchiveKind by(Startable startable, Path shared, Path folder) throws IOException, Refusal {
    Path hello = folder.resolve(Samples.HELLO);
    if (!Files.exists(hello)) {
      Files.copy(Samples.path(Samples.HELLO), hello);
    }
    try (Engine engine = startable.start(shared)) {
      engine.load(hello);
      Path archive = folder.resolve("saved by " + startable + ".tar");
      Files.copy(engine.save(engine.images()).get(0), archive);
      return new ArchiveKind(
          "saved by " + startable.family() + " " + engine.version(), archive, List.of(), true);
    }
  }
}
