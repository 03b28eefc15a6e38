package io.github.layerlift.archive;

import java.util.List;

/** The entries of a tar, in its order, and how it ends. */
record TarIndex(List<Entry> entries, Ending ending) {
  TarIndex {
    entries = List.copyOf(entries);
  }
}
