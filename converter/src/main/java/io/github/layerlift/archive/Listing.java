package io.github.layerlift.archive;

import io.github.layerlift.report.Cancellation;
import io.github.layerlift.report.LayerliftException;
import java.nio.file.Path;
import java.util.List;

/**
 * Every entry of an archive in its order, those that stand twice as often as they stand.
 *
 * @param name what to call the archive in a message
 * @param ended whether it surely is whole: without an end mark it may have been cut short between
 *     two entries
 * @param isTar whether each entry has a header right before its data
 */
public record Listing(String name, List<Entry> entries, boolean ended, boolean isTar) {
  public Listing {
    entries = List.copyOf(entries);
  }

  /**
   * Lists a plain tar.
   *
   * @param mostEntries how many entries it may have
   * @param cancellation asked between two entries
   */
  public static Listing ofTar(ByteSource source, int mostEntries, Cancellation cancellation)
      throws LayerliftException {
    TarIndex index = new TarIndexer(source, mostEntries, cancellation).index();
    return new Listing(source.name(), index.entries(), index.ended(), true);
  }

  /** Lists a folder that an archive was unpacked into. */
  public static Listing ofFolder(Path folder, int mostEntries, Cancellation cancellation)
      throws LayerliftException {
    List<Entry> entries = FolderLister.list(folder, mostEntries, cancellation);
    return new Listing(folder.toString(), entries, true, false);
  }

  /** Bytes of all files, those that stand twice as often as they stand. */
  public long fileBytes() {
    return entries.stream().mapToLong(entry -> entry.content().size()).sum();
  }
}
