package io.github.layerlift.tar;

/**
 * Limits on the content of a tar.
 *
 * @param entries how many it may have
 * @param sparseBytes how many bytes a sparse entry may have with its holes
 * @param sparseRatio how many times its stored size a sparse entry may have, counted beyond 64 MiB
 */
public record TarLimits(int entries, long sparseBytes, int sparseRatio) {
  /** The same limits with fewer entries: the remaining ones. */
  public TarLimits less(int taken) {
    return new TarLimits(Math.max(0, entries - taken), sparseBytes, sparseRatio);
  }
}
