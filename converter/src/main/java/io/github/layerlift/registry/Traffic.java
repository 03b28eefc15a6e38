package io.github.layerlift.registry;

import io.github.layerlift.fault.LayerliftException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Whether anything moves on a connection, as seen by the threads that move it. */
final class Traffic {
  private volatile long moved = System.nanoTime();
  private volatile boolean isSent;
  private volatile @Nullable LayerliftException failure;

  /** Something has just been taken from us, or has arrived. */
  void moved() {
    moved = System.nanoTime();
  }

  /** Nothing more is to be sent. */
  void sent() {
    moved();
    isSent = true;
  }

  boolean isSent() {
    return isSent;
  }

  Duration idle() {
    return Duration.ofNanos(System.nanoTime() - moved);
  }

  /** What is to be sent can't be read. */
  void failed(LayerliftException e) {
    failure = e;
  }

  /** Why the content can't be read; null if it can. */
  @Nullable
  LayerliftException failure() {
    return failure;
  }
}
