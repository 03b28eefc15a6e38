package io.github.layerlift.pour;

import io.github.layerlift.bytes.Extent;
import io.github.layerlift.codec.Decoder;
import io.github.layerlift.fault.MalformedArchiveException;
import io.github.layerlift.image.Hashed;
import io.github.layerlift.progress.Monitor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Pours blobs on several threads, the longest first. A thread that finds none left helps the others:
 * it reads ahead and writes behind, so that one giant layer takes little longer than its hash.
 */
public final class Pourer {
  private final int threads;
  private final Decoder decoder;
  private final Monitor monitor;

  /**
   * @param threads how many pour at once, at least 1
   */
  public Pourer(int threads, Decoder decoder, Monitor monitor) {
    if (threads < 1) {
      throw new IllegalArgumentException("at least one thread is needed");
    }
    this.threads = threads;
    this.decoder = decoder;
    this.monitor = monitor;
  }

  /**
   * Pours all, and returns when the last byte is written or the first fault is found.
   *
   * @return the digests of each source
   */
  public Map<Extent, Hashed> pour(List<Pour> pours) throws IOException {
    return pour(pours, (source, fault) -> {
      throw fault;
    });
  }

  /**
   * Pours all, and reports blobs that can't be unpacked instead of stopping there.
   *
   * @param faults called by the thread that met the fault; several may call at once
   * @return the digests of each other source
   */
  public Map<Extent, Hashed> pour(List<Pour> pours, Faults faults) throws IOException {
    Map<Extent, Hashed> hashed = new ConcurrentHashMap<>();
    List<Pour> longestFirst = new ArrayList<>(pours);
    longestFirst.sort(
        (one, other) -> Long.compare(other.blob().size(), one.blob().size()));
    ConcurrentLinkedQueue<Pour> queue = new ConcurrentLinkedQueue<>(longestFirst);
    long largest = longestFirst.isEmpty() ? 0 : longestFirst.get(0).blob().size();
    Crew crew = new Crew(monitor.cancellation());
    int members = crewSize(pours);
    crew.run(members, () -> {
      BlobPour work = new BlobPour(crew, decoder, monitor.progress(), new Blocks(largest, members));
      for (Pour next = queue.poll(); next != null; next = queue.poll()) {
        try {
          hashed.put(next.blob().source(), work.pour(next));
        } catch (MalformedArchiveException e) {
          faults.accept(next.blob().source(), e);
        }
      }
    });
    return hashed;
  }

  /** What to do about a blob that can't be unpacked. */
  @FunctionalInterface
  public interface Faults {
    void accept(Extent source, MalformedArchiveException fault) throws MalformedArchiveException;
  }

  /** A second thread costs more than it gains if there is little to do; one helper is enough. */
  private int crewSize(List<Pour> pours) {
    long bytes = 0;
    for (Pour pour : pours) {
      bytes += pour.blob().size();
    }
    return bytes < Blocks.SIZE ? 1 : Math.min(threads, pours.size() + 1);
  }
}
