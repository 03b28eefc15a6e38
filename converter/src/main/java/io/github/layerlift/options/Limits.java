package io.github.layerlift.options;

import io.github.layerlift.codec.UnpackLimits;

/**
 * Limits on what an archive may contain. They keep a malicious archive from using up memory, disk
 * or time; genuine archives stay far below.
 *
 * @param jsonBytes the largest JSON file that is read, in bytes
 * @param jsonDepth the deepest nesting of JSON; 1,000 at most
 * @param entries the most entries in an archive
 * @param layers the most layers in one image; engines stop at 127
 * @param linkHops the most links that are followed to one file
 * @param unpackedBytes the most bytes that one stream may have, unpacked if it is compressed
 * @param unpackRatio the most that a compressed stream may grow by, once 64 MiB are unpacked
 * @param windowBytes the most memory that zstd or xz may request to unpack
 */
public record Limits(
    int jsonBytes,
    int jsonDepth,
    int entries,
    int layers,
    int linkHops,
    long unpackedBytes,
    int unpackRatio,
    long windowBytes) {
  /**
   * 8 MiB of JSON, 128 levels, a million entries, 10,000 layers, 16 hops, 1 TiB, 10,000 to 1, 128 MiB
   * of memory.
   */
  public static final Limits DEFAULT =
      new Limits(8 << 20, 128, 1_000_000, 10_000, 16, 1L << 40, 10_000);

  /** Deeper than this, reading JSON would need more stack than a thread has. */
  private static final int MAX_JSON_DEPTH = 1_000;

  public Limits {
    requirePositive(jsonBytes, "jsonBytes");
    requirePositive(jsonDepth, "jsonDepth");
    if (jsonDepth > MAX_JSON_DEPTH) {
      throw new IllegalArgumentException("jsonDepth must be at most " + MAX_JSON_DEPTH);
    }
    requirePositive(entries, "entries");
    requirePositive(layers, "layers");
    requirePositive(linkHops, "linkHops");
    requirePositive(unpackedBytes, "unpackedBytes");
    requirePositive(unpackRatio, "unpackRatio");
    requirePositive(windowBytes, "windowBytes");
  }

  /** Limits with the usual memory for unpacking. */
  public Limits(
      int jsonBytes,
      int jsonDepth,
      int entries,
      int layers,
      int linkHops,
      long unpackedBytes,
      int unpackRatio) {
    this(
        jsonBytes,
        jsonDepth,
        entries,
        layers,
        linkHops,
        unpackedBytes,
        unpackRatio,
        UnpackLimits.USUAL_WINDOW);
  }

  private static void requirePositive(long value, String name) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1 but is " + value);
    }
  }
}
