package io.github.layerlift.it.oracle;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.layerlift.it.engine.Docker;
import io.github.layerlift.it.engine.Refusal;
import io.github.layerlift.it.machine.Checkout;
import io.github.layerlift.it.machine.TarEntries;
import io.github.layerlift.it.machine.TarEntries.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lays what Docker and Layerlift made of one image side by side, for a person to look at. */
final class LoaderDiff {
  private static final Path FOLDER = Checkout.target().resolve("oracle-diff");
  private static final Pattern PARENT =
      Pattern.compile("\"parent\"\\s*:\\s*\"([0-9a-f]{64})\"", Pattern.CASE_INSENSITIVE);

  private LoaderDiff() {}

  /** Writes what differs between the image IDs of {@code theirs} and {@code ours}. */
  static void writeAll(
      Docker engine,
      PreTenArchive archive,
      Path legacy,
      Map<String, String> theirs,
      Path modern,
      Map<String, String> ours)
      throws Refusal, IOException {
    engine.load(legacy);
    try {
      for (String tag : archive.tags().keySet()) {
        if (!theirs.get(tag).equals(ours.get(tag))) {
          write(engine, archive, tag, theirs.get(tag), modern, ours.get(tag));
        }
      }
    } finally {
      engine.remove(archive.tags().keySet());
    }
    System.err.println("what differs is in " + FOLDER);
  }

  /**
   * Writes {@code NAME.docker.json}, {@code NAME.layerlift.json} and the files that both were made from.
   */
  private static void write(
      Docker engine,
      PreTenArchive archive,
      String tag,
      String dockerId,
      Path modern,
      String layerliftId)
      throws IOException {
    Files.createDirectories(FOLDER);
    String name = tag.replaceAll("[/:]", "_");
    Optional<byte[]> docker = engine.storedConfig(dockerId);
    Files.write(
        FOLDER.resolve(name + ".docker.json"),
        docker.orElse("not to be seen from here".getBytes(UTF_8)));
    for (Entry entry : TarEntries.read(modern)) {
      if (("sha256:" + entry.sha256()).equals(layerliftId)) {
        Files.write(FOLDER.resolve(name + ".layerlift.json"), entry.bytes());
      }
    }
    int step = 0;
    for (V1Folder folder : chain(archive, archive.tags().get(tag))) {
      Files.write(FOLDER.resolve(name + ".step" + step++ + ".json"), folder.json());
    }
  }

  /** The folders from the root to {@code id}, as far as a look at the text shows. */
  private static Deque<V1Folder> chain(PreTenArchive archive, String id) {
    Deque<V1Folder> chain = new ArrayDeque<>();
    V1Folder folder = archive.folder(id);
    while (folder != null) {
      chain.addFirst(folder);
      Matcher parent = PARENT.matcher(new String(folder.json(), UTF_8));
      folder = parent.find() ? archive.folder(parent.group(1)) : null;
    }
    return chain;
  }
}
