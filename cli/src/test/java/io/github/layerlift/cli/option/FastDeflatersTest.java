package io.github.layerlift.cli.option;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FastDeflatersTest {
  private static Class<?> kind(int level) {
    Deflater deflater = new FastDeflaters().deflater(level);
    deflater.end();
    return deflater.getClass();
  }

  /** At level 1 igzip gave other bytes for the same ones, now and then. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 9})
  void deflater_anyLevelBut2_isZlib(int level) {
    assertEquals(Deflater.class, kind(level));
  }

  @Test
  void deflater_level2_isIgzipWhereThereIsOne() {
    assumeTrue(System.getProperty("os.name").equals("Linux"));
    assumeTrue(System.getProperty("os.arch").equals("amd64"));
    assertNotEquals(Deflater.class, kind(2));
  }
}
