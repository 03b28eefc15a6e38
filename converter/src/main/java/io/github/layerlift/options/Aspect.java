package io.github.layerlift.options;

import java.util.Locale;
import java.util.Optional;

/** In what two images, or two files of them, can differ. */
public enum Aspect {
  /** The names of the images; those that no engine accepts, too, unless an image is selected. */
  NAMES,
  /** Operating system, architecture, variant, and the version of Windows, as the config has them. */
  PLATFORM,
  /** The images of other platforms under the same name, where both images are in an index. */
  PLATFORMS,
  /** All of the config except the platform, the history and the diff IDs of the layers. */
  CONFIG,
  /**
   * When and how the image was built, as the config says: the steps, the time of creation, the
   * container of the last step, and the version of Docker.
   */
  HISTORY,
  /** The diff IDs of the layers, and their order. */
  LAYERS,
  /** The files, as a container would see them; whoever ignores them ignores all that follow. */
  FILES,

  /** What a file is: a folder, a symlink, a device. */
  TYPE,
  /** The bytes of files. */
  CONTENT,
  /** The targets of symlinks. */
  LINK,
  /** Permissions, with setuid, setgid and sticky; symlinks have none. */
  MODE,
  /** The numbers of owner and group. */
  OWNER,
  /** When a file was modified, with the fraction of the second. */
  TIMES,
  /** Extended attributes, by name and value. */
  XATTRS,
  /** Which of the names that both images have, folders apart, are names of one file. */
  HARD_LINKS,
  /** The numbers of devices. */
  DEVICE;

  /** Its name in options and in JSON, such as {@code hard-links}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The aspect with this {@link #id}; empty if there is none. */
  public static Optional<Aspect> of(String id) {
    for (Aspect aspect : values()) {
      if (aspect.id().equals(id)) {
        return Optional.of(aspect);
      }
    }
    return Optional.empty();
  }
}
