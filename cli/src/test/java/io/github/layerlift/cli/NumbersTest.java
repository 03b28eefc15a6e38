package io.github.layerlift.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.cli.text.ByteCount;
import io.github.layerlift.cli.text.Sizes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

/** {@link Sizes} and {@link ByteCount}. */
class NumbersTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0 bytes",
    "1, 1 byte",
    "999, 999 bytes",
    "1000, 1.0 kB",
    "1449, 1.4 kB",
    "1450, 1.5 kB",
    "99949, 99.9 kB",
    "99950, 100 kB",
    "999499, 999 kB",
    "999500, 1.0 MB",
    "999999, 1.0 MB",
    "1000000, 1.0 MB",
    "1400000, 1.4 MB",
    "999999999, 1.0 GB",
    "20000000000, 20.0 GB",
    "9223372036854775807, 9.2 EB"
  })
  void text_anySize_isShort(long bytes, String text) {
    assertEquals(text, Sizes.text(bytes));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "512, 512",
    "8K, 8192",
    "8k, 8192",
    "8M, 8388608",
    "2G, 2147483648",
    "1T, 1099511627776",
    "9223372036854775807, 9223372036854775807",
    "8388607T, 9223370937343148032"
  })
  void convert_number_isCounted(String text, long bytes) {
    assertEquals(bytes, ByteCount.parse(text).bytes());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "K",
        "0",
        "0M",
        "-1",
        "-8M",
        "8.5M",
        "8MB",
        "8 M",
        "0x10",
        "8388608T",
        "9223372036854775808",
        "M8",
        "１２Ｍ"
      })
  void convert_noNumber_isRefusedWithExamples(String text) {
    TypeConversionException fault =
        assertThrows(TypeConversionException.class, () -> ByteCount.parse(text));
    assertTrue(fault.getMessage().contains("'" + text + "'"), fault.getMessage());
    assertTrue(fault.getMessage().contains("8M"), fault.getMessage());
  }
}
