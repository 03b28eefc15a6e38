package io.github.layerlift.spark.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hashing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** A folder of archives of mixed sizes and kinds, the same each time. */
final class OldShelf {
  private static final Path SAMPLES = Path.of("..", "samples");

  private OldShelf() {}

  /** Fills {@code folder} with the samples, {@code count} other archives, and a few that nobody can read. */
  static void fill(Path folder, int count) throws IOException {
    Files.createDirectories(folder.resolve("deep/er"));
    try (Stream<Path> samples = Files.list(SAMPLES)) {
      for (Path sample :
          samples.filter(file -> file.toString().endsWith(".tar")).toList()) {
        Files.copy(sample, folder.resolve("deep/er").resolve(sample.getFileName()));
      }
    }
    for (int i = 0; i < count; i++) {
      // mostly small, some large
      byte[] archive = archive("shelf/app-" + i, i, i % 20 == 0 ? 6 << 20 : 13_000 + 1_000 * i);
      Path file = folder.resolve((i % 2 == 0 ? "" : "deep/") + "app-" + i + ".tar");
      if (i % 5 == 0) {
        try (OutputStream out =
            new GZIPOutputStream(Files.newOutputStream(Path.of(file + ".gz")))) {
          out.write(archive);
        }
      } else {
        Files.write(file, archive);
      }
    }
    byte[] sound = archive("shelf/broken", 1, 100_000);
    Files.write(folder.resolve("truncated.tar"), Arrays.copyOf(sound, 60_000));
    Files.write(
        folder.resolve("hostile.tar"),
        tar(Map.of("manifest.json", "[".repeat(100_000).getBytes(UTF_8))));
    Files.writeString(folder.resolve("notes.txt"), "not an archive");
  }

  /** An archive as Docker saves them, with one layer of about {@code size} bytes. */
  static byte[] archive(String name, int seed, int size) throws IOException {
    byte[] content = new byte[size];
    new Random(seed).nextBytes(content);
    byte[] layer = tar(Map.of("data", content));
    String config = "{\"architecture\":\"amd64\",\"os\":\"linux\",\"config\":{},\"rootfs\":"
        + "{\"type\":\"layers\",\"diff_ids\":[\"sha256:"
        + Hashing.sha256().hashBytes(layer) + "\"]}}";
    String id = Hashing.sha256().hashString(config, UTF_8).toString();
    String manifest = "[{\"Config\":\"" + id + ".json\",\"RepoTags\":[\"" + name
        + ":1.0\"],\"Layers\":[\"layer.tar\"]}]";
    return tar(new TreeMap<>(Map.of(
        id + ".json",
        config.getBytes(UTF_8),
        "layer.tar",
        layer,
        "manifest.json",
        manifest.getBytes(UTF_8))));
  }

  private static byte[] tar(Map<String, byte[]> files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
        entry.setSize(file.getValue().length);
        entry.setModTime(0);
        tar.putArchiveEntry(entry);
        tar.write(file.getValue());
        tar.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }

  /** The names below {@code folder} of the outputs in it. */
  static List<Path> outputs(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith("-oci.tar"))
          .map(folder::relativize)
          .sorted()
          .toList();
    }
  }
}
