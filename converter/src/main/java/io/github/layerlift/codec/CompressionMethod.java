package io.github.layerlift.codec;

import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.image.Compression;
import java.util.Optional;

/**
 * How to compress layers, or a whole archive.
 *
 * @param kind gzip or zstd; for archives also xz
 * @param level 1 to 9 for gzip and xz, 1 to 19 for zstd
 */
public record CompressionMethod(Compression kind, int level) {
  private static final int GZIP_DEFAULT = 1;

  /** Of archives as of {@code gzip}. */
  private static final int GZIP_ARCHIVE = 6;

  private static final int MAX_GZIP_LEVEL = 9;
  private static final int ZSTD_DEFAULT = 3;
  private static final int MAX_ZSTD_LEVEL = 19;
  private static final int XZ_DEFAULT = 6;
  private static final int MAX_XZ_LEVEL = 9;

  /** How to compress layers: {@code gzip}, {@code gzip:LEVEL}, {@code zstd} or {@code zstd:LEVEL}. */
  public static Optional<CompressionMethod> parse(String text) {
    return parse(text, GZIP_DEFAULT);
  }

  /** How to compress an archive: as for layers, and {@code xz} or {@code xz:LEVEL}. */
  public static Optional<CompressionMethod> parseForArchive(String text) {
    String level = text.startsWith("xz:") ? text.substring("xz:".length()) : "";
    return text.equals("xz") || text.startsWith("xz:")
        ? of(Compression.XZ, text.equals("xz") ? XZ_DEFAULT : number(level), MAX_XZ_LEVEL)
        : parse(text, GZIP_ARCHIVE);
  }

  private static Optional<CompressionMethod> parse(String text, int gzipLevel) {
    int colon = text.indexOf(':');
    String name = colon < 0 ? text : text.substring(0, colon);
    String level = text.substring(colon + 1);
    return switch (name) {
      case "gzip" -> of(Compression.GZIP, colon < 0 ? gzipLevel : number(level), MAX_GZIP_LEVEL);
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
