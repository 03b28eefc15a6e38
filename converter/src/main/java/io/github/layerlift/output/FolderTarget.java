package io.github.layerlift.output;

import io.github.layerlift.bytes.PiecewiseWriter;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.image.Digest;
import io.github.layerlift.layout.Layout;
import io.github.layerlift.layout.LayoutFile;
import io.github.layerlift.plan.Blob;
import io.github.layerlift.pour.Slot;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * An OCI layout folder. It grows under a temporary name beside the target and gets its name when it
 * is complete and on the disk.
 */
public final class FolderTarget implements Target {
  private final Path target;
  private final TempFolder temp;

  private FolderTarget(Path target, TempFolder temp) {
    this.target = target;
    this.temp = temp;
  }

  /**
   * Creates a temporary folder beside {@code target}, which must not exist or be an empty folder: a
   * folder can't be replaced in one step, so one with content never is.
   */
  public static FolderTarget open(Path target) throws IOException {
    requireFree(target);
    try {
      return new FolderTarget(target, TempFolder.beside(target));
    } catch (IOException e) {
      throw WriteFaults.unwritable(target.toString(), e);
    }
  }

  @Override
  public Writing start(Layout layout, List<Blob> all) throws IOException {
    try {
      Files.createDirectories(blobs());
      for (Blob blob : all) {
        Files.createFile(unnamed(blob.index()));
      }
    } catch (IOException e) {
      throw WriteFaults.of(target.toString(), e);
    }
    return new Filling();
  }

  /** Removes the temporary folder; finishing fails from here on. */
  public void abandon() {
    temp.abandon();
  }

  @Override
  public void close() throws IOException {
    temp.close();
  }

  private Path blobs() {
    return temp.path().resolve(LayoutFile.BLOBS);
  }

  private Path unnamed(int index) {
    return blobs().resolve("layer-" + index);
  }

  private void write(FileChannel channel, ByteBuffer bytes, long position)
      throws LayerliftException {
    try {
      PiecewiseWriter.write(channel, bytes, position);
    } catch (IOException e) {
      throw WriteFaults.of(target.toString(), e);
    }
  }

  /** Flushes a file to the disk and returns its size in bytes. */
  private static long flush(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
      return channel.size();
    }
  }

  private void write(Path file, byte[] bytes) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      write(channel, ByteBuffer.wrap(bytes), 0);
      channel.force(true);
    }
  }

  private static void requireFree(Path target) throws IOException {
    boolean free = !Files.exists(target) || (Files.isDirectory(target) && isEmpty(target));
    if (!free) {
      throw Fault.of(
              ErrorCode.TARGET_EXISTS, target + " already exists, and is not an empty folder")
          .hint("remove it, or choose another folder")
          .exception();
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (var children = Files.list(folder)) {
      return children.findAny().isEmpty();
    }
  }

  /** Fills the temporary folder, whose blobs have no names yet. */
  private final class Filling implements Writing {
    @Override
    public Slot slot(Blob blob) {
      Path file = unnamed(blob.index());
      return (bytes, position) -> {
        // reopened for each block: there may be more layers than a process may have open files
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
          write(channel, bytes, position);
        }
      };
    }

    @Override
    public long finish(Layout layout, List<Digest> digests) throws IOException {
      long total = 0;
      try {
        for (int i = 0; i < digests.size(); i++) {
          total += flush(unnamed(i));
          Files.move(unnamed(i), blobs().resolve(digests.get(i).hex()));
        }
        List<LayoutFile> small = new ArrayList<>(layout.blobs());
        small.addAll(layout.named());
        for (LayoutFile file : small) {
          total += file.size();
          write(temp.path().resolve(file.name()), file.bytes());
        }
        Folders.sync(blobs());
        Folders.sync(Folders.holding(blobs()));
        Folders.sync(temp.path());
        Folders.rename(temp.path(), target);
        Folders.sync(Folders.holding(target));
      } catch (IOException e) {
        throw WriteFaults.of(target.toString(), e);
      }
      return total;
    }
  }
}
