package io.github.layerlift.extract;

import io.github.layerlift.file.FileKind;
import io.github.layerlift.output.WriteFaults;
import io.github.layerlift.tar.Attributes;
import io.github.layerlift.tar.EntryHeader;
import io.github.layerlift.tree.Inode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;

/** Writes a tar, entry by entry, with all their metadata. */
final class TarWriter {
  private static final int BLOCK = 512;

  private final String name;
  private final OutputStream out;

  /**
   * @param name what to call the tar in a message
   * @param channel stays open
   */
  TarWriter(String name, WritableByteChannel channel) {
    this.name = name;
    this.out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
  }

  void folder(String path, Attributes attributes) throws IOException {
    header(path, FileKind.FOLDER, "", 0, attributes);
  }

  /** A symlink or a device; or a file, whose data and padding must follow. */
  void leaf(String path, Inode inode) throws IOException {
    header(path, inode.kind(), inode.link(), inode.size(), inode.attributes());
  }

  void hardLink(String path, String target, Attributes attributes) throws IOException {
    header(path, FileKind.HARD_LINK, target, 0, attributes);
  }

  void data(byte[] bytes, int length) throws IOException {
    try {
      out.write(bytes, 0, length);
    } catch (IOException e) {
      throw WriteFaults.ofStream(name, e);
    }
  }

  /** Fills the last block of {@code size} bytes of data. */
  void pad(long size) throws IOException {
    data(new byte[BLOCK], (int) (-size & (BLOCK - 1)));
  }

  void end() throws IOException {
    data(new byte[2 * BLOCK], 2 * BLOCK);
    try {
      out.flush();
    } catch (IOException e) {
      throw WriteFaults.ofStream(name, e);
    }
  }

  private void header(String path, FileKind kind, String link, long size, Attributes attributes)
      throws IOException {
    byte[] header = EntryHeader.of(path, kind, link, size, attributes);
    data(header, header.length);
  }
}
