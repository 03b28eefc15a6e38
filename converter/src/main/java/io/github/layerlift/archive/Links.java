package io.github.layerlift.archive;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Setting;
import io.github.layerlift.fault.WayOut;
import io.github.layerlift.file.FileKind;
import io.github.layerlift.tar.Entry;
import io.github.layerlift.text.EntryNames;
import io.github.layerlift.text.ShellWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Follows symlinks and hard links, inside a table of entries only. */
final class Links {
  private static final int ID_LENGTH = 64;

  private final Map<String, Entry> entries;
  private final Optional<String> folder;
  private final int maxHops;

  /**
   * @param folder the folder that the entries are in; empty for a tar
   */
  Links(Map<String, Entry> entries, Optional<String> folder, int maxHops) {
    this.entries = entries;
    this.folder = folder;
    this.maxHops = maxHops;
  }

  /**
   * Where a path leads.
   *
   * @param file null if it leads to no file
   * @param link the last link on the way; null if there was none
   * @param target the name that the last link leads to
   */
  record Walk(@Nullable Entry file, @Nullable Entry link, String target) {}

  /**
   * Follows {@code path} through as many links as are allowed.
   *
   * @throws io.github.layerlift.fault.MalformedArchiveException if the path or a link leaves the
   *     archive, or the links loop
   */
  Walk walk(String path) throws LayerliftException {
    String wanted = EntryNames.normalise(path)
        .orElseThrow(
            () -> Fault.of(ErrorCode.ENTRY_NAME, "the path \"" + path + "\" leaves the archive")
                .in(path)
                .hint("this looks malicious: get the archive again from a source you trust")
                .exception());
    List<String> trail = new ArrayList<>(2);
    Entry link = null;
    while (true) {
      Entry entry = entries.get(wanted);
      if (entry != null && entry.kind() == FileKind.FILE) {
        return new Walk(entry, link, wanted);
      }
      Hop hop = entry == null ? throughFolder(wanted) : Hop.of(entry, follow(entry));
      if (hop == null) {
        return new Walk(null, link, wanted);
      }
      link = hop.link();
      trail.add(wanted);
      requireProgress(trail, hop.to(), path);
      wanted = hop.to();
    }
  }

  private record Hop(Entry link, String to) {
    static @Nullable Hop of(Entry link, @Nullable String to) {
      return to == null ? null : new Hop(link, to);
    }
  }

  /** The same path with its first linked folder resolved; null if no folder is a link. */
  private @Nullable Hop throughFolder(String path) throws LayerliftException {
    int slash = path.indexOf('/');
    while (slash != -1) {
      Entry above = entries.get(path.substring(0, slash));
      if (above != null && above.kind() == FileKind.SYMLINK) {
        String target = follow(above);
        return new Hop(
            above, target == null ? path.substring(slash + 1) : target + path.substring(slash));
      }
      slash = path.indexOf('/', slash + 1);
    }
    return null;
  }

  private @Nullable String follow(Entry entry) throws LayerliftException {
    Optional<String> target = switch (entry.kind()) {
      case SYMLINK ->
        entry.link().startsWith("/") ? Optional.empty() : symlinkTarget(entry.name(), entry.link());
      case HARD_LINK -> EntryNames.normalise(entry.link());
      default -> Optional.of("");
    };
    if (target.isEmpty()) {
      throw leaves(entry);
    }
    return target.get().isEmpty() ? null : target.get();
  }

  /** Where the symlink {@code link} leads by its text; empty if it leaves the archive. */
  static Optional<String> symlinkTarget(String link, String target) {
    Optional<String> inside = EntryNames.resolve(EntryNames.parent(link), target);
    return inside.isPresent() ? inside : ofEarlyDocker(target);
  }

  /**
   * Docker's pre-releases of 1.12 wrote {@code ../../ID/layer.tar}, one step too high, and Docker
   * has always read it as {@code ../ID/layer.tar} (moby issue 24951). Only exactly this form is
   * accepted.
   */
  private static Optional<String> ofEarlyDocker(String target) {
    String inner = target.startsWith("../../") ? target.substring("../../".length()) : "";
    boolean known = inner.length() == ID_LENGTH + "/layer.tar".length()
        && inner.endsWith("/layer.tar")
        && inner.indexOf('/') == ID_LENGTH
        && inner.indexOf('.') == ID_LENGTH + "/layer".length();
    return known ? Optional.of(inner) : Optional.empty();
  }

  private void requireProgress(List<String> trail, String next, String path)
      throws LayerliftException {
    if (trail.contains(next)) {
      throw Fault.of(
              ErrorCode.LINK_LOOP,
              "links form a loop: \"" + trail.get(trail.size() - 1) + "\" leads back to \"" + next
                  + "\"")
          .in(path)
          .hint("no reader can resolve these links; save the image again, or get the archive again")
          .exception();
    }
    if (trail.size() > maxHops) {
      throw Fault.of(ErrorCode.LINK_LOOP, "more than " + maxHops + " links lead to one file")
          .in(path)
          .hint(WayOut.raise(Setting.LINK_HOPS))
          .exception();
    }
  }

  private LayerliftException leaves(Entry link) {
    String place = folder.isPresent() ? "folder" : "archive";
    return Fault.of(ErrorCode.LINK_LEAVES, "a link to \"" + link.link() + "\" leaves the " + place)
        .in(link.name())
        .hint(folder
            .map(path -> "if the folder is your own, use a copy with files instead of"
                + " links: cp -rL " + ShellWord.of(path) + " COPY")
            .orElse("this looks malicious: get the archive again from a source you trust; if you"
                + " packed it yourself, pack it again with tar --dereference"))
        .exception();
  }
}
