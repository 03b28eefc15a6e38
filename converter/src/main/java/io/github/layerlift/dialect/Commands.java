package io.github.layerlift.dialect;

import io.github.layerlift.archive.Archive;
import io.github.layerlift.fault.Setting;
import io.github.layerlift.fault.WayOut;
import io.github.layerlift.text.ShellWord;

/**
 * Commands that turn an archive of another kind into one that can be converted: those for a folder,
 * or those for a tar. {@code IN} is the input, later replaced with its path.
 */
record Commands(boolean isFolder) {
  static Commands of(Archive archive) {
    return new Commands(archive.isFolder());
  }

  /** Converts the unpacked archive in the folder {@code inner}. */
  WayOut convertFolder(String inner) {
    String folder = ShellWord.of(inner);
    return isFolder
        ? WayOut.of("").set(Setting.CONVERT, "IN/" + folder)
        : WayOut.of("tar -xf IN && ").set(Setting.CONVERT, folder);
  }

  /**
   * Converts the archive {@code inner}.
   *
   * @param stored the name as stored in the tar, which is the one that tar expects
   */
  WayOut convertFile(String inner, String stored) {
    return isFolder ? convertFolder(inner) : WayOut.piped("tar -xOf IN " + ShellWord.of(stored));
  }

  /** Converts all that can be found. */
  WayOut batch() {
    return WayOut.of(unpack()).set(Setting.BATCH, folder(""));
  }

  /** The commands that must come before those on {@link #folder}. */
  String unpack() {
    return isFolder ? "" : "mkdir DIR && tar -xf IN -C DIR && ";
  }

  /** Where {@code inner} is once it is unpacked; empty means all of it. */
  String folder(String inner) {
    String top = isFolder ? "IN" : "DIR";
    return inner.isEmpty() ? top : top + "/" + ShellWord.of(inner);
  }
}
