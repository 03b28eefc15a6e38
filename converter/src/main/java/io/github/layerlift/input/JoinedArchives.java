package io.github.layerlift.input;

import io.github.layerlift.archive.EntryList;
import io.github.layerlift.bytes.Extent;
import io.github.layerlift.fault.Damage;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Setting;
import io.github.layerlift.fault.WayOut;
import io.github.layerlift.image.Compression;
import io.github.layerlift.options.ReadOptions;
import io.github.layerlift.tar.Ending;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Finds archives that follow one another in one input, as {@code cat} joins them. */
final class JoinedArchives {
  private JoinedArchives() {}

  /** Lists an archive that is packed within another file. */
  @FunctionalInterface
  interface Unpacker {
    EntryList unpack(Extent packed) throws IOException;
  }

  /**
   * The archive that {@code first} lists, and those after it.
   *
   * @param damage takes in what is wrong with those after it
   * @throws io.github.layerlift.fault.MalformedArchiveException if there is one after it, and the
   *     user didn't allow that
   */
  static List<EntryList> from(
      EntryList first, ReadOptions options, Damage damage, Unpacker unpacker) throws IOException {
    List<EntryList> all = new ArrayList<>(1);
    EntryList last = first;
    int entries = 0;
    all.add(first);
    while (last.ending().isPresent() && isFollowed(last.ending().get())) {
      Ending ending = last.ending().get();
      if (ending.isTar() && !options.leniency().joined() && damage.isCollected()) {
        last = continued(last, options, damage);
        all.set(all.size() - 1, last);
        continue;
      }
      requireJoined(ending, options);
      all.set(all.size() - 1, last.followed());
      // even an empty archive counts
      entries += last.entries().size() + 1;
      last = ending.isTar()
          ? last.following(
              Readers.tarLimits(options.limits()).less(entries),
              damage,
              options.monitor().cancellation())
          : unpacker.unpack(ending.rest());
      all.add(last);
    }
    return all;
  }

  private static boolean isFollowed(Ending ending) throws LayerliftException {
    return ending.isTar() || packing(ending) != Compression.NONE;
  }

  private static Compression packing(Ending ending) throws LayerliftException {
    return ending.hasStrangeRest()
        ? Compression.detect(ending.rest().head(Compression.MAGIC_LENGTH))
        : Compression.NONE;
  }

  /**
   * Zeros within a damaged archive look like its end. A second archive would have files of the same
   * names, such as the list of its images.
   */
  private static EntryList continued(EntryList first, ReadOptions options, Damage damage)
      throws LayerliftException {
    Ending ending = first.ending().orElseThrow();
    EntryList rest = first.following(
        Readers.tarLimits(options.limits()).less(first.entries().size()),
        damage,
        options.monitor().cancellation());
    if (first.sharesFiles(rest)) {
      requireJoined(ending, options);
    }
    damage.meet(Fault.of(
            ErrorCode.TAR_HEADER,
            "there are " + ending.zeros() + " zeros within the archive, as after its end")
        .at(ending.offset())
        .exception());
    return first.plus(rest);
  }

  private static void requireJoined(Ending ending, ReadOptions options) throws LayerliftException {
    if (!options.leniency().joined()) {
      throw Fault.of(
              ErrorCode.ARCHIVE_FOLLOWS,
              "a second archive follows the end of the first, at offset "
                  + ending.rest().offset())
          .hint(WayOut.of(Setting.JOINED, " takes the images of all of them"))
          .exception();
    }
  }
}
