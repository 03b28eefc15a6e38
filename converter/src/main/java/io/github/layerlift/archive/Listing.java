package io.github.layerlift.archive;

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
   */
  public static Listing ofTar(ByteSource source, int mostEntries) throws LayerliftException {
    TarIndex index = new TarIndexer(source, mostEntries).index();
    return new Listing(source.name(), index.entries(), index.ended(), true);
  }

  /** Lists a folder that an archive was unpacked into. */
  public static Listing ofFolder(Path folder, int mostEntries) throws LayerliftException {
    return new Listing(folder.toString(), FolderLister.list(folder, mostEntries), true, false);
  }
}
