package io.github.layerlift.tree;

/**
 * How entries are called that hide files of lower layers.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.1/layer.md">OCI layers</a>
 */
public final class WhiteoutNames {
  /** What the name of a hidden file starts with. */
  public static final String PREFIX = ".wh.";

  /** In a folder of which nothing is seen that lower layers have in it. */
  public static final String OPAQUE = ".wh..wh..opq";

  /** The internal files of aufs in a layer's root, found in layers from before Docker 1.10. */
  static final String AUFS = ".wh..wh.";

  /** Where aufs kept the files that have several names. */
  static final String AUFS_LINKS = ".wh..wh.plnk/";

  private WhiteoutNames() {}

  /** Whether an entry called {@code name} hides a single file; {@link #OPAQUE} doesn't. */
  public static boolean isWhiteout(String name) {
    int base = name.lastIndexOf('/') + 1;
    return name.startsWith(PREFIX, base) && !name.startsWith(AUFS, base);
  }

  /** Whether an entry called {@code name} hides all that lower layers have in its folder. */
  public static boolean isOpaque(String name) {
    return name.substring(name.lastIndexOf('/') + 1).equals(OPAQUE);
  }

  /** What the whiteout {@code name} hides. */
  public static String hidden(String name) {
    int base = name.lastIndexOf('/') + 1;
    return name.substring(0, base) + name.substring(base + PREFIX.length());
  }
}
