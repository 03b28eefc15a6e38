package io.github.layerlift.bytes;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Reason;
import io.github.layerlift.fault.Setting;
import io.github.layerlift.fault.WayOut;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A scratch file for bytes that can't be read twice where they come from. Its name is removed as
 * soon as it is open, so that not even a killed process leaves one behind; on Windows, when it is
 * closed, or its process is gone.
 */
public final class Spool implements ByteSource {
  private final String name;
  private final FileChannel channel;
  private final LongConsumer written;
  private final @Nullable Path path;
  private long size;
  private boolean complete;

  /**
   * @param path of a file that is ours; null if somebody else's
   */
  private Spool(String name, FileChannel channel, LongConsumer written, @Nullable Path path) {
    this.name = name;
    this.channel = channel;
    this.written = written;
    this.path = path;
  }

  /**
   * A part of a file that somebody else has open, and that nobody else writes to.
   *
   * @param start where it starts
   * @param written called with the number of bytes after each write
   */
  public static Spool on(FileChannel channel, String name, long start, LongConsumer written) {
    Spool spool = new Spool(name, channel, written, null);
    spool.grow(start);
    return spool;
  }

  /**
   * Creates an empty one in {@code folder}.
   *
   * @param name of what is spooled, for messages
   * @throws io.github.layerlift.fault.StorageException if it can't be created there
   */
  public static Spool in(Path folder, String name) throws LayerliftException {
    Path path = folder.resolve(ScratchNames.next(ScratchNames.SPOOL));
    try {
      return new Spool(
          name,
          FileChannel.open(
              path,
              StandardOpenOption.CREATE_NEW,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE),
          bytes -> {},
          path);
    } catch (IOException e) {
      throw Fault.of(
              ErrorCode.WRITE_FAILED,
              "can't create a temporary file in " + folder + ": " + Reason.of(e))
          .hint(WayOut.of(Setting.TEMP_FOLDER, " sets another folder"))
          .exception(e);
    }
  }

  /** Adds bytes at the end. Only one thread may; others may read what is there. */
  public void append(ByteBuffer bytes) throws LayerliftException {
    try {
      long start = size();
      int count = bytes.remaining();
      PiecewiseWriter.write(channel, bytes, start);
      written.accept(count);
      grow(start + count);
    } catch (IOException e) {
      throw Fault.of(
              ErrorCode.ofFailedWrite(e),
              "the temporary file for " + name + " can't be written: " + Reason.of(e))
          .hint(WayOut.of(Setting.TEMP_FOLDER, " sets another folder"))
          .exception(e);
    }
  }

  /** Fills up with zeros to {@code position}, which is at or after the end. */
  public void skipTo(long position) {
    if (position < size()) {
      throw new IllegalArgumentException("position " + position + " is before the end");
    }
    grow(position);
  }

  /** Declares that nothing more comes. */
  public synchronized void complete() {
    complete = true;
    notifyAll();
  }

  /** Waits for {@code bytes} bytes, or the end, and returns how many bytes there are. */
  public synchronized long await(long bytes) {
    boolean interrupted = false;
    while (size < bytes && !complete) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return size;
  }

  private synchronized void grow(long now) {
    size = now;
    notifyAll();
  }

  @Override
  public String name() {
    return name;
  }

  /** What was written so far, in bytes. */
  @Override
  public synchronized long size() {
    return size;
  }

  @Override
  public int read(ByteBuffer into, long position) throws IOException {
    return channel.read(into, position);
  }

  @Override
  public long transfer(long position, long count, FileChannel to) throws IOException {
    return channel.transferTo(position, count, to);
  }

  @Override
  public boolean isPrivate() {
    return true;
  }

  /** Nobody else can reach it. */
  @Override
  public void checkUnchanged() {}

  @Override
  public void close() throws IOException {
    if (path != null) {
      channel.close();
      // not every file system has done so
      Files.deleteIfExists(path);
    }
  }
}
