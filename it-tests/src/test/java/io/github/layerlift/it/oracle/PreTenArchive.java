package io.github.layerlift.it.oracle;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.layerlift.it.machine.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** An archive as Docker before 1.10 saved it: a folder for each layer, and {@code repositories}. */
final class PreTenArchive {
  private final Map<String, V1Folder> folders = new TreeMap<>();
  private final Map<String, Map<String, String>> repositories = new TreeMap<>();

  /** Files that are there besides, or instead of those that the folders make. */
  private final Map<String, byte[]> files = new TreeMap<>();

  private final Set<String> absent = new TreeSet<>();

  void add(V1Folder folder) {
    folders.put(folder.id(), folder);
  }

  void tag(String name, String tag, String id) {
    repositories.computeIfAbsent(name, key -> new TreeMap<>()).put(tag, id);
  }

  /** Puts a file of these bytes into the archive, maybe instead of one of a folder. */
  PreTenArchive with(String file, byte[] bytes) {
    files.put(file, bytes);
    return this;
  }

  /** Leaves a file of a folder out. */
  PreTenArchive without(String file) {
    absent.add(file);
    return this;
  }

  /** Whether the archive is only what its folders and tags make of it. */
  boolean isPlain() {
    return files.isEmpty() && absent.isEmpty();
  }

  Collection<V1Folder> folders() {
    return folders.values();
  }

  V1Folder folder(String id) {
    return folders.get(id);
  }

  /** Each {@code name:tag} and what it names. */
  Map<String, String> tags() {
    Map<String, String> tags = new TreeMap<>();
    repositories.forEach((name, ids) -> ids.forEach((tag, id) -> tags.put(name + ":" + tag, id)));
    return tags;
  }

  /** Writes the archive with its folders in an order that {@code random} chooses. */
  void write(Path archive, Random random) throws IOException {
    List<V1Folder> shuffled = new ArrayList<>(folders.values());
    Collections.shuffle(shuffled, random);
    try (OutputStream file = Files.newOutputStream(archive);
        TarArchiveOutputStream out = new TarArchiveOutputStream(file)) {
      for (V1Folder folder : shuffled) {
        put(out, folder.id() + "/", new byte[0]);
        put(out, folder.id() + "/VERSION", "1.0".getBytes(UTF_8));
        put(out, folder.id() + "/json", folder.json());
        put(out, folder.id() + "/layer.tar", folder.layer());
      }
      put(out, "repositories", Json.bytes(repositories));
      for (Map.Entry<String, byte[]> extra : files.entrySet()) {
        write(out, extra.getKey(), extra.getValue());
      }
    }
  }

  private void put(TarArchiveOutputStream out, String name, byte[] data) throws IOException {
    if (!absent.contains(name) && !files.containsKey(name)) {
      write(out, name, data);
    }
  }

  private static void write(TarArchiveOutputStream out, String name, byte[] data)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(data.length);
    out.putArchiveEntry(entry);
    out.write(data);
    out.closeArchiveEntry();
  }
}
