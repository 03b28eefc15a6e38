package io.github.layerlift.it.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system of its own, for as long as it is open. Needs root. */
public final class Mount implements AutoCloseable {
  private final Path folder;

  private Mount(Path folder) {
    this.folder = folder;
  }

  /** An empty one in memory, with space for the given number of bytes. */
  public static Mount ofMemory(Path folder, long bytes) throws IOException, InterruptedException {
    return mount(folder, "-t", "tmpfs", "-o", "size=" + bytes, "layerlift-test");
  }

  /** An empty one in memory with the given maximum number of files, including the root. */
  public static Mount ofFewFiles(Path folder, int most) throws IOException, InterruptedException {
    return mount(folder, "-t", "tmpfs", "-o", "nr_inodes=" + most, "layerlift-test");
  }

  /** What is in the image file {@code image}, through a loop device. */
  public static Mount ofImage(Path folder, Path image, String options)
      throws IOException, InterruptedException {
    return mount(folder, "-o", "loop," + options, image);
  }

  /** Creates an image file with an empty ext4 in it; needs as much space as is written to it. */
  public static void makeImage(Path image, int mebibytes) throws IOException, InterruptedException {
    Command.of("truncate", "-s", mebibytes + "M", image).run().orFail();
    // no journal: a fault is then in a file, and the file system stays intact
    tool("mkfs.ext4", "-q", "-O", "^has_journal", "-E", "lazy_itable_init=0", image);
  }

  public Path folder() {
    return folder;
  }

  /** Makes it read-only, even for root. */
  public void makeReadOnly() throws IOException, InterruptedException {
    tool("mount", "-o", "remount,ro", folder);
  }

  @Override
  public void close() throws IOException {
    try {
      tool("umount", "-l", folder);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Mount mount(Path folder, Object... what) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Command.of("env", "PATH=/usr/sbin:/sbin:/usr/bin:/bin", "mount")
        .and(what)
        .and(folder)
        .run()
        .orFail();
    return new Mount(folder);
  }

  private static void tool(Object... words) throws IOException, InterruptedException {
    Command.of("env", "PATH=/usr/sbin:/sbin:/usr/bin:/bin").and(words).run().orFail();
  }
}
