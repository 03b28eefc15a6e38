package io.github.layerlift.archive;

import io.github.layerlift.report.LayerliftException;

/** Tells a tar by how it starts, so that one can be found under any name. */
public final class TarStart {
  /** How many bytes {@link #isTar} wants to see. */
  public static final int LENGTH = TarHeader.BLOCK;

  private TarStart() {}

  /** Whether {@code head} is the header of a tar's first entry. */
  public static boolean isTar(byte[] head) {
    return head.length >= LENGTH && TarHeader.hasChecksum(head, 0);
  }

  /** What is wrong with {@code name}, which starts with {@code head} and is no tar. */
  public static LayerliftException stranger(String name, byte[] head) {
    return NotTar.explain(name, head);
  }
}
