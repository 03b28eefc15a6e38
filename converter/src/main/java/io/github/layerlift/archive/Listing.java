package io.github.layerlift.archive;

import io.github.layerlift.report.Cancellation;
import io.github.layerlift.report.LayerliftException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Every entry of an archive in its order, those that stand twice as often as they stand.
 *
 * @param name what to call the archive in a message
 * @param ending how the tar ends; empty for a folder
 */
public record Listing(String name, List<Entry> entries, Optional<Ending> ending) {
  public Listing {
    entries = List.copyOf(entries);
  }

  /**
   * Lists a plain tar.
   *
   * @param cancellation asked between two entries
   */
  public static Listing ofTar(ByteSource source, TarLimits limits, Cancellation cancellation)
      throws LayerliftException {
    return ofTar(source, 0, source.name(), limits, cancellation);
  }

  private static Listing ofTar(
      ByteSource source, long start, String name, TarLimits limits, Cancellation cancellation)
      throws LayerliftException {
    TarIndex index = new TarIndexer(source, start, limits, cancellation).index();
    return new Listing(name, index.entries(), Optional.of(index.ending()));
  }

  /** Lists a folder that an archive was unpacked into. */
  public static Listing ofFolder(Path folder, int mostEntries, Cancellation cancellation)
      throws LayerliftException {
    List<Entry> entries = FolderLister.list(folder, mostEntries, cancellation);
    return new Listing(folder.toString(), entries, Optional.empty());
  }

  /** Lists the upper two levels of a folder. */
  static Listing ofFolderTop(Path folder, int mostEntries, Cancellation cancellation)
      throws LayerliftException {
    List<Entry> entries = FolderLister.list(folder, mostEntries, 2, cancellation);
    return new Listing(folder.toString(), entries, Optional.empty());
  }

  /** Lists the archive that follows this one in the same file, where its ending says that one does. */
  public Listing following(TarLimits limits, Cancellation cancellation) throws LayerliftException {
    Extent rest = ending.orElseThrow().rest();
    String next = rest.entry() + ", from byte " + rest.offset() + " on";
    return ofTar(rest.source(), rest.offset(), next, limits, cancellation);
  }

  /** The same listing, once what follows it has been found to be an archive. */
  public Listing followed() {
    return new Listing(name, entries, ending.map(Ending::followed));
  }

  /** Whether each entry has a header. */
  public boolean isTar() {
    return ending.isPresent();
  }

  /** Whether it has its end mark, or needs none. */
  public boolean isEnded() {
    return ending.isEmpty() || ending.get().marked();
  }

  /** Bytes of all files, those that stand twice as often as they stand. */
  public long fileBytes() {
    return entries.stream().mapToLong(entry -> entry.content().size()).sum();
  }
}
