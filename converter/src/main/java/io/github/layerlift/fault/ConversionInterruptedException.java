package io.github.layerlift.fault;

import org.jspecify.annotations.Nullable;

/** The conversion was stopped on request, and left nothing behind. */
public final class ConversionInterruptedException extends LayerliftException {
  private static final long serialVersionUID = 1L;

  ConversionInterruptedException(Fault fault, @Nullable Throwable cause) {
    super(fault, cause);
  }
}
