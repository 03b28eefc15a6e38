package io.github.layerlift.spark.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.LocalFileSystem;

/** All of Hadoop's file systems as one, whose roots are those of {@code file:}, {@code s3a://bucket} and so on. */
public final class HadoopFiles extends FileSystem {
  private static final String SEPARATOR = "/";

  private final Supplier<Configuration> source;
  private final HadoopProvider provider = new HadoopProvider(this);

  /**
   * @param source of the settings, asked when a file is touched
   */
  public HadoopFiles(Supplier<Configuration> source) {
    this.source = source;
  }

  /** Those with all the settings of another process. */
  public static HadoopFiles of(Map<String, String> settings) {
    Configuration configuration = new Configuration(false);
    settings.forEach(configuration::set);
    return new HadoopFiles(() -> configuration);
  }

  /** What another process needs to reach the same files. */
  public Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    configuration().forEach(setting -> settings.put(setting.getKey(), setting.getValue()));
    return settings;
  }

  public Configuration configuration() {
    return source.get();
  }

  /** The file system that has {@code path}, which must be one of these. */
  public org.apache.hadoop.fs.FileSystem holding(Path path) throws IOException {
    org.apache.hadoop.fs.FileSystem system = hadoop(path).getFileSystem(configuration());
    // which would leave a file of checksums beside each
    return system instanceof LocalFileSystem local ? local.getRaw() : system;
  }

  /** The same path for Hadoop. */
  public static org.apache.hadoop.fs.Path hadoop(Path path) {
    return ((HadoopPath) path).hadoop();
  }

  Path qualified(HadoopPath path) {
    try {
      return getPath(holding(path).makeQualified(path.hadoop()).toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Path getPath(String first, String... more) {
    return HadoopPath.parse(
        this, more.length == 0 ? first : first + SEPARATOR + String.join(SEPARATOR, more));
  }

  @Override
  public PathMatcher getPathMatcher(String syntaxAndPattern) {
    // the system's own paths have no double slash, as after a scheme
    PathMatcher matcher =
        FileSystems.getDefault().getPathMatcher(syntaxAndPattern.replaceAll("/+", SEPARATOR));
    return path -> matcher.matches(Path.of(path.toString()));
  }

  @Override
  public HadoopProvider provider() {
    return provider;
  }

  @Override
  public void close() {
    throw new UnsupportedOperationException("Hadoop closes its file systems itself");
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public boolean isReadOnly() {
    return true;
  }

  @Override
  public String getSeparator() {
    return SEPARATOR;
  }

  @Override
  public Iterable<Path> getRootDirectories() {
    return List.of();
  }

  @Override
  public Iterable<FileStore> getFileStores() {
    return List.of();
  }

  @Override
  public Set<String> supportedFileAttributeViews() {
    return Set.of("basic");
  }

  @Override
  public UserPrincipalLookupService getUserPrincipalLookupService() {
    throw new UnsupportedOperationException("there are no users here");
  }

  @Override
  public WatchService newWatchService() {
    throw new UnsupportedOperationException("nothing is watched");
  }
}
