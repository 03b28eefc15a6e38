package io.github.layerlift.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnpackLimitsTest {

  @Test
  void new_leastPositive_taken() {
    assertEquals(1, new UnpackLimits(1, 1).bytes());
  }

  @ParameterizedTest
  @CsvSource({"0,1", "1,0", "-1,1"})
  void new_notPositive_refused(long bytes, int ratio) {
    assertThrows(IllegalArgumentException.class, () -> new UnpackLimits(bytes, ratio));
  }
}
