package io.github.layerlift.archive;

import io.github.layerlift.bytes.Extent;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Setting;
import io.github.layerlift.fault.WayOut;
import io.github.layerlift.progress.Cancellation;
import io.github.layerlift.tar.Entry;
import java.nio.ByteBuffer;

/** Two entries of one name. Readers disagree on which counts, so they must not differ. */
final class Twins {
  private static final int CHUNK = 64 * 1024;

  private Twins() {}

  /**
   * Refuses entries that differ.
   *
   * @throws io.github.layerlift.fault.MalformedArchiveException if they do
   */
  static void requireEqual(Entry first, Entry second, Cancellation cancellation)
      throws LayerliftException {
    if (!areEqual(first, second, cancellation)) {
      throw Fault.of(ErrorCode.ENTRY_TWICE, "duplicate entry with different content")
          .in(second.name())
          .at(second.header())
          .hint(WayOut.of("readers disagree on which one counts; ")
              .set(Setting.TAKE_LAST)
              .then(" takes the last one, as tar and Docker do"))
          .exception();
    }
  }

  static boolean areEqual(Entry first, Entry second, Cancellation cancellation)
      throws LayerliftException {
    return first.kind() == second.kind()
        && first.link().equals(second.link())
        && haveEqualBytes(first.content(), second.content(), cancellation);
  }

  static boolean haveEqualBytes(Extent first, Extent second, Cancellation cancellation)
      throws LayerliftException {
    if (first.size() != second.size()) {
      return false;
    }
    ByteBuffer one = ByteBuffer.allocate(CHUNK);
    ByteBuffer two = ByteBuffer.allocate(CHUNK);
    for (long at = 0; at < first.size(); at += CHUNK) {
      cancellation.check();
      first.read(one.clear(), at);
      second.read(two.clear(), at);
      if (!one.flip().equals(two.flip())) {
        return false;
      }
    }
    return true;
  }
}
