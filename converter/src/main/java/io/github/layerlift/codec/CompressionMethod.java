package io.github.layerlift.codec;

import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.image.Compression;
import java.util.Optional;

/**
 * How to compress layers.
 *
 * @param kind gzip or zstd
 * @param level 1 to 9 for gzip, 1 to 19 for zstd
 */
public record CompressionMethod(Compression kind, int level) {
  private static final int GZIP_DEFAULT = 2;
  private static final int MAX_GZIP_LEVEL = 9;
  private static final int ZSTD_DEFAULT = 3;
  private static final int MAX_ZSTD_LEVEL = 19;

  /** Reads {@code gzip}, {@code gzip:LEVEL}, {@code zstd} or {@code zstd:LEVEL}. */
  public static Optional<CompressionMethod> parse(String text) {
    int colon = text.indexOf(':');
    String name = colon < 0 ? text : text.substring(0, colon);
    String level = text.substring(colon + 1);
    return switch (name) {
      case "gzip" -> of(Compression.GZIP, colon < 0 ? GZIP_DEFAULT : number(level), MAX_GZIP_LEVEL);
      case "zstd" -> of(Compression.ZSTD, colon < 0 ? ZSTD_DEFAULT : number(level), MAX_ZSTD_LEVEL);
      default -> Optional.empty();
    };
  }

  /**
   * Makes sure that the program can compress with it.
   *
   * @throws io.github.layerlift.fault.StorageException if what it needs can't be loaded
   */
  public void requireLibrary() throws LayerliftException {
    if (kind == Compression.ZSTD) {
      ZstdLibrary.load();
    }
  }

  private static Optional<CompressionMethod> of(Compression kind, int level, int most) {
    return level >= 1 && level <= most
        ? Optional.of(new CompressionMethod(kind, level))
        : Optional.empty();
  }

  /** -1 for what is not a number of one or two digits. */
  private static int number(String text) {
    boolean digits = text.length() == 1 || text.length() == 2;
    int value = 0;
    for (int i = 0; i < text.length(); i++) {
      digits &= text.charAt(i) >= '0' && text.charAt(i) <= '9';
      value = value * 10 + text.charAt(i) - '0';
    }
    return digits ? value : -1;
  }
}
