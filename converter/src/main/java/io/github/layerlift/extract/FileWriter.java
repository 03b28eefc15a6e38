package io.github.layerlift.extract;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.file.FileKind;
import io.github.layerlift.text.ByteNames;
import io.github.layerlift.tree.Folder;
import io.github.layerlift.tree.LayerStack;
import io.github.layerlift.tree.Leaf;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes regular files, one after the other; each thread has its own. */
final class FileWriter {
  /** Bytes that are read at once. */
  static final int CHUNK = 1 << 18;

  private static final Set<? extends OpenOption> NEW =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

  private final Path base;
  private final Describer describer;
  private final LayerStack layers;
  private final Map<Integer, FileAttribute<Set<PosixFilePermission>>> modes = new HashMap<>();
  private Path folderPath;
  private @Nullable Folder folder;
  private @Nullable ByteBuffer chunk;

  FileWriter(Path base, Describer describer, LayerStack layers) {
    this.base = base;
    this.describer = describer;
    this.layers = layers;
    this.folderPath = base;
  }

  /** Writes a file of a plain layer, from where it is. */
  void write(Leaf file) throws IOException {
    write(file, out -> {
      ByteBuffer into = chunk();
      for (long at = 0; at < file.inode().size(); at += into.limit()) {
        layers.read(file, into.clear(), at);
        put(into.flip(), out);
      }
    });
  }

  /** Writes a file, from a stream that has its content next. */
  void write(Leaf file, InputStream content) throws IOException {
    write(file, out -> {
      byte[] into = new byte[(int) Math.min(file.inode().size(), CHUNK)];
      for (long left = file.inode().size(); left > 0; ) {
        int count = content.read(into, 0, (int) Math.min(left, into.length));
        if (count < 0) {
          throw truncated(file);
        }
        put(ByteBuffer.wrap(into, 0, count), out);
        left -= count;
      }
    });
  }

  /** Writes a file, all of which was read. */
  void write(Leaf file, byte[] content) throws IOException {
    if (content.length < file.inode().size()) {
      throw truncated(file);
    }
    write(file, out -> put(ByteBuffer.wrap(content), out));
  }

  private static IOException truncated(Leaf file) {
    return Fault.of(ErrorCode.INPUT_CHANGED, "a layer was truncated while it was being read")
        .in(file.path())
        .exception();
  }

  /** Brings the content. */
  @FunctionalInterface
  private interface Content {
    void to(FileChannel out) throws IOException;
  }

  private void write(Leaf file, Content content) throws IOException {
    layers.advance(0);
    FolderWriter.make(file, path(file), path -> {
      try (FileChannel out = FileChannel.open(path, NEW, mode(describer.firstMode(file)))) {
        content.to(out);
      }
      if (!describer.isLater(file)) {
        describer.describe(path, FileKind.FILE, file.attributes());
      }
    });
  }

  private void put(ByteBuffer bytes, FileChannel out) throws IOException {
    int count = bytes.remaining();
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
    layers.advance(count);
  }

  private ByteBuffer chunk() {
    // outside of the heap, since it would otherwise be copied there for each read and write
    ByteBuffer made = chunk == null ? ByteBuffer.allocateDirect(CHUNK) : chunk;
    chunk = made;
    return made;
  }

  private FileAttribute<Set<PosixFilePermission>> mode(int mode) {
    return modes.computeIfAbsent(mode, FileWriter::attribute);
  }

  private static FileAttribute<Set<PosixFilePermission>> attribute(int mode) {
    char[] text = "rwxrwxrwx".toCharArray();
    for (int i = 0; i < text.length; i++) {
      if ((mode & (0400 >> i)) == 0) {
        text[i] = '-';
      }
    }
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(new String(text)));
  }

  /** The path of a file; that of its folder is mostly the last one's. */
  private Path path(Leaf file) {
    Folder parent = file.parentOrSelf();
    if (!parent.equals(folder)) {
      folder = parent;
      folderPath = ByteNames.path(base, parent.path());
    }
    return ByteNames.path(folderPath, file.name());
  }
}
