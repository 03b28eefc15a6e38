package io.github.layerlift.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Reason;
import io.github.layerlift.fault.Setting;
import io.github.layerlift.fault.WayOut;
import io.github.layerlift.json.JsonWriter;
import io.github.layerlift.output.FileLocks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * One run of all shards of a balanced batch, as the folder of their outputs knows it: a file that
 * says which shards have begun and ended, and with which listing. All of them must deal from one
 * listing: an archive that only some of them see moves others from shard to shard, and one could be
 * nobody's. A round is over when all its shards have ended; whichever begins then begins the next.
 *
 * @param folder of the outputs, which must exist
 * @param shard from 1 to {@code total}
 * @param listing the digest of what is dealt out
 */
public record Round(Path folder, int shard, int total, String listing) {
  private static final String PREFIX = ".layerlift-shards-";

  /** The file is held for the time of a short write; on a network, a dead machine may hold it longer. */
  private static final long MAX_WAIT_NANOS = TimeUnit.MINUTES.toNanos(3);

  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  /**
   * Takes part in the round.
   *
   * @throws LayerliftException if another shard has a part in a round with another listing that is
   *     not over
   */
  public void begin() throws LayerliftException {
    update(this::begin);
  }

  /** Records that all archives of this shard have been seen to; what failed is in its report. */
  public void end() throws LayerliftException {
    update((file, known) -> {
      // otherwise this was a late repetition of an earlier round, and another has begun since
      if (known.listing().equals(listing)) {
        add(file, known, true);
      }
    });
  }

  private void begin(FileChannel file, RoundFile known) throws IOException {
    boolean over = known.ended().size() == total;
    // over, but with the same listing: this shard may not see yet what the others are about to see
    if (over || !known.listing().equals(listing)) {
      TreeSet<Integer> others = new TreeSet<>(known.begun());
      others.remove(shard);
      if (!others.isEmpty() && !over) {
        throw differ(others);
      }
      file.truncate(0);
      add(file, RoundFile.EMPTY, false);
    } else if (!known.begun().contains(shard)) {
      add(file, known, false);
    }
  }

  private LayerliftException differ(TreeSet<Integer> others) {
    return Fault.of(
            ErrorCode.SHARDS_DIFFER,
            "shard " + shard + " of " + total + " sees other archives, or other sizes, than shard "
                + others.first() + " did, and not all shards of that run have ended: " + path())
        .hint(WayOut.of("when no shard is running, and the archives stay as they are, remove that"
                + " file and run all shards again; or do without ")
            .set(Setting.BATCH_BALANCE))
        .exception();
  }

  private Path path() {
    return folder.resolve(PREFIX + total + ".jsonl");
  }

  private void add(FileChannel file, RoundFile known, boolean ended) throws IOException {
    if (ended && known.ended().contains(shard)) {
      return;
    }
    String line = new JsonWriter()
        .startObject()
        .field("v", LedgerRecord.VERSION)
        .field("state", ended ? "ended" : "begun")
        .field("shard", shard)
        .field("listing", listing)
        .endObject()
        .text();
    // a line that a kill has cut off must not spoil this one
    ByteBuffer bytes = ByteBuffer.wrap(((known.isCut() ? "\n" : "") + line + "\n").getBytes(UTF_8));
    file.position(file.size());
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
    file.force(true);
  }

  /** What is done while no other shard may touch the file. */
  private interface Step {
    void take(FileChannel file, RoundFile known) throws IOException;
  }

  private void update(Step step) throws LayerliftException {
    Ledger.requireFile(path());
    try (FileChannel file = FileChannel.open(
        path(), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      lock(file);
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      Channels.newInputStream(file).transferTo(text);
      step.take(file, RoundFile.parse(text.toString(UTF_8)));
    } catch (LayerliftException e) {
      throw e;
    } catch (IOException e) {
      throw Fault.of(ErrorCode.WRITE_FAILED, path() + " can't be written: " + Reason.of(e))
          .exception(e);
    }
  }

  private static void lock(FileChannel file) throws IOException {
    long start = System.nanoTime();
    while (!FileLocks.take(file)) {
      if (System.nanoTime() - start > MAX_WAIT_NANOS) {
        throw new IOException("another process keeps it locked");
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }
}
