package io.github.layerlift.dialect;

import io.github.layerlift.archive.Archive;
import io.github.layerlift.fault.Damage;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.MalformedArchiveException;
import io.github.layerlift.fault.Setting;
import io.github.layerlift.fault.UnsupportedArchiveException;
import io.github.layerlift.fault.WarningCode;
import io.github.layerlift.fault.WayOut;
import io.github.layerlift.image.Root;
import java.util.List;
import java.util.Optional;

/** What may be lost of a registry's storage, whichever registry wrote it. */
final class StoreLosses {
  private StoreLosses() {}

  /** Warns that of a tar that is damaged, links may be lost without a trace. */
  static void warnOfDamage(Archive archive, Context context) {
    if (context.damage().any() || !archive.isEnded()) {
      context.warn(
          WarningCode.ARCHIVE_DAMAGED,
          "the archive is damaged, or cut where it has no end mark, and a registry's disk has no list of"
              + " its images: images and names may be lost that nothing tells of");
    }
  }

  /** Refuses a tar whose bytes may all be wrong, if there are no digests to tell. */
  static void requireNoDoubt(Context context) throws LayerliftException {
    if (context.damage().isDoubtful()) {
      throw context
          .damage()
          .faults()
          .get(0)
          .hint(WayOut.of("unpack what is left of it, and use the folder:"
                  + " mkdir DIR; tar -xf IN -C DIR; ")
              .set(Setting.SALVAGE, "DIR"))
          .exception();
    }
  }

  /**
   * An image as {@link Context#whole} gives it. If a storage has many, a fault that ends the work says in which it is.
   *
   * @param many whether it has
   * @param names as the storage has them
   * @param digest what to call an image without a name
   */
  static Optional<Root> whole(
      Context context,
      boolean many,
      List<String> names,
      String digest,
      Context.Reading<Root> reading)
      throws LayerliftException {
    try {
      return context.whole(() -> new Context.Label(names, ""), reading);
    } catch (MalformedArchiveException | UnsupportedArchiveException e) {
      if (!many) {
        throw e;
      }
      String label = names.isEmpty() ? digest : new Damage.Lost(names, "", e.fault()).label();
      throw e.in(label);
    }
  }

  /**
   * Warns of names that lead to nothing.
   *
   * @param lost files and folders that should lead to images
   */
  static void warnOfNames(List<String> lost, Context context) {
    if (!lost.isEmpty()) {
      context.warn(
          WarningCode.STORE_NAMES,
          "what \"" + lost.get(0) + "\""
              + (lost.size() == 1 ? "" : " and " + (lost.size() - 1) + " more")
              + " should name is not converted: it is a link to a folder, which isn't followed, or"
              + " has no link to a manifest");
    }
  }
}
