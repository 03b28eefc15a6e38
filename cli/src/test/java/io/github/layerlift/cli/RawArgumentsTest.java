package io.github.layerlift.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

final class RawArgumentsTest {
  @Test
  void last_ofLine_hasBytesAndEmptyWords() {
    String[] seen = {"convert", "", "caf\ufffd"};

    assertArrayEquals(
        new String[] {"convert", "", "caf\udce9"},
        RawArguments.last("java\0-jar\0x.jar\0convert\0\0caf\udce9\0", seen));
  }

  @Test
  void last_lineThatIsTooShort_keepsWhatWasSeen() {
    String[] seen = {"a", "b"};

    assertSame(seen, RawArguments.last("a\0", seen));
    assertSame(seen, RawArguments.last("", seen));
  }

  @Test
  void of_ascii_asksNobody() {
    String[] seen = {"convert", "in", "out"};

    assertSame(seen, RawArguments.of(seen));
  }
}
