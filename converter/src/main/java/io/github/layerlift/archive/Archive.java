package io.github.layerlift.archive;

import io.github.layerlift.bytes.ByteSource;
import io.github.layerlift.bytes.Extent;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Warning;
import io.github.layerlift.fault.WarningCode;
import io.github.layerlift.fault.Warnings;
import io.github.layerlift.file.FileKind;
import io.github.layerlift.progress.Cancellation;
import io.github.layerlift.tar.Ending;
import io.github.layerlift.tar.Entry;
import io.github.layerlift.text.EntryNames;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The files of an archive by name. Symlinks and hard links are followed inside this table only, so
 * that an archive can never choose a path on the machine. Not thread-safe; the extents are.
 */
public final class Archive {
  /** No entry has a longer name. */
  private static final int MAX_PATH = 4096;

  private final EntryList listing;
  private final String place;
  private final Map<String, Entry> entries;
  private final List<String> names;
  private final int maxHops;
  private final Links links;
  private final List<Warning> warnings;
  private final Cancellation cancellation;
  private final Map<String, ByteSource> read = new HashMap<>();

  private Archive(
      EntryList listing,
      String place,
      Map<String, Entry> entries,
      Collection<String> names,
      int maxHops,
      List<Warning> warnings,
      Cancellation cancellation) {
    this.listing = listing;
    this.place = place;
    this.entries = entries;
    this.names = List.copyOf(names);
    this.maxHops = maxHops;
    Optional<String> folder = listing.isTar() ? Optional.empty() : Optional.of(listing.name());
    this.links = new Links(entries, folder, maxHops);
    this.warnings = warnings;
    this.cancellation = cancellation;
  }

  /**
   * What {@code listing} lists, by name.
   *
   * @param maxHops how many links may be followed to one file
   * @param takeLast whether the last of duplicate entries counts
   * @throws io.github.layerlift.fault.MalformedArchiveException if duplicate entries differ, and
   *     the last one doesn't count
   */
  public static Archive of(
      EntryList listing, int maxHops, boolean takeLast, Cancellation cancellation)
      throws LayerliftException {
    Warnings warnings = new Warnings();
    Map<String, Entry> entries = EntryTable.of(listing.entries(), takeLast, warnings, cancellation);
    if (listing.ending().isPresent() && listing.ending().get().hasStrangeRest()) {
      warnings.add(WarningCode.TRAILING_DATA, listing.ending().get().describeRest());
    }
    return new Archive(
        listing, "", entries, entries.keySet(), maxHops, warnings.list(), cancellation);
  }

  /** The same, at {@code inner} in the input, such as {@code images/app.tar}; empty if it is the input. */
  public Archive at(String inner) {
    return new Archive(listing, inner, entries, names, maxHops, warnings, cancellation);
  }

  /** The same, as if only {@code some} of its names were known; others are found if asked for. */
  public Archive only(List<String> some) {
    return new Archive(listing, place, entries, some, maxHops, warnings, cancellation);
  }

  /** What is in each of its {@code folders}, by normalised names, as archives with names from there on. */
  public List<Archive> within(List<String> folders) throws LayerliftException {
    Map<String, List<Entry>> members = Subfolder.members(entries.values(), folders);
    List<Archive> within = new ArrayList<>();
    for (String folder : folders) {
      Map<String, Entry> inner =
          new Subfolder(this, folder + "/").of(members.getOrDefault(folder, List.of()));
      String name = listing.isTar() ? folder + " in " + name() : name() + "/" + folder;
      within.add(new Archive(
          listing.named(name),
          placeOf(folder),
          inner,
          inner.keySet(),
          maxHops,
          warnings,
          cancellation));
    }
    return within;
  }

  /** The same, with another thing that a user should know. */
  public Archive with(Warning warning) {
    List<Warning> more = new ArrayList<>(warnings);
    more.add(warning);
    return new Archive(listing, place, entries, names, maxHops, List.copyOf(more), cancellation);
  }

  /** Where in the input it is; empty if it is the input. */
  public String place() {
    return place;
  }

  /** Where in the input its entry {@code name} is. */
  public String placeOf(String name) {
    return place.isEmpty() ? name : place + "/" + name;
  }

