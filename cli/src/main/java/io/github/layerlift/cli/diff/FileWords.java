package io.github.layerlift.cli.diff;

import com.google.common.collect.ImmutableMap;
import io.github.layerlift.cli.page.TreeLine;
import io.github.layerlift.cli.text.Sizes;
import io.github.layerlift.file.FileKind;
import io.github.layerlift.options.Aspect;
import io.github.layerlift.report.FileChange;
import io.github.layerlift.report.FileState;
import io.github.layerlift.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What became of a file, in words. */
final class FileWords {
  private static final String ADDED = "added";
  private static final String REMOVED = "removed";
  private static final String CHANGED = "changed";

  /** By what a page filters. */
  static final Map<String, String> KINDS = ImmutableMap.of(
      ADDED, "what only B has", REMOVED, "what only A has", CHANGED, "what differs");

  private FileWords() {}

  /** A line for a file, with the sign of what became of it before its name. */
  static String line(FileChange change) {
    String name = Printable.name(change.path());
    if (change.b().isEmpty()) {
      return "- " + name + change.a().map(FileWords::described).orElse("");
    }
    if (change.a().isEmpty()) {
      return "+ " + name + change.b().map(FileWords::described).orElse("");
    }
    return "~ " + name + slash(change) + "  " + changes(change);
  }

  /** Behind the name of a folder, if it is one in each image that has it. */
  private static String slash(FileChange change) {
    boolean folder = Stream.concat(change.a().stream(), change.b().stream())
        .allMatch(state -> state.kind() == FileKind.FOLDER);
    return folder && !change.path().equals("/") ? "/" : "";
  }

  /** In what a file differs that both images have, and how; empty if only one has it. */
  private static String changes(FileChange change) {
    List<String> words = new ArrayList<>();
    change
        .a()
        .ifPresent(a -> change
            .b()
            .ifPresent(b -> change.aspects().forEach(aspect -> words.add(words(aspect, a, b)))));
    return String.join(", ", words);
  }

  /** As the tree on a page has it, below the folders above. */
  static TreeLine treeLine(FileChange change) {
    FileState state = change.b().or(change::a).orElseThrow();
    String path = change.path();
    String removed = change.isRemoved() ? REMOVED : CHANGED;
    String kind = change.isAdded() ? ADDED : removed;
    String link = state.kind() == FileKind.SYMLINK ? " -> " + Printable.name(state.link()) : "";
    String other =
        state.otherName().isEmpty() ? "" : ", also called " + Printable.name(state.otherName());
    return new TreeLine(
        (int) path.chars().filter(point -> point == '/').count() - (path.equals("/") ? 1 : 0),
        path.equals("/") ? "/" : Printable.name(path.substring(path.lastIndexOf('/') + 1)),
        slash(change) + link,
        state.kind() == FileKind.FILE ? size(state) : "",
        layers(change),
        kind.equals(CHANGED) ? changes(change) : kind + other,
        kind);
  }

  /** The layer that the file is from, in A and in B. */
  private static String layers(FileChange change) {
    return "layer "
        + Stream.concat(change.a().stream(), change.b().stream())
            .map(state -> Integer.toString(state.layer()))
            .distinct()
            .collect(Collectors.joining(" -> "));
  }

  private static String described(FileState state) {
    return switch (state.kind()) {
      case FOLDER -> "/";
      case SYMLINK -> " -> " + Printable.name(state.link());
      case FILE ->
        "  " + Sizes.text(state.size())
            + (state.otherName().isEmpty()
                ? ""
                : ", also called " + Printable.name(state.otherName()));
      case CHARACTER_DEVICE, BLOCK_DEVICE, FIFO, HARD_LINK, UNKNOWN -> "  " + kind(state);
    };
  }

  private static String words(Aspect aspect, FileState a, FileState b) {
    return switch (aspect) {
      case TYPE -> change("type", kind(a), kind(b));
      case CONTENT -> a.size() == b.size() ? "content" : change("content", size(a), size(b));
      case LINK -> change("link", Printable.name(a.link()), Printable.name(b.link()));
      case MODE -> change("mode", mode(a), mode(b));
      case OWNER -> change("owner", a.uid() + "/" + a.gid(), b.uid() + "/" + b.gid());
      case TIMES -> change("times", a.modified().toString(), b.modified().toString());
      case XATTRS -> "xattrs " + String.join(" ", xattrs(a, b));
      case HARD_LINKS -> change("hard links", names(a), names(b));
      case DEVICE -> change("device", a.major() + "," + a.minor(), b.major() + "," + b.minor());
      case NAMES, PLATFORM, PLATFORMS, CONFIG, HISTORY, LAYERS, FILES ->
        throw new IllegalArgumentException("not of a file: " + aspect);
    };
  }

  private static String change(String what, String a, String b) {
    return what + " " + a + " -> " + b;
  }

  private static String size(FileState state) {
    return Sizes.text(state.size());
  }

  private static String mode(FileState state) {
    return String.format(Locale.ROOT, "%04o", state.mode());
  }

  private static String kind(FileState state) {
    return state.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String names(FileState state) {
    return state.names() == 1
        ? "1 name"
        : state.names() + " names (" + Printable.name(state.otherName()) + ")";
  }

  private static List<String> xattrs(FileState a, FileState b) {
    Set<String> names = new TreeSet<>(a.xattrs().keySet());
    names.addAll(b.xattrs().keySet());
    List<String> words = new ArrayList<>();
    for (String name : names) {
      String one = a.xattrs().getOrDefault(name, "");
      String other = b.xattrs().getOrDefault(name, "");
      if (!b.xattrs().containsKey(name)) {
        words.add("-" + Printable.name(name));
      } else if (!a.xattrs().containsKey(name)) {
        words.add("+" + Printable.name(name));
      } else if (!one.equals(other)) {
        words.add("~" + Printable.name(name));
      }
    }
    return words;
  }
}
