package io.github.layerlift.archive;

import io.github.layerlift.bytes.Extent;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.file.FileKind;
import io.github.layerlift.tar.Entry;
import io.github.layerlift.text.EntryNames;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Gives the entries in a folder the names that they have from there on. */
final class Subfolder {
  private final Archive outer;
  private final String prefix;

  /**
   * @param outer the archive that the folder is in
   * @param prefix the folder's name and a slash
   */
  Subfolder(Archive outer, String prefix) {
    this.outer = outer;
    this.prefix = prefix;
  }

  /** The entries at, or below, each of {@code paths}, found in one pass however many there are. */
  static Map<String, List<Entry>> members(Collection<Entry> entries, Collection<String> paths) {
    Set<String> wanted = new HashSet<>(paths);
    Map<String, List<Entry>> members = new HashMap<>();
    for (Entry entry : entries) {
      for (String at = entry.name(); !at.isEmpty(); at = EntryNames.parent(at)) {
        if (wanted.contains(at)) {
          members.computeIfAbsent(at, path -> new ArrayList<>()).add(entry);
        }
      }
    }
    return members;
  }

  /** Bytes of the entries at, or below, each of {@code paths}. */
  static Map<String, Long> bytes(Collection<Entry> entries, Collection<String> paths) {
    Map<String, Long> bytes = new HashMap<>();
    members(entries, paths)
        .forEach((path, members) -> bytes.put(
            path, members.stream().mapToLong(member -> member.content().size()).sum()));
    return bytes;
  }

  /** Those of {@code entries} that are in the folder, by their names in it. */
  Map<String, Entry> of(Collection<Entry> entries) throws LayerliftException {
    Map<String, Entry> inner = new LinkedHashMap<>();
    for (Entry entry : entries) {
      if (entry.name().startsWith(prefix)) {
        Entry moved = moved(entry);
        inner.put(moved.name(), moved);
      }
    }
    return inner;
  }

  /** A link to a file outside of the folder becomes that file. */
  private Entry moved(Entry entry) throws LayerliftException {
    String name = entry.name().substring(prefix.length());
    boolean hard = entry.kind() == FileKind.HARD_LINK;
    if (!hard && entry.kind() != FileKind.SYMLINK) {
      return entry.renamed(name, entry.link());
    }
    String target = (hard
            ? EntryNames.normalise(entry.link())
            : Links.symlinkTarget(entry.name(), entry.link()))
        .orElse("");
    if (target.startsWith(prefix)) {
      // a symlink's text is relative to where it is, which doesn't change
      return entry.renamed(name, hard ? target.substring(prefix.length()) : entry.link());
    }
    Optional<Extent> outside = target.isEmpty() ? Optional.empty() : outer.peek(target);
    if (outside.isEmpty()) {
      return entry.renamed(name, hard ? "../" + entry.link() : entry.link());
    }
    Extent bytes = outside.get();
    Extent content = new Extent(bytes.source(), name, bytes.offset(), bytes.size());
    return new Entry(name, FileKind.FILE, "", content, entry.header());
  }
}
