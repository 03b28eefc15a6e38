package io.github.layerlift.spark.it;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.PositionedReadable;
import org.apache.hadoop.fs.Seekable;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/** A thousand folders, each with {@code made.files} archives, each like the file {@code made.content}; nothing can be written. */
public final class MadeUpFileSystem extends FileSystem {
  private static final int FOLDERS = 1_000;

  private byte[] content = {};
  private int files;

  @Override
  public void initialize(URI name, Configuration configuration) throws IOException {
    super.initialize(name, configuration);
    files = configuration.getInt("made.files", 1);
    content = Files.readAllBytes(java.nio.file.Path.of(configuration.get("made.content")));
  }

  @Override
  public URI getUri() {
    return URI.create("made://up");
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    String name = path.toUri().getPath();
    if (name.startsWith("/there")) {
      throw new FileNotFoundException(name);
    }
    boolean file = name.endsWith(".tar");
    return new FileStatus(file ? content.length : 0, !file, 1, 1, 0, makeQualified(path));
  }

  @Override
  public FileStatus[] listStatus(Path path) throws IOException {
    boolean root = path.getName().equals("shelf");
    FileStatus[] all = new FileStatus[root ? FOLDERS : files];
    for (int i = 0; i < all.length; i++) {
      String name = (root ? "team-" : path.getName() + "-service-") + i + (root ? "" : ".tar");
      all[i] = getFileStatus(new Path(path, name));
    }
    return all;
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) {
    return new FSDataInputStream(new Content(content));
  }

  private static final class Content extends ByteArrayInputStream
      implements Seekable, PositionedReadable {
    Content(byte[] bytes) {
      super(bytes);
    }

    @Override
    public int read(long position, byte[] buffer, int offset, int length) {
      if (position >= count) {
        return -1;
      }
      int taken = (int) Math.min(length, count - position);
      System.arraycopy(buf, (int) position, buffer, offset, taken);
      return taken;
    }

    @Override
    public void readFully(long position, byte[] buffer, int offset, int length) {
      System.arraycopy(buf, (int) position, buffer, offset, length);
    }

    @Override
    public void readFully(long position, byte[] buffer) {
      readFully(position, buffer, 0, buffer.length);
    }

    @Override
    public void seek(long position) {
      pos = (int) position;
    }

    @Override
    public long getPos() {
      return pos;
    }

    @Override
    public boolean seekToNewSource(long target) {
      return false;
    }
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      FsPermission permission,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FSDataOutputStream append(Path path, int bufferSize, Progressable progress) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean rename(Path from, Path to) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean delete(Path path, boolean recursive) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean mkdirs(Path path, FsPermission permission) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void setWorkingDirectory(Path folder) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Path getWorkingDirectory() {
    return new Path("made://up/");
  }
}
