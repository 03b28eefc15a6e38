package io.github.layerlift.tar;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;

/** Which entries a tar may have, what is kept of them, and the wording of faults. */
interface EntryRules {
  /** Types of headers that are skipped, with their data. */
  String passedOver();

  /** The entry whose header {@code reader} is at; the reader is told how much data follows. */
  Entry entry(TarHeader header, EntryExtensions extensions, TarReader<?> reader)
      throws LayerliftException;

  /** More than the data of all entries together can have. */
  long maxSize();

  /** The fault, with its place. */
  LayerliftException fault(Fault fault, long at);

  /** The tar ends within the header at {@code offset}. */
  LayerliftException cutHeader(long offset);

  /** The tar ends {@code there} bytes after the header at {@code offset}, not {@code size}. */
  LayerliftException cutData(String name, long size, long there, long offset);

  default Fault loneZeros() {
    return Fault.of(ErrorCode.TAR_HEADER, "there is a single zero block between two entries");
  }
}
