package io.github.layerlift.bytes;

import java.util.concurrent.ThreadLocalRandom;

/** Names of our temporary files, so that they are recognised wherever they are found. */
public final class ScratchNames {
  /** The owner of spools. */
  static final String SPOOL = "spool";

  private static final String INFIX = ".layerlift-";
  private static final String SUFFIX = ".tmp";

  /** File names have 255 bytes at most; ours needs some of them. */
  private static final int MAX_STEM_LENGTH = 60;

  private ScratchNames() {}

  /** A new name for scratch on behalf of the file {@code owner}. */
  public static String next(String owner) {
    return prefix(owner) + Long.toHexString(ThreadLocalRandom.current().nextLong()) + SUFFIX;
  }

  /** Whether {@code name} was made on behalf of {@code owner}, by whichever process. */
  public static boolean belongs(String name, String owner) {
    return name.startsWith(prefix(owner)) && name.endsWith(SUFFIX);
  }

  /** Whether {@code name} is that of a spool, which it has for a moment only. */
  public static boolean isSpool(String name) {
    return belongs(name, SPOOL);
  }

  /** Whether {@code name} is scratch of anyone's, or a folder that belongs to it. */
  public static boolean isScratch(String name) {
    return name.startsWith(".") && name.contains(INFIX);
  }

  /** Whether {@code name} is a temporary file of anyone's. */
  public static boolean isTemporary(String name) {
    return isScratch(name) && name.endsWith(SUFFIX);
  }

  private static String prefix(String owner) {
    int length = Math.min(owner.length(), MAX_STEM_LENGTH);
    boolean cutsPair = length > 0 && Character.isHighSurrogate(owner.charAt(length - 1));
    String stem = owner.substring(0, cutsPair ? length - 1 : length);
    // a byte that the locale can't decode must not be replaced by a character that it can't encode
    return "." + stem.replace('\ufffd', '_') + INFIX;
  }
}
