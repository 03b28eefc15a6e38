package io.github.layerlift.fault;

import org.jspecify.annotations.Nullable;

/** The input is of a kind that is not converted; the hint names what would be. */
public final class UnsupportedArchiveException extends LayerliftException {
  private static final long serialVersionUID = 1L;

  UnsupportedArchiveException(Fault fault, @Nullable Throwable cause) {
    super(fault, cause);
  }
}
