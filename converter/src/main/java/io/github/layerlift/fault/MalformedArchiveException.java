package io.github.layerlift.fault;

import org.jspecify.annotations.Nullable;

/** The archive is malformed, corrupt or malicious. */
public final class MalformedArchiveException extends LayerliftException {
  private static final long serialVersionUID = 1L;

  MalformedArchiveException(Fault fault, @Nullable Throwable cause) {
    super(fault, cause);
  }
}
