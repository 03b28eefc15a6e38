package io.github.layerlift.spark;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.layerlift.spark.files.HadoopFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.Rename;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.StreamCapabilities;

/** Writes to Hadoop's file systems, and knows what each can do. */
final class Store {
  private final HadoopFiles files;

  Store(HadoopFiles files) {
    this.files = files;
  }

  /** Whether a file appears only when it was written to its end, as in S3: it needs no other name until then. */
  boolean showsOnlyWhole(Path path) throws IOException {
    return files
        .holding(path)
        .hasPathCapability(HadoopFiles.hadoop(path), CommonPathCapabilities.ABORTABLE_STREAM);
  }

  /** Writes a small file, in place of the one of that name. */
  void put(Path path, String text) throws IOException {
    try (FSDataOutputStream out = create(path)) {
      out.write(text.getBytes(UTF_8));
    }
  }

  /** Copies a file of this machine, in place of the one of that name; removes what it couldn't finish. */
  void upload(Path local, Path path) throws IOException {
    FileSystem system = files.holding(path);
    FSDataOutputStream out = create(path);
    boolean whole = false;
    try {
      Files.copy(local, out);
      whole = true;
    } finally {
      if (whole) {
        out.close();
      } else if (out.hasCapability(StreamCapabilities.ABORTABLE_STREAM)) {
        // closing it would publish half a file
        out.abort();
      } else {
        out.close();
        system.delete(HadoopFiles.hadoop(path), false);
      }
    }
  }

  private FSDataOutputStream create(Path path) throws IOException {
    Optional<Path> file = onDisk(path);
    if (file.isPresent()) {
      // the file system itself would start a program for each file, to set its mode
      Files.createDirectories(file.get().getParent());
      return new FSDataOutputStream(Files.newOutputStream(file.get()), null);
    }
    return files.holding(path).create(HadoopFiles.hadoop(path), true);
  }

  /** The same file for programs of this machine; empty if it isn't in a file system that is mounted here. */
  Optional<Path> onDisk(Path path) throws IOException {
    return files.holding(path) instanceof RawLocalFileSystem local
        ? Optional.of(local.pathToFile(HadoopFiles.hadoop(path)).toPath())
        : Optional.empty();
  }

  void setTime(Path path, long millis) throws IOException {
    files.holding(path).setTimes(HadoopFiles.hadoop(path), millis, -1);
  }

  /** Gives a file its name in one step. */
  void rename(Path from, Path to, boolean replace) throws IOException {
    FileSystem system = files.holding(to);
    if (system instanceof RawLocalFileSystem) {
      // the other call would delete a file before it replaces it
      system.mkdirs(HadoopFiles.hadoop(to).getParent());
      if ((!replace && system.exists(HadoopFiles.hadoop(to)))
          || !system.rename(HadoopFiles.hadoop(from), HadoopFiles.hadoop(to))) {
        throw new IOException(from + " can't be renamed to " + to);
      }
      return;
    }
    system.mkdirs(HadoopFiles.hadoop(to).getParent());
    FileContext.getFileContext(system.getUri(), files.configuration())
        .rename(
            HadoopFiles.hadoop(from),
            HadoopFiles.hadoop(to),
            replace ? Rename.OVERWRITE : Rename.NONE);
  }

  /** Removes a file or a folder with all that is in it, if it is there. */
  void remove(Path path) throws IOException {
    files.holding(path).delete(HadoopFiles.hadoop(path), true);
  }
}
