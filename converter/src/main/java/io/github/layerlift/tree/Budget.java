package io.github.layerlift.tree;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Setting;
import io.github.layerlift.fault.WayOut;
import io.github.layerlift.tar.Entry;
import java.util.Map;

/** How much memory a malicious image may make the tree use. */
final class Budget {
  /** As much as names, links and attributes of genuine entries take, and some more. */
  private static final long TEXT_PER_ENTRY = 128;

  /** So that a few entries may have long names. */
  private static final long MIN_TEXT = 8 << 20;

  private final int maxEntries;
  private final long maxText;
  private long entries;
  private long folders;
  private long text;

  /**
   * @param maxEntries how many entries the layers may have together; the tree may have as many
   *     folders
   */
  Budget(int maxEntries) {
    this.maxEntries = maxEntries;
    this.maxText = Math.max(MIN_TEXT, maxEntries * TEXT_PER_ENTRY);
  }

  void take(Entry entry) throws LayerliftException {
    entries++;
    if (entries > maxEntries) {
      throw tooMany("the layers have more than " + maxEntries + " entries");
    }
    long taken = entry.link().length();
    taken += entry.name().length() - entry.name().lastIndexOf('/');
    for (Map.Entry<String, byte[]> xattr : entry.attributes().xattrs().entrySet()) {
      taken += xattr.getKey().length() + xattr.getValue().length;
    }
    takeText(taken);
  }

  void takeText(long length) throws LayerliftException {
    text += length;
    if (text > maxText) {
      throw tooMany("names and attributes in the layers take more than " + maxText + " bytes");
    }
  }

  /** A path may lead through folders that have no entry of their own. */
  void takeFolder() throws LayerliftException {
    folders++;
    if (folders > maxEntries) {
      throw tooMany("the layers have more than " + maxEntries + " folders");
    }
  }

  private static LayerliftException tooMany(String sentence) {
    return Fault.of(ErrorCode.TOO_MANY_ENTRIES, sentence)
        .hint(WayOut.raise(Setting.ENTRIES))
        .exception();
  }
}
