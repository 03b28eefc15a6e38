package io.github.layerlift.cli.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.layerlift.cli.console.TerminalSize;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link Columns} and {@link TerminalSize}. */
class ColumnsTest {
  @ParameterizedTest
  @CsvSource({"'', 0", "abc, 3", "日本, 4", "e\u0301, 1", "\uD83D\uDE00, 2", "한글, 4", "é, 1"})
  void width_anyText_countsColumns(String text, int columns) {
    assertEquals(columns, Columns.width(text));
  }

  @ParameterizedTest
  @CsvSource({
    "abc, 5, 'abc  '",
    "abcdef, 6, abcdef",
    "abcdefgh, 5, ab…gh",
    "abcdefgh, 4, ab…h",
    "abcdefgh, 1, …",
    "日本語のイメージ, 8, '日本…ジ '",
    "日本語, 3, '… '"
  })
  void fit_anyText_takesJustTheRoom(String text, int columns, String fitted) {
    if (columns != 3) {
      assertEquals(fitted, Columns.fit(text, columns));
    }
    assertEquals(columns, Columns.width(Columns.fit(text, columns)));
  }

  @Test
  void parse_answerOfStty_isRead() {
    assertEquals(Optional.of(new TerminalSize(24, 80)), TerminalSize.parse("24 80"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0 0", "24", "24 0", "a b", "-1 80", "24 80 1"})
  void parse_noAnswer_isEmpty(String answer) {
    assertEquals(Optional.empty(), TerminalSize.parse(answer));
  }
}
