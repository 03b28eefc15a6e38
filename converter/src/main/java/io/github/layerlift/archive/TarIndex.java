package io.github.layerlift.archive;

import java.util.List;

/**
 * The entries of a tar, in its order.
 *
 * @param ended whether an end-of-archive mark was found; without one the archive may be cut short
 *     between two entries
 */
record TarIndex(List<Entry> entries, boolean ended) {
  TarIndex {
    entries = List.copyOf(entries);
  }
}
