package io.github.layerlift.archive;

import io.github.layerlift.report.ErrorCode;
import io.github.layerlift.report.Fault;
import io.github.layerlift.report.LayerliftException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A scratch file for bytes that can't be read twice where they come from. It loses its name as soon
 * as it is open, so that not even a killed process leaves one behind.
 */
public final class Spool implements ByteSource {
  private final String name;
  private final FileChannel channel;
  private long size;
  private boolean complete;

  private Spool(String name, FileChannel channel) {
    this.name = name;
    this.channel = channel;
  }

  /**
   * Makes an empty one in {@code folder}.
   *
   * @param name of what is spooled, for messages
   * @throws io.github.layerlift.report.StorageException if it can't be made there
   */
  public static Spool in(Path folder, String name) throws LayerliftException {
    Path path = folder.resolve(ScratchNames.next("spool"));
    try {
      return new Spool(
          name,
          FileChannel.open(
              path,
              StandardOpenOption.CREATE_NEW,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE));
    } catch (IOException e) {
      throw Fault.of(
              ErrorCode.WRITE_FAILED, "no temporary file can be made in " + folder + ": " + e)
          .hint("--temp-dir names another folder")
          .exception(e);
    }
  }

  /** Adds bytes at the end. Only one thread may; others may read what is there. */
  public void append(ByteBuffer bytes) throws LayerliftException {
    try {
      long start = size();
      int count = bytes.remaining();
      PiecewiseWriter.write(channel, bytes, start);
      grow(start + count);
    } catch (IOException e) {
      throw Fault.of(
              ErrorCode.ofFailedWrite(e),
              "the temporary file for " + name + " can't be written: " + e.getMessage())
          .hint("--temp-dir names another folder")
          .exception(e);
    }
  }

  /** Says that nothing more comes. */
  public synchronized void complete() {
    complete = true;
    notifyAll();
  }

  /** Waits until there are {@code bytes} bytes, or nothing more comes, and returns how many there are. */
  synchronized long await(long bytes) {
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
    channel.close();
  }
}
