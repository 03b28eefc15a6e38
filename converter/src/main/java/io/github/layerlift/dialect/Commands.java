package io.github.layerlift.dialect;

import io.github.layerlift.archive.Archive;
import io.github.layerlift.fault.Setting;
import io.github.layerlift.fault.WayOut;
import io.github.layerlift.text.ShellWord;

/**
 * Commands that turn an archive of another kind into one that can be converted: those for a folder,
 * or those for a tar. {@code IN} is the input, later replaced with its path.
 *
 * @param place where in the input the archive is; empty if it is the input
 */
record Commands(boolean isFolder, String place) {
  static Commands of(Archive archive) {
    return new Commands(archive.isFolder(), archive.place());
  }

  /** Converts the archive {@code inner}. */
  WayOut convertInside(String inner) {
    String path = place.isEmpty() ? inner : place + "/" + inner;
    return WayOut.of("")
        .set(Setting.CONVERT, "IN")
        .then(" ")
        .set(Setting.INSIDE, ShellWord.of(path));
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
