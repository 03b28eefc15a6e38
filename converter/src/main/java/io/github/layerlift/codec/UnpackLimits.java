package io.github.layerlift.codec;

/**
 * Where unpacking stops.
 *
 * @param bytes the most that one stream may unpack to
 * @param ratio the most that it may grow by, counted once 64 MiB are unpacked
 * @param window the most bytes of what was unpacked that a decoder may be asked to remember
 */
public record UnpackLimits(long bytes, int ratio, long window) {
  /** As much as a decoder of zstd takes unasked; xz's own highest preset needs 64 MiB. */
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
