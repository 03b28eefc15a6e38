package io.github.layerlift.json;

/**
 * How much of one JSON file is read.
 *
 * @param bytes the greatest size, in bytes
 * @param depth the greatest nesting
 */
public record JsonLimits(int bytes, int depth) {
  public JsonLimits {
    if (bytes < 1 || depth < 1) {
      throw new IllegalArgumentException("limits must be positive");
    }
  }
}
