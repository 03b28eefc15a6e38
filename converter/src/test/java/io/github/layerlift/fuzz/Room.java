package io.github.layerlift.fuzz;

import java.io.IOException;
import java.util.List;

/** A room, or several in a row, that read bytes which anybody may have made. */
interface Room {
  /** Bytes to start from, of every kind that the room tells apart. */
  List<byte[]> seeds() throws IOException;

  /**
   * Has the room read {@code data}.
   *
   * @throws io.github.layerlift.fault.LayerliftException if it refuses them
   * @throws AssertionError if what it makes of them is wrong
   */
  void read(byte[] data) throws IOException;
}
