package io.github.layerlift.spark;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A folder of this machine for one task, which goes with it. */
record Scratch(Path path) implements Closeable {
  /** Where YARN, a standalone worker, and whoever started them say that there is room. */
  private static final List<String> VARIABLES =
      List.of("LOCAL_DIRS", "SPARK_EXECUTOR_DIRS", "SPARK_LOCAL_DIRS");

  /**
   * Makes one.
   *
   * @param wanted where; empty for where Spark has its own
   */
  static Scratch make(Optional<Path> wanted, Map<String, String> environment) throws IOException {
    Path parent = wanted.orElseGet(() -> VARIABLES.stream()
        .map(name -> environment.getOrDefault(name, ""))
        .filter(value -> !value.isEmpty())
        .map(value -> Path.of(value.split("[,:]", 2)[0]))
        .filter(Files::isDirectory)
        .findFirst()
        .orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir"))));
    return new Scratch(Files.createTempDirectory(parent, "layerlift-"));
  }

  @Override
  public void close() throws IOException {
    MoreFiles.deleteRecursively(path, RecursiveDeleteOption.ALLOW_INSECURE);
  }
}
