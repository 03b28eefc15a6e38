package io.github.layerlift.ledger;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Reason;
import io.github.layerlift.image.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * What identifies an input, wherever it is: its size, its time, and a digest of its first and last
 * 64 KiB, which have the names and lists; for a folder, of the list of its files.
 *
 * @param size in bytes; of a folder, of all files in it
 * @param modified nanoseconds since 1970; of a folder, digits of the hash of all its files' times
 * @param digest of its ends, or of the list
 */
public record Identity(long size, long modified, String digest) {
  private static final int END = 64 << 10;

  private static final int LONG_DIGITS = 16;

  /** Whether {@code other} differs from this one only in times. */
  public boolean isLike(Identity other) {
    return size == other.size && digest.equals(other.digest);
  }

  /** Of the file or folder {@code path}. */
  public static Identity of(Path path) throws LayerliftException {
    try {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      return attributes.isDirectory()
          ? ofFolder(path)
          : ofFile(path, attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS));
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  private static Identity ofFile(Path path, long modified) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      long size = channel.size();
      ByteBuffer ends = ByteBuffer.allocate((int) Math.min(size, 2L * END));
      fill(channel, ends.limit((int) Math.min(size, END)), 0);
      fill(channel, ends.limit(ends.capacity()), size - ends.capacity());
      return new Identity(size, modified, Digest.of(ends.array()).toString());
    }
  }

  /** Fills {@code into} up to its limit from the file, shifted by {@code shift}. */
  private static void fill(FileChannel channel, ByteBuffer into, long shift) throws IOException {
    while (into.hasRemaining() && channel.read(into, shift + into.position()) >= 0) {
      // one read may return less than requested
    }
  }

  /** Of those among the files in {@code folder} that are {@code files}. */
  public static Identity of(Path folder, List<Path> files) throws LayerliftException {
    Listing listing = new Listing(folder);
    for (Path file : files) {
      try {
        listing.add(file, Files.readAttributes(file, BasicFileAttributes.class));
      } catch (IOException e) {
        throw unreadable(file, e);
      }
    }
    return listing.identity();
  }

  private static LayerliftException unreadable(Path path, IOException e) {
    return Fault.of(ErrorCode.INPUT_UNREADABLE, path + " can't be read: " + Reason.of(e))
        .exception(e);
  }

  private static Identity ofFolder(Path folder) throws IOException {
    Listing listing = new Listing(folder.toRealPath());
    Files.walkFileTree(listing.folder, new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        listing.add(file, attributes);
        return FileVisitResult.CONTINUE;
      }
    });
    return listing.identity();
  }

  /** Files in a folder, with their sizes and times. */
  private static final class Listing {
    private final Path folder;
    private final Map<String, Long> sizes = new TreeMap<>();
    private final Map<String, String> times = new TreeMap<>();
    private long total;

    Listing(Path folder) {
      this.folder = folder;
    }

    void add(Path file, BasicFileAttributes attributes) {
      String separator = folder.getFileSystem().getSeparator();
      String name = folder.relativize(file).toString().replace(separator, "/");
      total += attributes.isRegularFile() ? attributes.size() : 0;
      sizes.put(name, attributes.size());
      // no content is looked at, so times that no program can set count, too
      times.put(
          name,
          attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS)
              + Stamp.of(file).map(stamp -> " " + stamp.changed()).orElse(""));
    }

    Identity identity() {
      long modified = Long.parseUnsignedLong(digest(times).hex().substring(0, LONG_DIGITS), 16);
      return new Identity(total, modified, digest(sizes).toString());
    }

    private static Digest digest(Map<String, ?> list) {
      return Digest.of(list.toString().getBytes(StandardCharsets.UTF_8));
    }
  }
}
