package io.github.layerlift.dialect;

import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.WarningCode;
import java.util.List;

/** What may be lost of a registry's storage, whichever registry wrote it. */
final class StoreLosses {
  private StoreLosses() {}

  /** Of a tar that is damaged, links may be lost without a trace. */
  static void requireNone(Context context) throws LayerliftException {
    if (context.damage().any()) {
      throw context
          .damage()
          .faults()
          .get(0)
          .hint("unpack what is left of it, and use the folder")
          .exception();
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
