package io.github.layerlift.it.oracle;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.layerlift.it.engine.Docker;
import io.github.layerlift.it.engine.DockerLoader;
import io.github.layerlift.it.engine.Refusal;
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
final class TwoLoaders {
  private final Docker docker;
  private final Path folder;
  private final Random random;

  TwoLoaders(Docker docker, Path folder, Random random) {
    this.docker = docker;
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
  Answer docker(PreTenArchive archive, Path legacy) throws Refusal, IOException {
    try {
      String refusal = load(legacy);
      return new Answer(refusal.isEmpty() ? loaded(archive) : Map.of(), refusal);
    } finally {
      docker.remove(loaded(archive).keySet());
    }
  }

  /** Loads an archive into Docker; returns why it is refused, or {@code ""}. */
  private String load(Path archive) throws IOException {
    try {
      docker.load(archive);
      return "";
    } catch (Refusal e) {
      return e.getMessage();
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
  Answer reloaded(PreTenArchive archive) throws Refusal, IOException {
    return docker(archive, modern());
  }

  Path modern() {
    return folder.resolve("modern.tar");
  }

  private Map<String, String> loaded(PreTenArchive archive) throws Refusal, IOException {
    Map<String, String> ids = new TreeMap<>(docker.tags());
    ids.keySet().retainAll(archive.tags().keySet());
    return ids;
  }
}
