package io.github.layerlift.cli;

import io.github.layerlift.report.FaultKind;

/** What the process ends with; scripts rely on it. */
final class ExitCodes {
  static final int DONE = 0;
  static final int BUG = 1;
  static final int USAGE = 2;

  /** Some archives of a batch failed. */
  static final int SOME_FAILED = 6;

  static final int INTERRUPTED = 130;

  private static final int STORAGE = 3;
  private static final int MALFORMED = 4;
  private static final int UNSUPPORTED = 5;

  private ExitCodes() {}

  static int of(FaultKind kind) {
    return switch (kind) {
      case USAGE -> USAGE;
      case STORAGE -> STORAGE;
      case MALFORMED -> MALFORMED;
      case UNSUPPORTED -> UNSUPPORTED;
      case INTERRUPTED -> INTERRUPTED;
    };
  }
}
