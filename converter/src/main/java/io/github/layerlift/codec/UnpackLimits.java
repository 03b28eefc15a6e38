package io.github.layerlift.codec;

/**
 * Where unpacking stops.
 *
 * @param bytes the most that one stream may unpack to
 * @param ratio the most that it may grow by, counted once 64 MiB are unpacked
 */
public record UnpackLimits(long bytes, int ratio) {
  public UnpackLimits {
    if (bytes < 1 || ratio < 1) {
      throw new IllegalArgumentException("limits must be positive");
    }
  }
}
