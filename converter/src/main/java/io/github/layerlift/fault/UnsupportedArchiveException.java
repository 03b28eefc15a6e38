package io.github.layerlift.fault;

import org.jspecify.annotations.Nullable;

/** The input is of a kind that is not converted; the hint says how to get one that is. */
public final class UnsupportedArchiveException extends LayerliftException {
  private static final long serialVersionUID = 1L;

  UnsupportedArchiveException(Fault fault, @Nullable Throwable cause) {
    super(fault, cause);
  }
}
