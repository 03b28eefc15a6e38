package io.github.layerlift.bytes;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Reason;
import io.github.layerlift.text.ByteNames;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A regular file, read in place. */
public final class FileSource implements ByteSource {
  private final Path path;
  private final FileChannel channel;
  private final Identity identity;

  private FileSource(Path path, FileChannel channel, Identity identity) {
    this.path = path;
    this.channel = channel;
    this.identity = identity;
  }

  /**
   * Opens {@code path}.
   *
   * @throws io.github.layerlift.fault.StorageException if it is missing or can't be read
   */
  public static FileSource open(Path path) throws LayerliftException {
    try {
      FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
      return new FileSource(path, channel, Identity.of(path, channel.size()));
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  /**
   * Passes if there is something at {@code path}, as far as that can be told.
   *
   * @throws io.github.layerlift.fault.StorageException if there is nothing
   */
  public static void requirePresent(Path path) throws LayerliftException {
    if (Files.notExists(path)) {
      throw unreadable(path, new NoSuchFileException(path.toString()));
    }
  }

  /** The fault that a file or a folder is missing or can't be opened. */
  public static LayerliftException unreadable(Path path, IOException e) {
    return e instanceof NoSuchFileException
        ? Fault.of(ErrorCode.INPUT_MISSING, path + " does not exist")
            .hint("check the path")
            .exception(e)
        : Fault.of(ErrorCode.INPUT_UNREADABLE, path + " can't be opened: " + Reason.of(e))
            .hint("check its owner and permissions, or read it as another user")
            .exception(e);
  }

  @Override
  public String name() {
    return ByteNames.of(path);
  }

  @Override
  public long size() {
    return identity.size();
  }

  @Override
  public int read(ByteBuffer into, long position) throws IOException {
    return channel.read(into, position);
  }

  @Override
  public void checkUnchanged() throws IOException {
    if (!isUnchanged()) {
      throw Fault.of(ErrorCode.INPUT_CHANGED, path + " changed while it was being read")
          .hint("try again when nothing is writing to it")
          .exception();
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private boolean isUnchanged() throws IOException {
    try {
      return Identity.of(path, channel.size()).isSame(identity);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private record Identity(
      long size, FileTime modified, @Nullable Object fileKey) {
    static Identity of(Path path, long size) throws IOException {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      return new Identity(size, attributes.lastModifiedTime(), attributes.fileKey());
    }

    boolean isSame(Identity other) {
      return size == other.size
          && modified.equals(other.modified)
          && Objects.equals(fileKey, other.fileKey);
    }
  }
}
