package io.github.layerlift.pour;

/** Waiting for threads that are not to be interrupted halfway. */
final class Threads {
  private Threads() {}

  /** Waits for {@code other}; an interrupt is kept for whoever looks for it next. */
  static void join(Thread other) {
    boolean interrupted = false;
    while (other.isAlive()) {
      try {
        other.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
