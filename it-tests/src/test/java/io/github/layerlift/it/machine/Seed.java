package io.github.layerlift.it.machine;

import java.util.Random;

/**
 * The seed of the tests' random data. It is the same in each run, so that a change is judged by
 * what it changes; {@code -Dlayerlift.seed=N} looks elsewhere, as {@code make reliability} does.
 */
public final class Seed {
  private static final long SEED = Long.getLong("layerlift.seed", 20_131_129);

  private Seed() {}

  /** The random source of a test's round {@code number}. */
  public static Random random(int number) {
    return new Random(SEED + number);
  }
}
