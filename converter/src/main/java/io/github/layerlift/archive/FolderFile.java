package io.github.layerlift.archive;

import io.github.layerlift.bytes.ByteSource;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/**
 * A file of an unpacked archive. Reopened for each read, since a folder may hold more files than a
 * process may have open; never through a link.
 *
 * @param size in bytes, when the folder was listed
 */
record FolderFile(Path path, long size, FileTime modified) implements ByteSource {
  @Override
  public String name() {
    return path.toString();
  }

  @Override
  public int read(ByteBuffer into, long position) throws IOException {
    try (FileChannel channel = open()) {
      return channel.read(into, position);
    }
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
  public void close() {}

  private boolean isUnchanged() throws IOException {
    try {
      BasicFileAttributes now =
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return now.size() == size && now.lastModifiedTime().equals(modified);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private FileChannel open() throws IOException {
    return FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
  }
}
