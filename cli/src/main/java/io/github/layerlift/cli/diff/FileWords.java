package io.github.layerlift.cli.diff;

import io.github.layerlift.cli.text.Sizes;
import io.github.layerlift.file.FileKind;
import io.github.layerlift.options.Aspect;
import io.github.layerlift.report.FileChange;
import io.github.layerlift.report.FileState;
import io.github.layerlift.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** What became of a file, in words. */
final class FileWords {
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
    FileState a = change.a().get();
    FileState b = change.b().get();
    List<String> words = new ArrayList<>();
    change.aspects().forEach(aspect -> words.add(words(aspect, a, b)));
    boolean folder = a.kind() == FileKind.FOLDER && b.kind() == FileKind.FOLDER;
    return "~ " + name + (folder && !name.equals("/") ? "/" : "") + "  " + String.join(", ", words);
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
