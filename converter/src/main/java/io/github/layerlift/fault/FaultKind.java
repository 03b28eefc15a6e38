package io.github.layerlift.fault;

/** The families of faults; each is one exit code of the command line. */
public enum FaultKind {
  /** The call itself is wrong: options that contradict each other, input and output the same. */
  USAGE,
  /** The system refused: a missing file, no space, no permission, an existing target. */
  STORAGE,
  /** The archive is malformed, corrupt or malicious. */
  MALFORMED,
  /** The input is sound, but of a kind that is not converted. */
  UNSUPPORTED,
  /** The user or the system requested a stop. */
  INTERRUPTED
}
