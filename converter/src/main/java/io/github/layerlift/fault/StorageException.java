package io.github.layerlift.fault;

import org.jspecify.annotations.Nullable;

/** The machine could not read or write something. */
public final class StorageException extends LayerliftException {
  private static final long serialVersionUID = 1L;

  StorageException(Fault fault, @Nullable Throwable cause) {
    super(fault, cause);
  }
}
