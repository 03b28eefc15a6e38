package io.github.layerlift.json;

/**
 * How much JSON is read.
 *
 * @param bytes the greatest size of a file, in bytes
 * @param depth the greatest nesting
 * @param totalBytes the most that one reader reads, in bytes, with each file counted as often as it is read
 */
public record JsonLimits(int bytes, int depth, long totalBytes) {
  public JsonLimits {
    if (bytes < 1 || depth < 1 || totalBytes < 1) {
      throw new IllegalArgumentException("limits must be positive");
    }
  }

  /** Of each file alone. */
  public JsonLimits(int bytes, int depth) {
    this(bytes, depth, Long.MAX_VALUE);
  }
}
