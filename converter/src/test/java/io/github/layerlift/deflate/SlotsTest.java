package io.github.layerlift.deflate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SlotsTest {
  /** RFC 1951, 3.2.5. */
  private static final int[] LENGTHS = {
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
    163, 195, 227, 258
  };

  private static final int[] DISTANCES = {
    1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049,
    3073, 4097, 6145, 8193, 12289, 16385, 24577
  };

  @Test
  void ofLength_everyLength_asInTheSpecification() {
    int slot = 0;
    for (int length = 3; length <= 258; length++) {
      slot += slot + 1 < LENGTHS.length && LENGTHS[slot + 1] == length ? 1 : 0;
      assertEquals(slot, Slots.ofLength(length), "length " + length);
      int offset = length - LENGTHS[slot];
      assertEquals(offset, (length - 3) & ((1 << Slots.lengthExtra(slot)) - 1), "length " + length);
    }
  }

  @Test
  void ofDistance_everyDistance_asInTheSpecification() {
    int slot = 0;
    for (int distance = 1; distance <= 1 << 15; distance++) {
      slot += slot + 1 < DISTANCES.length && DISTANCES[slot + 1] == distance ? 1 : 0;
      assertEquals(slot, Slots.ofDistance(distance - 1), "distance " + distance);
      int offset = distance - DISTANCES[slot];
      assertEquals(
          offset, (distance - 1) & ((1 << Slots.distanceExtra(slot)) - 1), "distance " + distance);
    }
  }
}
