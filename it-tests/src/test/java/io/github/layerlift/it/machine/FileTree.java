package io.github.layerlift.it.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** The files of a root file system, as far as engines agree on them: a line of text for each. */
public final class FileTree {
  private static final String XATTR = "SCHILY.xattr.";

  private final Map<String, String> lines = new TreeMap<>();
  private final Map<String, Set<String>> names = new TreeMap<>();

  private FileTree() {}

  /** The files in a tar of a root file system. */
  public static FileTree ofTar(Path tar) throws IOException {
    FileTree tree = new FileTree();
    try (TarArchiveInputStream in = new TarArchiveInputStream(Files.newInputStream(tar), "UTF-8")) {
      for (TarArchiveEntry each = in.getNextEntry(); each != null; each = in.getNextEntry()) {
        tree.add(each, in);
      }
    }
    tree.names.values().forEach(tree::noteNames);
    return tree;
  }

  /**
   * The files in a folder, by way of tar, which knows what Java doesn't.
   *
   * @param xattrs which extended attributes count, such as {@code security.*}
   */
  public static FileTree ofFolder(Path folder, Path scratch, String xattrs) throws Exception {
    Path tar = Files.createTempFile(scratch, "tree-", ".tar");
    Command.of("tar", "--xattrs", "--xattrs-include=" + xattrs, "--format=pax", "--sort=name")
        .and("-C", folder, "-cf", tar, ".")
        .run()
        .orFail();
    return ofTar(tar);
  }

  private void add(TarArchiveEntry entry, TarArchiveInputStream in) throws IOException {
    String path = path(entry.getName());
    if (path.isEmpty()) {
      return;
    }
    if (entry.isLink()) {
      names.get(path(entry.getLinkName())).add(path);
      return;
    }
    StringBuilder line = new StringBuilder();
    line.append((char) entry.getLinkFlag())
        .append(entry.isSymbolicLink() ? "" : " " + Integer.toOctalString(entry.getMode() & 07777))
        .append(' ')
        .append(entry.getLongUserId())
        .append(':')
        .append(entry.getLongGroupId());
    if (entry.isFile()) {
      line.append(' ')
          .append(Sha256.of(in))
          .append(' ')
          .append(entry.getLastModifiedTime().toMillis() / 1000);
    }
    if (entry.isSymbolicLink()) {
      line.append(" -> ").append(entry.getLinkName());
    }
    if (entry.isCharacterDevice() || entry.isBlockDevice()) {
      line.append(' ').append(entry.getDevMajor()).append(',').append(entry.getDevMinor());
    }
    new TreeMap<>(entry.getExtraPaxHeaders()).forEach((key, value) -> {
      if (key.startsWith(XATTR)) {
        line.append(' ').append(key.substring(XATTR.length())).append('=').append(value);
      }
    });
    lines.put(path, line.toString());
    names.put(path, new TreeSet<>(Set.of(path)));
  }

  /** Which of several names a tar has first doesn't matter. */
  private void noteNames(Set<String> all) {
    String line =
        all.stream().filter(lines::containsKey).findFirst().map(lines::get).orElseThrow();
    all.forEach(path -> lines.put(path, all.size() == 1 ? line : line + " also called " + all));
  }

  private static String path(String name) {
    return name.replaceFirst("^\\./", "").replaceFirst("/$", "").replaceFirst("^\\.$", "");
  }

  /** The same tree without what doesn't belong to the image. */
  public FileTree without(Predicate<String> unwanted) {
    FileTree rest = new FileTree();
    lines.forEach((path, line) -> {
      if (!unwanted.test(path)) {
        rest.lines.put(path, line);
      }
    });
    return rest;
  }

  public int size() {
    return lines.size();
  }

  /** The line of a file; what it is, its mode, owner, content. */
  public String line(String path) {
    return String.valueOf(lines.get(path));
  }

  /** What differs, a line for each file; nothing if the trees are equal. */
  public List<String> differences(FileTree other) {
    Set<String> paths = new TreeSet<>(lines.keySet());
    paths.addAll(other.lines.keySet());
    List<String> differences = new ArrayList<>();
    for (String path : paths) {
      if (!line(path).equals(other.line(path))) {
        differences.add(path + ": " + line(path) + " | " + other.line(path));
      }
    }
    return differences;
  }
}
