package io.github.layerlift.archive;

import io.github.layerlift.report.Cancellation;
import io.github.layerlift.report.ErrorCode;
import io.github.layerlift.report.Fault;
import io.github.layerlift.report.LayerliftException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The files of an archive by name. Symlinks and hard links are followed inside this table only, so
 * that nothing in an archive ever chooses a path on the machine. Not thread-safe; the extents are.
 */
public final class Archive {
  /** No entry has a longer name. */
  private static final int LONGEST_PATH = 4096;

  private final String name;
  private final Map<String, Entry> entries;
  private final boolean ended;
  private final int mostHops;
  private final Cancellation cancellation;
  private final Map<String, ByteSource> read = new HashMap<>();

  private Archive(
      String name,
      Map<String, Entry> entries,
      boolean ended,
      int mostHops,
      Cancellation cancellation) {
    this.name = name;
    this.entries = entries;
    this.ended = ended;
    this.mostHops = mostHops;
    this.cancellation = cancellation;
  }

  /**
   * Lists a plain tar.
   *
   * @param mostEntries how many entries it may have
   * @param mostHops how many links may be followed to one file
   * @param cancellation asked between two entries, and at each {@link #find}
   */
  public static Archive ofTar(
      ByteSource source, int mostEntries, int mostHops, Cancellation cancellation)
      throws LayerliftException {
    return of(Listing.ofTar(source, mostEntries, cancellation), mostHops, cancellation);
  }

  /** Lists a folder that an archive was unpacked into. */
  public static Archive ofFolder(
      Path folder, int mostEntries, int mostHops, Cancellation cancellation)
      throws LayerliftException {
    return of(Listing.ofFolder(folder, mostEntries, cancellation), mostHops, cancellation);
  }

  /**
   * What {@code listing} lists, by name.
   *
   * @param mostHops how many links may be followed to one file
   * @throws io.github.layerlift.report.MalformedArchiveException if two entries of one name differ
   */
  public static Archive of(Listing listing, int mostHops, Cancellation cancellation)
      throws LayerliftException {
    return new Archive(
        listing.name(),
        byName(listing.entries(), cancellation),
        listing.ended(),
        mostHops,
        cancellation);
  }

  /** Lists the upper two levels of a folder: enough to tell whether an archive was unpacked there. */
  public static Archive ofFolderTop(
      Path folder, int mostEntries, int mostHops, Cancellation cancellation)
      throws LayerliftException {
    List<Entry> entries = FolderLister.list(folder, mostEntries, 2, cancellation);
    return new Archive(
        folder.toString(), byName(entries, cancellation), true, mostHops, cancellation);
  }

  private static Map<String, Entry> byName(List<Entry> entries, Cancellation cancellation)
      throws LayerliftException {
    Map<String, Entry> byName = new LinkedHashMap<>(entries.size() * 2);
    for (Entry entry : entries) {
      Entry twin = byName.putIfAbsent(entry.name(), entry);
      if (twin != null) {
        Twins.requireEqual(twin, entry, cancellation);
      }
    }
    return byName;
  }

  /** What to call it in a message. */
  public String name() {
    return name;
  }

  /** Whether it surely is whole: an archive without an end mark may have been cut short. */
  public boolean isEnded() {
    return ended;
  }

  /** Every name, of whatever type, in the archive's order. */
  public List<String> names() {
    return List.copyOf(entries.keySet());
  }

  /**
   * Proves that what was read of it is still what it was when it was listed.
   *
   * @throws io.github.layerlift.report.StorageException if it changed
   */
  public void checkUnchanged() throws IOException {
    for (ByteSource source : new HashSet<>(read.values())) {
      source.checkUnchanged();
    }
  }

  /** Whether {@link #find} ever came to the file {@code name}. */
  public boolean wasRead(String name) {
    return read.containsKey(name);
  }

  /** Whether {@code path} is an entry of its own, whatever its type; links aren't followed. */
  public boolean has(String path) {
    return EntryNames.normalise(path).filter(entries::containsKey).isPresent();
  }

  /** Whether {@code path}, a normal one, is an entry other than a folder; links aren't followed. */
  public boolean isFile(String path) {
    Entry entry = entries.get(path);
    return entry != null && entry.type() != EntryType.DIRECTORY;
  }

  /**
   * The content of the file that {@code path} leads to, through as many links as are allowed.
   *
   * @return empty if the path, or what a link names, isn't there or is no file
   * @throws io.github.layerlift.report.MalformedArchiveException if the path or a link leaves the
   *     archive, or the links loop
   */
  public Optional<Extent> find(String path) throws LayerliftException {
    cancellation.check();
    if (path.length() > LONGEST_PATH) {
      return Optional.empty();
    }
    String wanted =
        EntryNames.normalise(path).orElseThrow(() -> leaves(ErrorCode.ENTRY_NAME, path, path));
    List<String> trail = new ArrayList<>(2);
    while (true) {
      Entry entry = entries.get(wanted);
      if (entry != null && entry.type() == EntryType.FILE) {
        read.put(wanted, entry.content().source());
        return Optional.of(entry.content());
      }
      String next = entry == null ? throughFolder(wanted) : follow(entry);
      if (next == null) {
        return Optional.empty();
      }
      trail.add(wanted);
      requireProgress(trail, next, path);
      wanted = next;
    }
  }

  /** The same path with its first linked folder replaced by where that leads; null if none is. */
  private @Nullable String throughFolder(String path) throws LayerliftException {
    int slash = path.indexOf('/');
    while (slash != -1) {
      Entry folder = entries.get(path.substring(0, slash));
      if (folder != null && folder.type() == EntryType.SYMLINK) {
        String target = follow(folder);
        return target == null ? path.substring(slash + 1) : target + path.substring(slash);
      }
      slash = path.indexOf('/', slash + 1);
    }
    return null;
  }

  private static @Nullable String follow(Entry entry) throws LayerliftException {
    Optional<String> target = switch (entry.type()) {
      case SYMLINK ->
        entry.link().startsWith("/")
            ? Optional.empty()
            : SymlinkTargets.resolve(entry.name(), entry.link());
      case HARD_LINK -> EntryNames.normalise(entry.link());
      case FILE, DIRECTORY, OTHER -> Optional.of("");
    };
    if (target.isEmpty()) {
      throw leaves(ErrorCode.LINK_LEAVES, entry.name(), entry.link());
    }
    return target.get().isEmpty() ? null : target.get();
  }

  private void requireProgress(List<String> trail, String next, String path)
      throws LayerliftException {
    if (trail.contains(next)) {
      throw Fault.of(ErrorCode.LINK_LOOP, "links lead in a circle")
          .in(path)
          .hint("no reader can follow this archive; get it again")
          .exception();
    }
    if (trail.size() > mostHops) {
      throw Fault.of(ErrorCode.LINK_LOOP, "more than " + mostHops + " links lead to one file")
          .in(path)
          .hint("--max-link-hops raises the limit")
          .exception();
    }
  }

  private static LayerliftException leaves(ErrorCode code, String entry, String target) {
    String sentence = code == ErrorCode.LINK_LEAVES
        ? "a link to \"" + target + "\" leaves the archive"
        : "the path \"" + target + "\" leaves the archive";
    return Fault.of(code, sentence)
        .in(entry)
        .hint("this looks hostile: get the archive again from a source you trust")
        .exception();
  }
}
