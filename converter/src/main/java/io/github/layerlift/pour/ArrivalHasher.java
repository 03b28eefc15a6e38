package io.github.layerlift.pour;

import com.google.common.util.concurrent.Uninterruptibles;
import io.github.layerlift.bytes.Extent;
import io.github.layerlift.bytes.Spool;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.Hashed;
import io.github.layerlift.progress.Cancellation;
import io.github.layerlift.tar.ArrivingEntries;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Hashes the files of an archive on a thread of its own, while the archive arrives in a spool; when the last
 * byte is there, only a copy is left to do. What it can't make sense of, it leaves to later stages.
 */
public final class ArrivalHasher {
  private static final int BLOCK = 1 << 20;

  /** More files than images have layers; a malicious archive has millions, and each would be kept. */
  private static final int MAX_FILES = 10_000;

  private final Spool spool;
  private final Cancellation cancellation;
  private final Thread thread;
  private final Map<Long, Found> found = new HashMap<>();

  private ArrivalHasher(Spool spool, Cancellation cancellation) {
    this.spool = spool;
    this.cancellation = cancellation;
    this.thread = new Thread(this::run, "layerlift-arrival");
  }

  /**
   * Starts to hash what is in {@code spool} and what will be.
   *
   * @param cancellation checked between two blocks
   */
  public static ArrivalHasher start(Spool spool, Cancellation cancellation) {
    ArrivalHasher hasher = new ArrivalHasher(spool, cancellation);
    hasher.thread.setDaemon(true);
    hasher.thread.start();
    return hasher;
  }

  /** Waits until all that arrived is hashed; the spool must be complete. */
  public void await() {
    Uninterruptibles.joinUninterruptibly(thread);
  }

  /** The digests of a plain file, if it was hashed. */
  public Optional<Hashed> of(Extent file) {
    Found match = file.source() == spool ? found.get(file.offset()) : null;
    return match != null && match.size == file.size()
        ? Optional.of(new Hashed(match.digest, match.digest))
        : Optional.empty();
  }

  private void run() {
    try {
      ArrivingEntries entries = new ArrivingEntries(spool);
      MessageDigest hash = Digest.newHash();
      ByteBuffer block = ByteBuffer.allocateDirect(BLOCK);
      while (found.size() < MAX_FILES && entries.next()) {
        Digest digest = digest(entries, hash, block);
        if (digest != null) {
          found.put(entries.offset(), new Found(entries.size(), digest));
        }
      }
    } catch (LayerliftException | OutOfMemoryError e) {
      // the index meets the same fault, or request to stop, and reports it; what isn't hashed for
      // lack of memory is hashed later, or fails where that is reported
      return;
    }
  }

  /** Null if the file was truncated; nothing follows it then. */
  private @Nullable Digest digest(ArrivingEntries entries, MessageDigest hash, ByteBuffer block)
      throws LayerliftException {
    for (long at = 0; at < entries.size(); ) {
      cancellation.check();
      int count = entries.read(block.clear(), at);
      if (count <= 0) {
        return null;
      }
      hash.update(block.flip());
      at += count;
    }
    return Digest.ofBytes(hash.digest());
  }

  private record Found(long size, Digest digest) {}
}
