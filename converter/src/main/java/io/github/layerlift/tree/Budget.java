package io.github.layerlift.tree;

import io.github.layerlift.archive.TarMember;
import io.github.layerlift.report.ErrorCode;
import io.github.layerlift.report.Fault;
import io.github.layerlift.report.LayerliftException;
import java.util.Map;

/** How much a hostile image may make the tree hold. */
final class Budget {
  /** As much as names, links and attributes of honest entries take, and some more. */
  private static final long TEXT_PER_ENTRY = 128;

  /** Few entries may have long names. */
  private static final long LEAST_TEXT = 8 << 20;

  private final int mostEntries;
  private final long mostText;
  private long entries;
  private long folders;
  private long text;

  /**
   * @param mostEntries how many entries the layers may have together; the tree may have as many
   *     folders
   */
  Budget(int mostEntries) {
    this.mostEntries = mostEntries;
    this.mostText = Math.max(LEAST_TEXT, mostEntries * TEXT_PER_ENTRY);
  }

  void take(TarMember member) throws LayerliftException {
    entries++;
    text +=
        member.name().length() - member.name().lastIndexOf('/') + member.link().length();
    for (Map.Entry<String, byte[]> xattr : member.attributes().xattrs().entrySet()) {
      text += xattr.getKey().length() + xattr.getValue().length;
    }
    if (entries > mostEntries) {
      throw tooMany("the layers have more than " + mostEntries + " entries");
    }
    if (text > mostText) {
      throw tooMany("names and attributes in the layers take more than " + mostText + " bytes");
    }
  }

  /** A path may lead through folders that have no entry of their own. */
  void takeFolder() throws LayerliftException {
    folders++;
    if (folders > mostEntries) {
      throw tooMany("the layers have more than " + mostEntries + " folders");
    }
  }

  private static LayerliftException tooMany(String sentence) {
    return Fault.of(ErrorCode.TOO_MANY_ENTRIES, sentence)
        .hint("--max-entries raises the limit")
        .exception();
  }
}
