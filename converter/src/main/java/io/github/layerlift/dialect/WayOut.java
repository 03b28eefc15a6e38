package io.github.layerlift.dialect;

import io.github.layerlift.archive.Archive;
import io.github.layerlift.text.ShellWord;

/**
 * Commands that lead from an archive of another kind to one that is converted: those for a folder, or
 * those for a tar. {@code IN} is the input, and whoever knows its path puts that there.
 */
record WayOut(boolean isFolder) {
  static WayOut of(Archive archive) {
    return new WayOut(archive.isFolder());
  }

  /** Converts what lies unpacked in the folder {@code inner}. */
  String convertFolder(String inner) {
    String folder = ShellWord.of(inner);
    return isFolder
        ? "layerlift convert IN/" + folder + " OUT"
        : "tar -xf IN && layerlift convert " + folder + " OUT";
  }

  /**
   * Converts the archive {@code inner}.
   *
   * @param stored the name as it stands in the tar, which tar wants to be asked for
   */
  String convertFile(String inner, String stored) {
    return isFolder
        ? "layerlift convert IN/" + ShellWord.of(inner) + " OUT"
        : "tar -xOf IN " + ShellWord.of(stored) + " | layerlift convert - OUT";
  }

  /** Converts all that can be found. */
  String batch() {
    return isFolder ? "layerlift batch IN --into OUT" : unpack() + "layerlift batch DIR --into OUT";
  }

  /** The commands that must come before those on {@link #folder}. */
  String unpack() {
    return isFolder ? "" : "mkdir DIR && tar -xf IN -C DIR && ";
  }

  /** Where {@code inner} lies once it is unpacked; an empty one is all of it. */
  String folder(String inner) {
    String top = isFolder ? "IN" : "DIR";
    return inner.isEmpty() ? top : top + "/" + ShellWord.of(inner);
  }
}
