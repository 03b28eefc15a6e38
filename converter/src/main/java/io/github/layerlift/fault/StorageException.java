package io.github.layerlift.fault;

import org.jspecify.annotations.Nullable;

/** Something could not be read or written. */
public final class StorageException extends LayerliftException {
  private static final long serialVersionUID = 1L;

  StorageException(Fault fault, @Nullable Throwable cause) {
    super(fault, cause);
  }
}
