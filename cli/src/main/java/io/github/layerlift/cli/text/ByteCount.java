package io.github.layerlift.cli.text;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A number of bytes, such as {@code 512}, {@code 8M} or {@code 1T}; units are powers of 1,024. */
public final class ByteCount implements ITypeConverter<Long> {
  private static final String UNITS = "KMGT";
  private static final int BITS = 10;

  @Override
  public Long convert(String text) {
    int unit =
        text.isEmpty() ? -1 : UNITS.indexOf(Character.toUpperCase(text.charAt(text.length() - 1)));
    String digits = unit < 0 ? text : text.substring(0, text.length() - 1);
    try {
      long count = Long.parseLong(digits);
      int shift = (unit + 1) * BITS;
      if (count > 0 && count <= Long.MAX_VALUE >> shift) {
        return count << shift;
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
}
