package io.github.layerlift.it.oracle;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.layerlift.it.engine.DockerEngine;
import io.github.layerlift.it.engine.DockerEngine.LoadException;
import io.github.layerlift.it.engine.DockerLoader;
import io.github.layerlift.it.machine.Command.Finished;
import io.github.layerlift.it.machine.Launcher;
import io.github.layerlift.it.machine.OutputCheck;
import io.github.layerlift.it.machine.OutputCheck.OciImage;
import io.github.layerlift.it.machine.Sha256;
import io.github.layerlift.it.machine.TarEntries;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Asks Docker and Layerlift the same question: which image is under which name of an archive? */
final class Oracle {
  private final DockerEngine engine;
  private final Path folder;
  private final Random random;

  Oracle(DockerEngine engine, Path folder, Random random) {
    this.engine = engine;
    this.folder = folder;
    this.random = random;
  }

  /**
   * An answer: the image ID of each name, or why there is none.
   *
   * @param refusal what the one that was asked said when it refused, else {@code ""}
   */
  record Answer(Map<String, String> ids, String refusal) {}

  /** Writes the archive for both. */
  Path write(PreTenArchive archive) throws IOException {
    Path legacy = folder.resolve("legacy.tar");
    archive.write(legacy, random);
    return legacy;
  }

  /** What Docker makes of the legacy archive. The images are gone again afterwards. */
  Answer docker(PreTenArchive archive, Path legacy) throws IOException {
    try {
      engine.load(legacy);
      return new Answer(loaded(archive), "");
    } catch (LoadException e) {
      return new Answer(Map.of(), e.getMessage());
    } finally {
      engine.remove(loaded(archive).keySet());
    }
  }

  /** What Layerlift makes of it; the output stays at {@link #modern}. */
  Answer layerlift(Path legacy) throws IOException, InterruptedException {
    Finished finished = Launcher.command(legacy, modern(), "--force").run();
    if (finished.code() != 0) {
      return new Answer(Map.of(), finished.code() + ": " + finished.err().strip());
    }
    Map<String, String> ids = new TreeMap<>();
    for (OciImage image : OutputCheck.check(modern())) {
      for (String name : image.names()) {
        ids.put(OutputCheck.familiar(name), "sha256:" + image.config());
      }
    }
    return new Answer(ids, "");
  }

  /** The IDs that are right for a Docker where {@link #layerlift} gave {@code ids}. */
  Map<String, String> expected(Map<String, String> ids, DockerLoader loader) throws IOException {
    Map<String, byte[]> blobs = new TreeMap<>();
    TarEntries.read(modern()).forEach(blob -> blobs.put("sha256:" + blob.sha256(), blob.bytes()));
    Map<String, String> expected = new TreeMap<>();
    ids.forEach((tag, id) -> {
      String config = new String(blobs.get(id), UTF_8);
      expected.put(tag, "sha256:" + Sha256.of(loader.config(config).getBytes(UTF_8)));
    });
    return expected;
  }

  /** What Docker makes of Layerlift's output. */
  Answer reloaded(PreTenArchive archive) throws IOException {
    return docker(archive, modern());
  }

  Path modern() {
    return folder.resolve("modern.tar");
  }

  private Map<String, String> loaded(PreTenArchive archive) {
    Map<String, String> ids = new TreeMap<>(engine.tags());
    ids.keySet().retainAll(archive.tags().keySet());
    return ids;
  }
}
