package io.github.layerlift.cli.console;

import io.github.layerlift.fault.FaultKind;

/** The exit codes of the process; scripts rely on them. */
public final class ExitCodes {
  public static final int DONE = 0;
  static final int BUG = 1;
  public static final int USAGE = 2;

  /** Some archives of a batch failed. */
  public static final int SOME_FAILED = 6;

  /** Two images differ. */
  public static final int DIFFERENT = 7;

  public static final int INTERRUPTED = 130;

  private static final int STORAGE = 3;
  private static final int MALFORMED = 4;
  private static final int UNSUPPORTED = 5;

  private ExitCodes() {}

  public static int of(FaultKind kind) {
    return switch (kind) {
      case USAGE -> USAGE;
      case STORAGE -> STORAGE;
      case MALFORMED -> MALFORMED;
      case UNSUPPORTED -> UNSUPPORTED;
      case INTERRUPTED -> INTERRUPTED;
    };
  }
}
