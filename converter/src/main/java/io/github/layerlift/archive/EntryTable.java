package io.github.layerlift.archive;

import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.WarningCode;
import io.github.layerlift.fault.Warnings;
import io.github.layerlift.file.FileKind;
import io.github.layerlift.progress.Cancellation;
import io.github.layerlift.tar.Entry;
import io.github.layerlift.text.EntryNames;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sorts the entries of a listing by name, and decides which of duplicate entries counts. */
final class EntryTable {
  private final boolean takeLast;
  private final Warnings warnings;
  private final Cancellation cancellation;
  private final Map<String, Entry> byName = new LinkedHashMap<>();

  private EntryTable(boolean takeLast, Warnings warnings, Cancellation cancellation) {
    this.takeLast = takeLast;
    this.warnings = warnings;
    this.cancellation = cancellation;
  }

  /**
   * The entries by name, in their order.
   *
   * @param takeLast whether the last of duplicate entries counts; otherwise they must not differ
   */
  static Map<String, Entry> of(
      List<Entry> entries, boolean takeLast, Warnings warnings, Cancellation cancellation)
      throws LayerliftException {
    EntryTable table = new EntryTable(takeLast, warnings, cancellation);
    for (Entry entry : table.withSlashes(entries)) {
      table.add(entry);
    }
    return table.byName;
  }

  private void add(Entry entry) throws LayerliftException {
    Entry bound = takeLast ? bound(entry) : entry;
    Entry twin = byName.putIfAbsent(bound.name(), bound);
    if (twin == null) {
      return;
    }
    if (!takeLast) {
      Twins.requireEqual(twin, bound, cancellation);
    } else if (!Twins.areEqual(twin, bound, cancellation)) {
      byName.put(bound.name(), bound);
      warnings.add(
          WarningCode.ENTRY_REPLACED,
          "\"" + bound.name() + "\" appears twice, with different content; the one at offset "
              + bound.header() + " was used");
    }
  }

  /** A hard link is another name for what its target is at that point, and stays so. */
  private Entry bound(Entry entry) {
    if (entry.kind() != FileKind.HARD_LINK) {
      return entry;
    }
    Entry target = EntryNames.normalise(entry.link()).map(byName::get).orElse(null);
    return target == null || target.kind() != FileKind.FILE
        ? entry
        : new Entry(entry.name(), FileKind.FILE, "", target.content(), entry.header());
  }

  /** Some programs on Windows write backslashes as separators, which no other program reads as such. */
  private List<Entry> withSlashes(List<Entry> entries) {
    Entry odd = firstWithBackslash(entries);
    if (odd == null) {
      return entries;
    }
    Set<String> names = new HashSet<>();
    entries.forEach(entry -> names.add(entry.name()));
    warnings.add(
        WarningCode.ENTRY_BACKSLASH,
        "names in the archive have \\ as the separator, such as \"" + odd.name()
            + "\"; it was read as /");
    return entries.stream().map(entry -> withSlashes(entry, names)).toList();
  }

  private static @Nullable Entry firstWithBackslash(List<Entry> entries) {
    for (Entry entry : entries) {
      if (entry.name().indexOf('\\') >= 0 || entry.link().indexOf('\\') >= 0) {
        return entry;
      }
    }
    return null;
  }

  private static Entry withSlashes(Entry entry, Set<String> names) {
    String name = EntryNames.normalise(entry.name().replace('\\', '/')).orElse("");
    boolean free = !name.isEmpty() && !names.contains(name);
    return entry.renamed(free ? name : entry.name(), entry.link().replace('\\', '/'));
  }
}
