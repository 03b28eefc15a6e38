package io.github.layerlift.pour;

import io.github.layerlift.bytes.Extent;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A place to write a blob to; several threads may write to different parts of it at once. */
@FunctionalInterface
public interface Slot {
  /** Accepts the bytes and drops them. */
  Slot NOWHERE = (bytes, position) -> bytes.position(bytes.limit());

  /** Writes all of {@code bytes} at {@code position} from the blob's start. */
  void write(ByteBuffer bytes, long position) throws IOException;

  /**
   * Has the system copy some bytes of {@code source} to the same position of the blob.
   *
   * @return how many; 0 if they have to be read and written
   */
  default long copy(Extent source, long position, long count) throws IOException {
    return 0;
  }
}
