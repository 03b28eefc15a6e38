package io.github.layerlift.deflate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class HuffmanCodeTest {
  private static HuffmanCode code(int maxLength, int... counts) {
    HuffmanCode code = new HuffmanCode(counts.length, maxLength);
    code.make(counts);
    return code;
  }

  /** The example of RFC 1951, 3.2.2. */
  @Test
  void make_lengthsOfTheSpecification_itsCodes() {
    HuffmanCode code = code(15, 4, 4, 4, 4, 4, 9, 2, 2);
    assertArrayEquals(new int[] {3, 3, 3, 3, 3, 2, 4, 4}, code.lengths());
    int[] expected = {0b010, 0b011, 0b100, 0b101, 0b110, 0b00, 0b1110, 0b1111};
    for (int symbol = 0; symbol < expected.length; symbol++) {
      int length = HuffmanCode.length(code.codes()[symbol]);
      assertEquals(code.lengths()[symbol], length);
      int reversed = Integer.reverse(HuffmanCode.bits(code.codes()[symbol])) >>> (32 - length);
      assertEquals(expected[symbol], reversed);
    }
    assertEquals(5 * 4 * 3 + 9 * 2 + 2 * 2 * 4, code.cost(new int[] {4, 4, 4, 4, 4, 9, 2, 2}));
  }

  @Test
  void make_fibonacci_staysBelowTheLimit() {
    int[] counts = new int[22];
    Arrays.setAll(counts, i -> i < 2 ? 1 : counts[i - 1] + counts[i - 2]);
    for (int limit : new int[] {7, 15}) {
      HuffmanCode code = code(limit, counts);
      double sum = 0;
      for (int length : code.lengths()) {
        assertTrue(length >= 1 && length <= limit, "length " + length);
        sum += Math.pow(2, -length);
      }
      assertEquals(1, sum);
    }
  }

  @Test
  void make_fewerThanTwoSymbols_hasTwoCodes() {
    assertArrayEquals(new int[] {1, 1, 0}, code(15, 0, 0, 0).lengths());
    assertArrayEquals(new int[] {1, 0, 1}, code(15, 0, 0, 5).lengths());
    assertArrayEquals(new int[] {1, 1, 0}, code(15, 5, 0, 0).lengths());
  }

  @Test
  void make_again_forgetsTheFirst() {
    HuffmanCode code = code(15, 1, 2, 3, 4);
    code.make(new int[] {0, 0, 1, 1});
    assertArrayEquals(new int[] {0, 0, 1, 1}, code.lengths());
  }
}
