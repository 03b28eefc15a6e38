package io.github.layerlift.it.matrix;

import io.github.layerlift.it.machine.TarEntries;
import io.github.layerlift.it.machine.TarEntries.Entry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** The files of an archive, which can be changed and written again. */
final class Tar {
  private final Map<String, byte[]> files = new LinkedHashMap<>();

  private Tar() {}

  /** Reads an archive; a symlink becomes a copy of what it points to. */
  static Tar read(Path archive) throws IOException {
    Tar tar = new Tar();
    Map<String, Path> links = new LinkedHashMap<>();
    for (Entry entry : TarEntries.read(archive)) {
      if (entry.header().isSymbolicLink()) {
        links.put(
            entry.name(), Path.of(entry.name()).resolveSibling(entry.header().getLinkName()));
      } else if (entry.header().isFile()) {
        tar.files.put(entry.name(), entry.bytes());
      }
    }
    links.forEach(
        (name, target) -> tar.files.put(name, tar.files.get(target.normalize().toString())));
    return tar;
  }

  Tar without(Predicate<String> name) {
    files.keySet().removeIf(name);
    return this;
  }

  /** Replaces the bytes of each file by what {@code change} makes of its name and bytes. */
  Tar changed(BiFunction<String, byte[], byte[]> change) {
    files.replaceAll(change);
    return this;
  }

  void write(Path archive) throws IOException {
    try (OutputStream file = Files.newOutputStream(archive);
        TarArchiveOutputStream out = new TarArchiveOutputStream(file)) {
      for (Map.Entry<String, byte[]> entry : files.entrySet()) {
        TarArchiveEntry header = new TarArchiveEntry(entry.getKey());
        header.setSize(entry.getValue().length);
        out.putArchiveEntry(header);
        out.write(entry.getValue());
        out.closeArchiveEntry();
      }
    }
  }
}
