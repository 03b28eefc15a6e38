package io.github.layerlift.tar;

import org.jspecify.annotations.Nullable;

/** What extension headers say about the entry that follows them: PAX records, GNU long names. */
record EntryExtensions(
    PaxRecords pax, @Nullable String longName, @Nullable String longLink) {
  static final EntryExtensions NONE = new EntryExtensions(PaxRecords.NONE, null, null);

  EntryExtensions withPax(PaxRecords records) {
    return new EntryExtensions(records, longName, longLink);
  }

  EntryExtensions withName(String name) {
    return new EntryExtensions(pax, name, longLink);
  }

  EntryExtensions withLink(String link) {
    return new EntryExtensions(pax, longName, link);
  }

  /** The entry's name as stored. */
  String name(TarHeader header) {
    return firstOf(pax.path(), longName, header.name());
  }

  /** The entry's link as stored. */
  String link(TarHeader header) {
    return firstOf(pax.get("linkpath"), longLink, header.link());
  }

  private static String firstOf(@Nullable String pax, @Nullable String gnu, String plain) {
    if (pax != null) {
      return pax;
    }
    return gnu != null && !gnu.isEmpty() ? gnu : plain;
  }
}
