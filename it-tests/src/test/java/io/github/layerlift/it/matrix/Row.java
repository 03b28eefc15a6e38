package io.github.layerlift.it.matrix;

import io.github.layerlift.it.engine.Refusal;
import io.github.layerlift.it.engine.Registry;
import io.github.layerlift.it.machine.Command;
import io.github.layerlift.it.machine.Launcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A kind of archive, ready to be tried.
 *
 * @param title of the kind
 * @param legacy the archive as it was
 * @param modern the converted archive
 * @param images what must be in it
 * @param runs whether its image is the one that greets
 * @param pushed where images are in the registry
 */
record Row(
    String title,
    Path legacy,
    Path modern,
    List<ExpectedImage> images,
    boolean runs,
    Map<String, ExpectedImage> pushed) {

  /** Converts the archive {@code kind}, and pushes the result if there is a registry. */
  static Row of(ArchiveKind kind, Path folder, Optional<Registry> registry)
      throws IOException, InterruptedException, Refusal {
    Path legacy = folder.resolve("legacy.tar");
    Files.copy(kind.legacy(), legacy);
    Path modern = folder.resolve("modern.tar");
    if (kind.options().contains("folder")) {
      Path layout = folder.resolve("layout");
      Launcher.convert(legacy, layout, kind.options().toArray());
      Command.of("tar", "-cf", modern, "-C", layout, ".").run().orFail();
    } else {
      Launcher.convert(legacy, modern, kind.options().toArray());
    }
    List<ExpectedImage> images = ExpectedImage.of(modern);
    return new Row(
        kind.title(),
        legacy,
        modern,
        images,
        kind.runs(),
        registry.isEmpty()
            ? Map.of()
            : push(modern, images, folder.getFileName().toString(), registry.get()));
  }

  /** Pushes each image under a unique tag, since skopeo goes by tags. */
  private static Map<String, ExpectedImage> push(
      Path modern, List<ExpectedImage> images, String repository, Registry registry)
      throws IOException, Refusal {
    Map<String, ExpectedImage> pushed = new LinkedHashMap<>();
    Set<String> seen = new TreeSet<>();
    for (ExpectedImage image : images) {
      for (String name : image.names()) {
        String tag = name.substring(name.lastIndexOf(':') + 1);
        if (seen.add(tag)) {
          String reference = registry.reference(repository, tag);
          registry.push(modern, tag, reference);
          pushed.put(reference, image);
        }
      }
    }
    return pushed;
  }
}