  /** What to call it in a message. */
  public String name() {
    return listing.name();
  }

  /** Whether it has its end mark: an archive without one may be truncated. */
  public boolean isEnded() {
    return listing.isEnded();
  }

  /** Whether something may be missing at its end: no end mark, or a longer one than needed. */
  public boolean mayBeCut() {
    Ending ending = listing.ending().orElse(null);
    return ending != null && (!ending.marked() || ending.isZeroFilled() || ending.hasStrangeRest());
  }

  /** How the tar ends; empty for a folder. */
  public Optional<Ending> ending() {
    return listing.ending();
  }

  /** What a user should know about how its entries were read. */
  public List<Warning> warnings() {
    return warnings;
  }

  /** Whether it is a folder that an archive was unpacked into. */
  public boolean isFolder() {
    return entries.values().stream()
        .anyMatch(entry -> entry.content().source() instanceof FolderFile);
  }

  /** Every name, of whatever type, in the archive's order. */
  public List<String> names() {
    return names;
  }

  /**
   * Proves that it has not changed since it was listed.
   *
   * @throws io.github.layerlift.fault.StorageException if it changed
   */
  public void checkUnchanged() throws IOException {
    for (ByteSource source : new HashSet<>(read.values())) {
      source.checkUnchanged();
    }
  }

  /** Whether {@link #find} ever reached the file {@code name}. */
  public boolean wasRead(String name) {
    return read.containsKey(name);
  }

  /** The content of the file {@code name}, a normalised name, if it is not a link and was never read. */
  public Optional<Extent> unread(String name) {
    Entry entry = entries.get(name);
    return entry == null || entry.kind() != FileKind.FILE || wasRead(name)
        ? Optional.empty()
        : Optional.of(entry.content());
  }

  /** Bytes of each of these files, or of all files in each of these folders. */
  public Map<String, Long> bytesOf(List<String> paths) {
    return Subfolder.bytes(entries.values(), paths);
  }

  /** Whether two paths both lead to a file, and the files have the same bytes. */
  public boolean haveSameBytes(String one, String other) throws LayerliftException {
    Optional<Extent> first = find(one);
    Optional<Extent> second = find(other);
    return first.isPresent()
        && second.isPresent()
        && Twins.haveEqualBytes(first.get(), second.get(), cancellation);
  }

  /** Whether {@code path} is itself an entry, whatever its type; links aren't followed. */
  public boolean has(String path) {
    return EntryNames.normalise(path).filter(entries::containsKey).isPresent();
  }

  /** Whether {@code path}, a normalised one, is an entry other than a folder; links aren't followed. */
  public boolean isFile(String path) {
    Entry entry = entries.get(path);
    return entry != null && entry.kind() != FileKind.FOLDER;
  }

  /**
   * The content of the file that {@code path} leads to, through as many links as are allowed.
   *
   * @return empty if the path, or a link's target, is missing or is not a file
   * @throws io.github.layerlift.fault.MalformedArchiveException if the path or a link leaves the
   *     archive, or the links loop
   */
  public Optional<Extent> find(String path) throws LayerliftException {
    Optional<Links.Walk> walk = walk(path);
    Optional<Extent> content = content(walk);
    if (content.isPresent()) {
      read.put(walk.get().target(), content.get().source());
    }
    return content;
  }

  /** The same, to find out where the path leads: the file doesn't count as read. */
  public Optional<Extent> peek(String path) throws LayerliftException {
    return content(walk(path));
  }

  private Optional<Links.Walk> walk(String path) throws LayerliftException {
    cancellation.check();
    return path.length() > MAX_PATH ? Optional.empty() : Optional.of(links.walk(path));
  }

  private static Optional<Extent> content(Optional<Links.Walk> walk) {
    return walk.map(Links.Walk::file).map(Entry::content);
  }

  /** Where {@code path}, at which {@link #find} found nothing, links to: a clause for a message. */
  public Optional<String> dangling(String path) throws LayerliftException {
    return walk(path)
        .map(Links.Walk::link)
        .map(link ->
            "\"" + link.name() + "\" is a link to \"" + link.link() + "\", which is missing");
  }
}
