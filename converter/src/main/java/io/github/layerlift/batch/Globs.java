package io.github.layerlift.batch;

import io.github.layerlift.text.ByteNames;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.PatternSyntaxException;

/**
 * Expands glob patterns that no shell has expanded: {@code *}, {@code ?}, {@code [a-z]}, {@code {a,b}}, and
 * {@code **} for any number of folders. As in a shell, hidden files need a dot in the pattern.
 */
final class Globs {
  private static final String SIGNS = "*?[{";

  private Globs() {}

  static boolean isPattern(String text) {
    return text.chars().anyMatch(c -> SIGNS.indexOf(c) >= 0);
  }

  /** What {@code pattern} matches in {@code files}, sorted; nothing if it is not a valid pattern. */
  static List<Path> expand(FileSystem files, String pattern) throws IOException {
    String slashed = pattern.replace(File.separatorChar, '/');
    String plain = slashed.startsWith("./") ? slashed.substring(2) : slashed;
    Path start = start(files, plain);
    PathMatcher matcher;
    try {
      matcher = files.getPathMatcher("glob:" + plain);
    } catch (PatternSyntaxException e) {
      return List.of();
    }
    if (!Files.isDirectory(start)) {
      return List.of();
    }
    int depth = plain.contains("**") ? Integer.MAX_VALUE : plain.split("/", -1).length;
    boolean hidden = plain.startsWith(".") || plain.contains("/.");
    Walk walk = new Walk(start, matcher, hidden);
    Files.walkFileTree(start, Set.of(), depth, walk);
    walk.matches.sort(null);
    return walk.matches;
  }

  private static final class Walk extends SimpleFileVisitor<Path> {
    private final List<Path> matches = new ArrayList<>();
    private final Path start;
    private final PathMatcher matcher;
    private final boolean hidden;

    Walk(Path start, PathMatcher matcher, boolean hidden) {
      this.start = start;
      this.matcher = matcher;
      this.hidden = hidden;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      if (!folder.equals(start) && isHidden(folder, hidden)) {
        return FileVisitResult.SKIP_SUBTREE;
      }
      return visitFile(folder, attributes);
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (matcher.matches(file) && !isHidden(file, hidden)) {
        matches.add(file);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException fault) {
      // a shell, too, skips folders that it may not list
      return FileVisitResult.CONTINUE;
    }
  }

  private static boolean isHidden(Path path, boolean wanted) {
    Path name = path.getFileName();
    return !wanted && name != null && name.toString().startsWith(".");
  }

  /** The folder that all matches are in: the part before the first wildcard. */
  private static Path start(FileSystem files, String pattern) {
    int sign = 0;
    while (SIGNS.indexOf(pattern.charAt(sign)) < 0) {
      sign++;
    }
    int slash = pattern.lastIndexOf('/', sign);
    return ByteNames.path(files, slash == 0 ? "/" : pattern.substring(0, Math.max(0, slash)));
  }
}
