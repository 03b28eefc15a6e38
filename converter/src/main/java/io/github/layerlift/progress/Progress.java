package io.github.layerlift.progress;

import java.util.concurrent.atomic.LongAdder;

/**
 * The progress of a conversion: counters that it advances, and that can be read from any thread at
 * any time. There are no callbacks, so a slow display never slows the conversion.
 */
public final class Progress {
  /** What is being done now. */
  public enum Stage {
    WAITING,
    UNPACKING,
    READING,
    COMPRESSING,
    LAYERS,
    EXTRACTING,
    COMPARING,
    HASHING,
    LOADING,
    LOOKING,
    PUSHING,
    FINISHING,
    DONE
  }

  private final LongAdder done = new LongAdder();
  private volatile long total;
  private volatile Stage stage = Stage.WAITING;

  public Stage stage() {
    return stage;
  }

  /** Bytes handled in this stage. */
  public long done() {
    return done.sum();
  }

  /** Bytes to handle in this stage; 0 if that isn't known. */
  public long total() {
    return total;
  }

  /** Starts a stage of {@code bytes} bytes. */
  public void enter(Stage next, long bytes) {
    done.reset();
    total = bytes;
    stage = next;
  }

  /** Adds {@code bytes} to what is done. */
  public void advance(long bytes) {
    done.add(bytes);
  }
}
