package io.github.layerlift.tar;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;

/** Which names an archive's entries may have, and how much of them it may have altogether. */
final class IndexedNames {
  /** As long as a path may be on Linux. */
  private static final int MAX_NAME = 4096;

  /** Far more characters than names of honest entries have, on average. */
  private static final long TEXT_PER_ENTRY = 128;

  /** Few entries may have long names. */
  private static final long MIN_TEXT = 8 << 20;

  private long textLeft;

  IndexedNames(int maxEntries) {
    this.textLeft = Math.max(MIN_TEXT, maxEntries * TEXT_PER_ENTRY);
  }

  /** Refuses names that no file system takes. */
  void requireShort(String name, String link, long offset) throws LayerliftException {
    if (Math.max(name.length(), link.length()) > MAX_NAME) {
      throw Fault.of(
              ErrorCode.TAR_HEADER,
              "the name of an entry or its link has more than " + MAX_NAME + " characters")
          .at(offset)
          .hint("no honest archive needs that; get it again from a source you trust")
          .exception();
    }
  }

  /**
   * The entry's name in its plain form; empty for the root.
   *
   * @param size of its content
   */
  String normal(String raw, long size, long offset) throws LayerliftException {
    String name = EntryNames.normalise(raw).orElse(null);
    if (name == null || raw.indexOf('\0') >= 0) {
      throw Fault.of(ErrorCode.ENTRY_NAME, "an entry's name leaves the archive")
          .in(raw)
          .at(offset)
          .hint("this looks hostile: get the archive again from a source you trust")
          .exception();
    }
    if (name.isEmpty() && size > 0) {
      throw Fault.of(ErrorCode.ENTRY_NAME, "an entry with content has no name")
          .at(offset)
          .hint("no reader can find it; pack the archive again")
          .exception();
    }
    return name;
  }

  /** Names shrink well, so a small packed archive could fill the memory with long ones. */
  void count(String name, String link, long offset) throws LayerliftException {
    textLeft -= name.length() + link.length();
    if (textLeft < 0) {
      throw Fault.of(ErrorCode.TOO_MANY_ENTRIES, "the names in the archive are too long together")
          .at(offset)
          .hint("--max-entries raises the limit, which is 128 characters for each")
          .exception();
    }
  }
}
