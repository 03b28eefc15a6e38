package io.github.layerlift.tar;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;

/** Which entries a tar may have, what is kept of them, and what is said of it. */
interface EntryRules {
  /** Types of headers that are passed over, with what follows them. */
  String passedOver();

  /** The entry whose header {@code reader} is at; the reader is told how much data follows. */
  Entry entry(TarHeader header, EntryExtensions extensions, TarReader<?> reader)
      throws LayerliftException;

  /** More than the data of all entries together can be. */
  long maxSize();

  /** What is wrong, at its place. */
  LayerliftException fault(Fault fault, long at);

  /** The tar ends within the header at {@code offset}. */
  LayerliftException cutHeader(long offset);

  /** The tar ends {@code there} bytes behind the header at {@code offset}, and not {@code size}. */
  LayerliftException cutData(String name, long size, long there, long offset);

  default Fault loneZeros() {
    return Fault.of(ErrorCode.TAR_HEADER, "a single zero block stands between two entries");
  }
}
