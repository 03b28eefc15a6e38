package io.github.layerlift.spark.files;

import java.net.URI;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;
import org.jspecify.annotations.Nullable;

/**
 * A path in any of Hadoop's file systems: {@code s3a://bucket/app.tar} has the root {@code s3a://bucket/}.
 * One without a scheme is in the default file system, and stays as it was given until it is used.
 */
final class HadoopPath implements Path {
  /** Scheme, authority if there is one, and path. A colon alone doesn't make a scheme. */
  private static final Pattern QUALIFIED =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):(?://([^/]*))?(?=/|$)(.*)", Pattern.DOTALL);

  private final HadoopFiles files;
  private final String root;
  private final List<String> names;

  /** What a listing has just said about it, so that nobody needs to ask again; null if none did. */
  private final @Nullable HadoopAttributes listed;

  private HadoopPath(
      HadoopFiles files, String root, List<String> names, @Nullable HadoopAttributes listed) {
    this.files = files;
    this.root = root;
    this.names = names;
    this.listed = listed;
  }

  static HadoopPath parse(HadoopFiles files, String text) {
    Matcher qualified = QUALIFIED.matcher(text);
    if (qualified.matches()) {
      String authority = qualified.group(2);
      boolean none = authority == null || authority.isEmpty();
      String root = qualified.group(1) + (none ? ":/" : "://" + authority + "/");
      return new HadoopPath(files, root, List.copyOf(split(qualified.group(3))), null);
    }
    return new HadoopPath(files, text.startsWith("/") ? "/" : "", List.copyOf(split(text)), null);
  }

  private static List<String> split(String text) {
    List<String> names = new ArrayList<>();
    for (String name : text.split("/", -1)) {
      if (!name.isEmpty()) {
        names.add(name);
      }
    }
    return names;
  }

  private HadoopPath with(String otherRoot, List<String> otherNames) {
    return new HadoopPath(files, otherRoot, List.copyOf(otherNames), null);
  }

  /** The child that {@code status} is about. */
  HadoopPath child(FileStatus status) {
    List<String> all = new Appended(names, status.getPath().getName());
    return new HadoopPath(files, root, all, HadoopAttributes.of(status));
  }

  @Nullable
  HadoopAttributes listed() {
    return listed;
  }

  /** The same for Hadoop; names are taken literally. */
  org.apache.hadoop.fs.Path hadoop() {
    if (root.isEmpty()) {
      return names.isEmpty()
          ? new org.apache.hadoop.fs.Path(".")
          : new org.apache.hadoop.fs.Path(null, null, toString());
    }
    String path = "/" + String.join("/", names);
    int colon = root.indexOf(':');
    if (colon < 0) {
      return new org.apache.hadoop.fs.Path(null, null, path);
    }
    String authority =
        root.length() > colon + 2 ? root.substring(colon + 3, root.length() - 1) : null;
    return new org.apache.hadoop.fs.Path(root.substring(0, colon), authority, path);
  }

  private HadoopPath same(Path other) {
    if (other instanceof HadoopPath path) {
      return path;
    }
    throw new ProviderMismatchException(other + " is on another file system");
  }

  @Override
  public HadoopFiles getFileSystem() {
    return files;
  }

  @Override
  public boolean isAbsolute() {
    return !root.isEmpty();
  }

  @Override
  public @Nullable Path getRoot() {
    return root.isEmpty() ? null : with(root, List.of());
  }

  @Override
  public @Nullable Path getFileName() {
    return names.isEmpty() ? null : getName(names.size() - 1);
  }

  @Override
  public @Nullable Path getParent() {
    int last = names.size() - 1;
    return last < 0 || (last == 0 && root.isEmpty()) ? null : with(root, names.subList(0, last));
  }

  @Override
  public int getNameCount() {
    return names.size();
  }

  @Override
  public Path getName(int index) {
    return subpath(index, index + 1);
  }

  @Override
  public Path subpath(int begin, int end) {
    if (begin < 0 || begin >= end || end > names.size()) {
      throw new IllegalArgumentException(this + " has no names " + begin + " to " + end);
    }
    return with("", names.subList(begin, end));
  }

  @Override
  public boolean startsWith(Path other) {
    return other instanceof HadoopPath path
        && path.root.equals(root)
        && path.names.size() <= names.size()
        && names.subList(0, path.names.size()).equals(path.names);
  }

  @Override
  public boolean endsWith(Path other) {
    int from = names.size() - other.getNameCount();
    return other instanceof HadoopPath path
        && from >= 0
        && (path.root.isEmpty() ? !path.names.isEmpty() : equals(path))
        && names.subList(from, names.size()).equals(path.names);
  }

  @Override
  public Path normalize() {
    List<String> kept = new ArrayList<>();
    for (String name : names) {
      int last = kept.size() - 1;
      if (name.equals("..") && last >= 0 && !kept.get(last).equals("..")) {
        kept.remove(last);
      } else if (!name.equals(".") && !(name.equals("..") && isAbsolute())) {
        kept.add(name);
      }
    }
    return kept.equals(names) ? this : with(root, kept);
  }

  @Override
  public Path resolve(Path other) {
    HadoopPath path = same(other);
    if (path.isAbsolute()) {
      return path;
    }
    if (path.names.size() == 1) {
      return new HadoopPath(files, root, new Appended(names, path.names.get(0)), null);
    }
    List<String> all = new ArrayList<>(names);
    all.addAll(path.names);
    return with(root, all);
  }

  @Override
  public Path relativize(Path other) {
    HadoopPath path = same(other);
    if (!path.root.equals(root)) {
      throw new IllegalArgumentException(path + " has another root than " + this);
    }
    int common = 0;
    while (common < Math.min(names.size(), path.names.size())
        && names.get(common).equals(path.names.get(common))) {
      common++;
    }
    List<String> steps = new ArrayList<>();
    names.subList(common, names.size()).forEach(any -> steps.add(".."));
    steps.addAll(path.names.subList(common, path.names.size()));
    return with("", steps);
  }

  @Override
  public URI toUri() {
    return ((HadoopPath) toAbsolutePath()).hadoop().toUri();
  }

  @Override
  public Path toAbsolutePath() {
    return root.length() > 1 ? this : files.qualified(this);
  }

  @Override
  public Path toRealPath(LinkOption... options) {
    return toAbsolutePath().normalize();
  }

  @Override
  public WatchKey register(
      WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers) {
    throw new UnsupportedOperationException("nothing is watched");
  }

  @Override
  public int compareTo(Path other) {
    return toString().compareTo(same(other).toString());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof HadoopPath path && path.root.equals(root) && path.names.equals(names);
  }

  @Override
  public int hashCode() {
    return 31 * root.hashCode() + names.hashCode();
  }

  @Override
  public String toString() {
    return root + String.join("/", names);
  }
}
