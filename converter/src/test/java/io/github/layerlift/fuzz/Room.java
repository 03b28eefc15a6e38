package io.github.layerlift.fuzz;

import java.io.IOException;
import java.util.List;

/** A room, or several in a row, that read untrusted bytes. */
interface Room {
  /** Bytes to start from, of every kind that the room distinguishes. */
  List<byte[]> seeds() throws IOException;

  /**
   * Has the room read {@code data}.
   *
   * @throws io.github.layerlift.fault.LayerliftException if it refuses them
   * @throws AssertionError if the result is wrong
   */
  void read(byte[] data) throws IOException;
}
