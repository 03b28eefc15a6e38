package io.github.layerlift.cli.text;

import picocli.CommandLine.TypeConversionException;

/** A number of bytes, such as {@code 512}, {@code 8M} or {@code 1T}; units are powers of 1,024. */
public record ByteCount(long bytes) {
  private static final String UNITS = "KMGT";
  private static final int BITS = 10;

  /**
   * Parses one; an error is worded for the user.
   *
   * @throws TypeConversionException if it isn't a positive number that a {@code long} holds
   */
  public static ByteCount parse(String text) {
    int unit =
        text.isEmpty() ? -1 : UNITS.indexOf(Character.toUpperCase(text.charAt(text.length() - 1)));
    String digits = unit < 0 ? text : text.substring(0, text.length() - 1);
    try {
      long count = Long.parseLong(digits);
      int shift = (unit + 1) * BITS;
      if (count > 0 && count <= Long.MAX_VALUE >> shift) {
        return new ByteCount(count << shift);
      }
    } catch (NumberFormatException e) {
      throw wrong(text);
    }
    throw wrong(text);
  }

  private static TypeConversionException wrong(String text) {
    return new TypeConversionException(
        "'" + text + "' is not a number of bytes, such as 512, 8M or 1T");
  }

  /** In the largest unit that leaves no fraction. */
  @Override
  public String toString() {
    int unit = Math.min(UNITS.length(), Long.numberOfTrailingZeros(bytes) / BITS);
    return (bytes >> (unit * BITS)) + (unit == 0 ? "" : UNITS.substring(unit - 1, unit));
  }
}
