package io.github.layerlift.it.transfer;

import static io.github.layerlift.it.transfer.Kind.Trait.BRINGS_ANOTHER;
import static io.github.layerlift.it.transfer.Kind.Trait.LOSES_NAMES;
import static io.github.layerlift.it.transfer.Kind.Trait.NEEDS_DIGESTS;

import java.util.Set;

/** What is tried. */
@SuppressWarnings("ImmutableEnumChecker") // functions without a state, and sets of constants
enum Kind {
  CUT("cut short", Damage::cut),
  CUT_AND_PADDED("cut short, and padded to whole records", Damage::cutAndPad),
  ZERO_TAIL("zeros in place of the rest", Damage::zeroTail),
  HOLE("zeros in place of a piece, where there are digests", Damage::hole, NEEDS_DIGESTS),
  JOINED("another archive behind it", Damage::join, BRINGS_ANOTHER),
  TWICE("the same archive behind it", Damage::joinToItself),
  JOINED_CLOSELY(
      "another archive in place of its end mark", Damage::joinWithoutEndMark, BRINGS_ANOTHER),
  PADDED_WIDELY("up to 1 MiB of zeros behind it", Damage::padWidely),
  RUBBISH("rubbish behind it", Damage::followByRubbish),
  LINE_ENDS("line ends changed in all of it", Damage::translateLineEnds),
  WRAPPED("in a folder", Rearranged::wrap),
  DOT("`./` in front of its names", Rearranged::startWithDot),
  SLASH("`/` in front of its names", Rearranged::startWithSlash),
  BACKSLASH("`\\` in its names", Rearranged::useBackslashes),
  UPPER_CASE("a folder in upper case", Rearranged::upperCase),
  RENAMED("a folder renamed", Rearranged::renameFolder),
  BYTE_ORDER_MARK("a byte order mark", Rearranged::byteOrderMark),
  DOCUMENT_LINE_ENDS("line ends changed in a document", Rearranged::documentLineEnds),
  ENTRY_MISSING("an entry missing", Rearranged::forget, LOSES_NAMES),
  FOLDER_MISSING("a folder missing", Rearranged::forgetFolder),
  DESKTOP_FILES("files that desktops leave", Rearranged::addDesktopFiles),
  UNPACKED_OVER(
      "another archive unpacked over it", Rearranged::unpackOver, BRINGS_ANOTHER, LOSES_NAMES),
  GNU_TAR("packed again by GNU tar", Repacked::byGnuTar),
  BSD_TAR("packed again by bsdtar", Repacked::byBsdTar),
  SEVEN_ZIP("packed again by 7z", Repacked::bySevenZip),
  APPENDED("`tar -r`", Repacked::appended),
  CONCATENATED("`tar -A`", Repacked::concatenated, BRINGS_ANOTHER),
  DELETED("`tar --delete`", Repacked::deleted, LOSES_NAMES),
  PACKED("packed", Repacked::packed),
  PACKED_AND_CUT("packed and cut short", Repacked::packedAndCut),
  PACKED_AND_FOLLOWED("packed, and something behind it", Repacked::packedAndFollowed),
  PACKED_AND_JOINED("`cat a.gz b.gz`", Repacked::packedAndJoined, BRINGS_ANOTHER);

  private final String label;
  private final Transfer transfer;
  private final Set<Trait> traits;

  /** What a kind has that others don't. */
  enum Trait {
    /** Lost parts of layers can be noticed only if something says what they are. */
    NEEDS_DIGESTS,
    /** All of another archive is in it too. */
    BRINGS_ANOTHER,
    /** Names may disappear without a trace; images may not. */
    LOSES_NAMES
  }

  Kind(String label, Transfer transfer, Trait... traits) {
    this.label = label;
    this.transfer = transfer;
    this.traits = Set.of(traits);
  }

  String label() {
    return label;
  }

  Transfer transfer() {
    return transfer;
  }

  boolean has(Trait trait) {
    return traits.contains(trait);
  }
}
