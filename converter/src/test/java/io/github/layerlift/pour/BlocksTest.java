package io.github.layerlift.pour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlocksTest {

  @ParameterizedTest
  @CsvSource({
    "0, 1, 1",
    "700, 1, 700",
    "1099511627776, 1, 1048576",
    "1099511627776, 16, 1048576",
    "1099511627776, 64, 262144",
  })
  void first_blobAndThreads_noMoreThanNeededNorThanAllMayTake(
      long largest, int threads, int capacity) {
    Blocks blocks = new Blocks(largest, threads);
    assertEquals(capacity, blocks.first().capacity());
    assertEquals(capacity, blocks.second().capacity());
  }

  @Test
  void first_again_sameBufferCleared() {
    Blocks blocks = new Blocks(10, 1);
    ByteBuffer first = blocks.first();
    ByteBuffer second = blocks.second();
    first.limit(0);
    second.limit(0);
    assertNotSame(first, second);
    assertSame(first, blocks.first());
    assertSame(second, blocks.second());
    assertEquals(20, first.remaining() + second.remaining());
  }
}
