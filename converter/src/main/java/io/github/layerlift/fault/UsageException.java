package io.github.layerlift.fault;

import org.jspecify.annotations.Nullable;

/** The call is invalid; nothing was read or written. */
public final class UsageException extends LayerliftException {
  private static final long serialVersionUID = 1L;

  UsageException(Fault fault, @Nullable Throwable cause) {
    super(fault, cause);
  }
}
