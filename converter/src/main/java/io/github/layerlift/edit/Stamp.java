package io.github.layerlift.edit;

import io.github.layerlift.options.Edit;
import io.github.layerlift.tar.Attributes;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The metadata of added files.
 *
 * @param owner of all of them; that of nobody else is kept
 * @param mode of all of them, if it is given
 */
record Stamp(Owner owner, OptionalInt mode, Instant time) {
  static final int FOLDER_MODE = 0755;

  private static final int READ = 0444;
  private static final int READ_TO_ENTER = 2;

  static Stamp of(Edit.Add edit, Owner owner, Draft draft) {
    return new Stamp(owner, edit.mode(), edit.time().orElseGet(() -> Times.created(draft)));
  }

  Attributes file(int own) {
    return attributes(mode.orElse(own));
  }

  /** Whoever may read a folder may enter it, as with {@code chmod X}: the mode is meant for files. */
  Attributes folder(int own) {
    return attributes(folderMode(own));
  }

  int folderMode(int own) {
    return mode.isEmpty() ? own : mode.getAsInt() | (mode.getAsInt() & READ) >> READ_TO_ENTER;
  }

  /** Folders that have to be made keep their usual mode. */
  Attributes madeFolder() {
    return attributes(FOLDER_MODE);
  }

  private Attributes attributes(int bits) {
    return new Attributes(
        bits,
        owner.uid(),
        owner.gid(),
        Math.max(0, time.getEpochSecond()),
        time.getEpochSecond() < 0 ? 0 : time.getNano(),
        Map.of(),
        0,
        0);
  }
}
