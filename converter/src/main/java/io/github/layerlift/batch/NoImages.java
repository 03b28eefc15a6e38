package io.github.layerlift.batch;

import io.github.layerlift.fault.ErrorCode;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The faults that mean that there are no images in a file, so that a batch that finds it in a
 * folder leaves it alone. Any other fault means that there are, or may be, and says how to get at
 * them.
 */
public final class NoImages {
  private static final Set<ErrorCode> CODES = EnumSet.of(
      ErrorCode.EMPTY_INPUT,
      ErrorCode.EMPTY_ARCHIVE,
      ErrorCode.NOT_AN_ARCHIVE,
      ErrorCode.ROOT_FILESYSTEM,
      ErrorCode.BARE_LAYER,
      ErrorCode.UNKNOWN_ARCHIVE);

  private NoImages() {}

  /** Whether {@code code} says so. */
  public static boolean says(ErrorCode code) {
    return CODES.contains(code);
  }

  /** The one with the name {@code id}; empty if there is none. */
  public static Optional<ErrorCode> named(String id) {
    return CODES.stream().filter(code -> code.id().equals(id)).findFirst();
  }
}
