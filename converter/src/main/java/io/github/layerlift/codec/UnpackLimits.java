package io.github.layerlift.codec;

/**
 * Limits of unpacking.
 *
 * @param bytes the most that one stream may unpack to
 * @param ratio the most that it may grow by, counted once 64 MiB are unpacked
 * @param window the largest window in bytes, which a decoder has to keep of what it unpacked
 */
public record UnpackLimits(long bytes, int ratio, long window) {
  /** As much as a zstd decoder accepts by default; xz's highest preset needs 64 MiB. */
  public static final long USUAL_WINDOW = 128L << 20;

  public UnpackLimits {
    if (bytes < 1 || ratio < 1 || window < 1) {
      throw new IllegalArgumentException("limits must be positive");
    }
  }

  /** Limits with the usual window. */
  public UnpackLimits(long bytes, int ratio) {
    this(bytes, ratio, USUAL_WINDOW);
  }
}
