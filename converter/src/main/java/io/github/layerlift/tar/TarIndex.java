package io.github.layerlift.tar;

import java.util.List;

/** The entries of a tar, in its order, and how it ends. */
public record TarIndex(List<Entry> entries, Ending ending) {
  public TarIndex {
    entries = List.copyOf(entries);
  }
}
