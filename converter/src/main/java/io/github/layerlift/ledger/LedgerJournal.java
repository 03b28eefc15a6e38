package io.github.layerlift.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Reason;
import io.github.layerlift.output.AtomicFile;
import io.github.layerlift.output.FileLocks;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * What one running batch adds to a ledger: a file of its own, so that batches on one folder never
 * write into each other's. At its end it is merged, with those of killed batches, into the ledger
 * file; locks show which ones are left over. Safe for several threads.
 */
public final class LedgerJournal implements LedgerRecords, Closeable {
  private static final String LOCK = Ledger.PREFIX + ".lock";

  private final Path folder;
  private @Nullable Path path;
  private @Nullable FileChannel channel;
  private long lines;

  /** Held while the file is flushed. */
  private final Object flushing = new Object();

  /** How many lines are certainly on the disk; guarded by {@link #flushing}. */
  private long flushed;

  /**
   * @param folder of the outputs, which must exist when the first record comes
   */
  public LedgerJournal(Path folder) {
    this.folder = folder;
  }

  /** Returns when it is on the disk. */
  @Override
  public void add(LedgerRecord record) throws LayerliftException {
    flush(append(record));
  }

  @Override
  public void done(LedgerRecord.Output record) throws LayerliftException {
    append(record.asDone());
  }

  /** What all other batches have written so far. */
  public synchronized Ledger others() throws LayerliftException {
    return Ledger.read(folder, path);
  }

  /** Merges everything into the ledger file, unless another batch is doing so. */
  @Override
  public synchronized void close() throws IOException {
    try {
      if (channel != null || Ledger.files(folder).size() > 1) {
        compact();
      }
    } finally {
      if (channel != null) {
        channel.close();
      }
    }
  }

  private void compact() throws IOException {
    List<FileChannel> held = new ArrayList<>();
    Ledger.requireFile(folder.resolve(LOCK));
    try (FileChannel lock = FileChannel.open(
        folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      if (FileLocks.take(lock)) {
        merge(held);
      }
    } finally {
      for (FileChannel journal : held) {
        journal.close();
      }
    }
  }

  /** Returns the number of the line. */
  private synchronized long append(LedgerRecord record) throws LayerliftException {
    try {
      FileChannel to = channel == null ? open() : channel;
      ByteBuffer line = ByteBuffer.wrap((record.line() + "\n").getBytes(UTF_8));
      while (line.hasRemaining()) {
        to.write(line);
      }
      return ++lines;
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /** Flushes lines up to the number {@code line}: of threads that wait here, one does it for all. */
  private void flush(long line) throws LayerliftException {
    synchronized (flushing) {
      if (flushed >= line) {
        return;
      }
      FileChannel to;
      long upTo;
      synchronized (this) {
        to = Objects.requireNonNull(channel);
        upTo = lines;
      }
      try {
        to.force(false);
      } catch (IOException e) {
        throw unwritable(e);
      }
      flushed = upTo;
    }
  }

  private LayerliftException unwritable(IOException e) {
    return Fault.of(
            ErrorCode.WRITE_FAILED,
            "the ledger in " + folder + " can't be written: " + Reason.of(e))
        .exception(e);
  }

  private FileChannel open() throws IOException {
    while (true) {
      String random = Long.toHexString(ThreadLocalRandom.current().nextLong());
      Path file = folder.resolve(Ledger.PREFIX + "-" + random + ".jsonl");
      FileChannel opened =
          FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      // a batch that ends may have taken it for left over before it was locked
      if (FileLocks.take(opened) && Files.exists(file)) {
        path = file;
        channel = opened;
        return opened;
      }
      opened.close();
    }
  }

  /** The new file exists before the journals are deleted: a kill in between leaves duplicate records. */
  private void merge(List<FileChannel> held) throws IOException {
    List<Path> merged = new ArrayList<>();
    Ledger all = new Ledger();
    for (Path file : Ledger.files(folder)) {
      if (file.endsWith(Ledger.FILE) || file.equals(path)) {
        all.addAll(file);
        continue;
      }
      FileChannel leftOver = takeLeftOver(file);
      if (leftOver != null) {
        held.add(leftOver);
        all.addAll(Channels.newInputStream(leftOver));
        merged.add(file);
      }
    }
    if (path != null) {
      merged.add(path);
    }
    try (AtomicFile file = AtomicFile.open(folder.resolve(Ledger.FILE), true)) {
      BufferedWriter lines = new BufferedWriter(Channels.newWriter(file.channel(), UTF_8));
      for (LedgerRecord record : all.compact(folder)) {
        lines.write(record.line() + "\n");
      }
      lines.flush();
      file.commit();
    }
    for (Path journal : merged) {
      Files.deleteIfExists(journal);
    }
  }

  /** Opens a journal whose batch has ended, and locks it; null for any other. */
  private static @Nullable FileChannel takeLeftOver(Path journal) throws IOException {
    FileChannel other;
    try {
      other = FileChannel.open(journal, StandardOpenOption.READ, StandardOpenOption.WRITE);
    } catch (FileSystemException e) {
      // its batch has just merged it into the ledger file, or it is another user's
      return null;
    }
    if (FileLocks.take(other)) {
      return other;
    }
    other.close();
    return null;
  }
}
