package io.github.layerlift.spark.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FutureDataInputStreamBuilder;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.util.functional.FutureIO;
import org.jspecify.annotations.Nullable;

/** Lists and opens Hadoop's files. Whoever writes calls Hadoop, which knows what a store can do. */
final class HadoopProvider extends FileSystemProvider {
  private final HadoopFiles files;

  HadoopProvider(HadoopFiles files) {
    this.files = files;
  }

  @Override
  public String getScheme() {
    return "hadoop";
  }

  @Override
  public FileChannel newFileChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    if (!Set.of(StandardOpenOption.READ).containsAll(options)) {
      throw new ReadOnlyFileSystemException();
    }
    HadoopAttributes listed = ((HadoopPath) path).listed();
    FileStatus status = listed == null ? status(path) : listed.at(HadoopFiles.hadoop(path));
    if (status.isDirectory()) {
      throw new IOException(path + " is a folder");
    }
    try {
      FutureDataInputStreamBuilder opening =
          files.holding(path).openFile(HadoopFiles.hadoop(path)).withFileStatus(status);
      FSDataInputStream in = FutureIO.awaitFuture(opening.build());
      return new HadoopChannel(in, status.getLen());
    } catch (FileNotFoundException e) {
      throw missing(path, e);
    }
  }

  @Override
  public FileChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    return newFileChannel(path, options, attributes);
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(
      Path folder, DirectoryStream.Filter<? super Path> filter) throws IOException {
    List<Path> children = new ArrayList<>();
    if (!attributes(folder).isDirectory()) {
      throw new NotDirectoryException(folder.toString());
    }
    for (FileStatus status : files.holding(folder).listStatus(HadoopFiles.hadoop(folder))) {
      Path child = ((HadoopPath) folder).child(status);
      if (filter.accept(child)) {
        children.add(child);
      }
    }
    return new Listing(children);
  }

  private record Listing(List<Path> children) implements DirectoryStream<Path> {
    @Override
    public Iterator<Path> iterator() {
      return children.iterator();
    }

    @Override
    public void close() {
      // it was read at once
    }
  }

  @Override
  public <A extends BasicFileAttributes> A readAttributes(
      Path path, Class<A> type, LinkOption... options) throws IOException {
    if (type != BasicFileAttributes.class) {
      throw new UnsupportedOperationException(type.getName());
    }
    org.apache.hadoop.fs.Path hadoop = HadoopFiles.hadoop(path);
    if (files.holding(path) instanceof RawLocalFileSystem local) {
      // which knows nothing of links and pipes, nor of anything shorter than a millisecond
      return Files.readAttributes(local.pathToFile(hadoop).toPath(), type, options);
    }
    return type.cast(attributes(path));
  }

  private HadoopAttributes attributes(Path path) throws IOException {
    HadoopAttributes listed = ((HadoopPath) path).listed();
    return listed == null ? HadoopAttributes.of(status(path)) : listed;
  }

  private FileStatus status(Path path) throws IOException {
    try {
      return files.holding(path).getFileStatus(HadoopFiles.hadoop(path));
    } catch (FileNotFoundException e) {
      throw missing(path, e);
    }
  }

  private static NoSuchFileException missing(Path path, FileNotFoundException e) {
    NoSuchFileException missing = new NoSuchFileException(path.toString());
    missing.initCause(e);
    return missing;
  }

  @Override
  public void checkAccess(Path path, AccessMode... modes) throws IOException {
    status(path);
    for (AccessMode mode : modes) {
      if (mode != AccessMode.READ) {
        throw new AccessDeniedException(path.toString());
      }
    }
  }

  @Override
  public boolean isSameFile(Path one, Path other) {
    return real(one).equals(real(other));
  }

  private static Path real(Path path) {
    return path.toAbsolutePath().normalize();
  }

  @Override
  public boolean isHidden(Path path) {
    Path name = path.getFileName();
    return name != null && name.toString().startsWith(".");
  }

  @Override
  public <V extends FileAttributeView> @Nullable V getFileAttributeView(
      Path path, Class<V> type, LinkOption... options) {
    return null;
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String names, LinkOption... options) {
    throw new UnsupportedOperationException("attributes by name");
  }

  @Override
  public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
    throw new UnsupportedOperationException("there is one already");
  }

  @Override
  public FileSystem getFileSystem(URI uri) {
    return files;
  }

  @Override
  public Path getPath(URI uri) {
    return files.getPath(uri.toString());
  }

  @Override
  public FileStore getFileStore(Path path) {
    throw new UnsupportedOperationException("how full a store is");
  }

  @Override
  public void createDirectory(Path folder, FileAttribute<?>... attributes) {
    throw new ReadOnlyFileSystemException();
  }

  @Override
  public void delete(Path path) {
    throw new ReadOnlyFileSystemException();
  }

  @Override
  public void copy(Path from, Path to, CopyOption... options) {
    throw new ReadOnlyFileSystemException();
  }

  @Override
  public void move(Path from, Path to, CopyOption... options) {
    throw new ReadOnlyFileSystemException();
  }

  @Override
  public void setAttribute(Path path, String name, Object value, LinkOption... options) {
    throw new ReadOnlyFileSystemException();
  }
}
