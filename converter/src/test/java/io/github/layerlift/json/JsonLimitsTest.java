package io.github.layerlift.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonLimitsTest {

  @Test
  void new_positive_taken() {
    assertEquals(1, new JsonLimits(1, 1, 1).totalBytes());
    assertEquals(Long.MAX_VALUE, new JsonLimits(1, 1).totalBytes());
  }

  @ParameterizedTest
  @CsvSource({"0,1,1", "1,0,1", "1,1,0", "-1,1,1", "1,-1,1", "1,1,-1"})
  void new_notPositive_refused(int bytes, int depth, long totalBytes) {
    assertThrows(IllegalArgumentException.class, () -> new JsonLimits(bytes, depth, totalBytes));
  }
}
