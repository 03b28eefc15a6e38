package io.github.layerlift.archive;

import io.github.layerlift.bytes.ByteSource;
import io.github.layerlift.bytes.Extent;
import io.github.layerlift.fault.Damage;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.file.FileKind;
import io.github.layerlift.progress.Cancellation;
import io.github.layerlift.tar.Ending;
import io.github.layerlift.tar.Entry;
import io.github.layerlift.tar.TarIndex;
import io.github.layerlift.tar.TarLimits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Every entry of an archive in its order, duplicate entries included.
 *
 * @param name what to call the archive in a message
 * @param ending how the tar ends; empty for a folder
 */
public record EntryList(String name, List<Entry> entries, Optional<Ending> ending) {
  public EntryList {
    entries = List.copyOf(entries);
  }

  /**
   * Lists a plain tar.
   *
   * @param cancellation checked between two entries
   */
  public static EntryList ofTar(ByteSource source, TarLimits limits, Cancellation cancellation)
      throws LayerliftException {
    return ofTar(source, limits, Damage.refused(), cancellation);
  }

  /**
   * Lists a plain tar that may be damaged.
   *
   * @param damage takes in what is wrong
   */
  public static EntryList ofTar(
      ByteSource source, TarLimits limits, Damage damage, Cancellation cancellation)
      throws LayerliftException {
    return ofTar(source, 0, source.name(), limits, damage, cancellation);
  }

  private static EntryList ofTar(
      ByteSource source,
      long start,
      String name,
      TarLimits limits,
      Damage damage,
      Cancellation cancellation)
      throws LayerliftException {
    TarIndex index = TarIndex.of(source, start, limits, damage, cancellation);
    return new EntryList(name, index.entries(), Optional.of(index.ending()));
  }

  /** Lists a folder that an archive was unpacked into. */
  public static EntryList ofFolder(Path folder, int maxEntries, Cancellation cancellation)
      throws LayerliftException {
    List<Entry> entries = FolderLister.list(folder, maxEntries, cancellation);
    return new EntryList(folder.toString(), entries, Optional.empty());
  }

  /** Lists the upper two levels of a folder: enough to tell whether an archive was unpacked there. */
  public static EntryList ofFolderTop(Path folder, int maxEntries, Cancellation cancellation)
      throws LayerliftException {
    List<Entry> entries = FolderLister.list(folder, maxEntries, 2, cancellation);
    return new EntryList(folder.toString(), entries, Optional.empty());
  }

  /** Lists the archive that follows this one in the same file, if its ending says that there is one. */
  public EntryList following(TarLimits limits, Damage damage, Cancellation cancellation)
      throws LayerliftException {
    Extent rest = ending.orElseThrow().rest();
    String next = rest.entry() + ", from byte " + rest.offset() + " on";
    return ofTar(rest.source(), rest.offset(), next, limits, damage, cancellation);
  }

  /** Whether both have a file of one name. */
  public boolean sharesFiles(EntryList other) {
    Set<String> names = new HashSet<>();
    for (Entry entry : entries) {
      if (entry.kind() == FileKind.FILE) {
        names.add(entry.name());
      }
    }
    return other.entries.stream().anyMatch(entry -> names.contains(entry.name()));
  }

  /** This listing, and the entries of {@code rest}, with which its tar ends. */
  public EntryList plus(EntryList rest) {
    List<Entry> all = new ArrayList<>(entries);
    all.addAll(rest.entries);
    return new EntryList(name, all, rest.ending);
  }

  /** The same listing under another name. */
  EntryList named(String other) {
    return new EntryList(other, entries, ending);
  }

  /** The same listing, once what follows it has been found to be an archive. */
  public EntryList followed() {
    return new EntryList(name, entries, ending.map(Ending::followed));
  }

  /** Whether each entry has a header. */
  public boolean isTar() {
    return ending.isPresent();
  }

  /** Whether it has its end mark, or needs none. */
  public boolean isEnded() {
    return ending.isEmpty() || ending.get().marked();
  }

  /** Bytes of all files, duplicate entries included. */
  public long fileBytes() {
    return entries.stream().mapToLong(entry -> entry.content().size()).sum();
  }
}
