package io.github.layerlift.cli.text;

import io.github.layerlift.text.Printable;

/** The digits of a digest that people compare. */
public final class ShortHex {
  private static final String ALGORITHM = "sha256:";

  private static final int MAX_DIGITS = 12;

  private ShortHex() {}

  /** The first 12 digits of {@code digest}; of anything else, as many characters. */
  public static String of(String digest) {
    String hex = digest.startsWith(ALGORITHM) ? digest.substring(ALGORITHM.length()) : digest;
    return Printable.name(hex.substring(0, Math.min(MAX_DIGITS, hex.length())));
  }
}
