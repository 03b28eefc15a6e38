package io.github.layerlift.tar;

import io.github.layerlift.bytes.ByteSource;
import io.github.layerlift.bytes.Extent;
import io.github.layerlift.fault.LayerliftException;

/** Recognises a tar by its first bytes, so that one can be found under any name. */
public final class TarStart {
  /** How many bytes {@link #isTar} needs. */
  public static final int LENGTH = TarHeader.BLOCK;

  /** How many bytes it takes to identify other files; the signature of an ISO image comes late. */
  public static final int STRANGER_LENGTH = 36 * 1024;

  private TarStart() {}

  /** Whether {@code head} is the header of a tar's first entry. */
  public static boolean isTar(byte[] head) {
    return head.length >= LENGTH && TarHeader.hasChecksum(head, 0);
  }

  /**
   * Passes unless {@code head}, the first bytes of a stream or all that have arrived, shows that it
   * is not a tar.
   *
   * @param name what to call it in a message
   * @throws io.github.layerlift.fault.UnsupportedArchiveException with what it is instead
   */
  public static void requirePossible(String name, byte[] head) throws LayerliftException {
    boolean whole = head.length >= LENGTH;
    boolean possible = whole
        ? isTar(head) || (TarHeader.isZero(head, 0, LENGTH) && !KnownFile.isIso(head))
        : !NotTar.isKnown(head);
    if (!possible) {
      throw NotTar.explain(name, head);
    }
  }

  /** Passes unless {@code source} starts with neither a header nor an end mark. */
  static void requireTar(ByteSource source) throws LayerliftException {
    byte[] head =
        new Extent(source, source.name(), 0, Math.min(LENGTH, source.size())).head(LENGTH);
    if (!isTar(head) && !TarHeader.isZero(head, 0, head.length)) {
      throw NotTar.explain(source.name(), head);
    }
  }

  /** What is wrong with {@code name}, which starts with {@code head} and is not a tar. */
  public static LayerliftException stranger(String name, byte[] head) {
    return NotTar.explain(name, head);
  }
}
