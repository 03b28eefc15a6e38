package io.github.layerlift.cli.extract;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.layerlift.cli.text.JsonText;
import io.github.layerlift.file.FileKind;
import io.github.layerlift.report.FileEntry;
import io.github.layerlift.text.Printable;
import java.io.BufferedWriter;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Prints files, one per line: as {@code ls -l} does, or for programs. */
final class FileLines {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final String PERMISSIONS = "rwxrwxrwx";
  private static final int SETUID = 04000;
  private static final int SETGID = 02000;
  private static final int STICKY = 01000;

  private final PrintWriter out;
  private final boolean json;

  private FileLines(PrintWriter out, boolean json) {
    this.out = out;
    this.json = json;
  }

  static FileLines on(PrintStream stream, boolean json) {
    Charset charset = json ? StandardCharsets.UTF_8 : Charset.defaultCharset();
    return new FileLines(
        new PrintWriter(new BufferedWriter(new OutputStreamWriter(stream, charset)), false), json);
  }

  void print(FileEntry entry) {
    out.println(json ? JsonText.line(json(entry)) : line(entry));
  }

  void flush() {
    out.flush();
  }

  private static String line(FileEntry entry) {
    String line = mode(entry)
        + String.format(Locale.ROOT, " %5d/%-5d %10d ", entry.uid(), entry.gid(), entry.size())
        + TIME.format(entry.modified())
        + " "
        + Printable.name(entry.path());
    return switch (entry.kind()) {
      case SYMLINK -> line + " -> " + Printable.name(entry.link());
      case HARD_LINK -> line + " link to " + Printable.name(entry.link());
      case FOLDER -> line + "/";
      case FILE, CHARACTER_DEVICE, BLOCK_DEVICE, FIFO, UNKNOWN -> line;
    };
  }

  private static String mode(FileEntry entry) {
    StringBuilder mode = new StringBuilder().append(type(entry.kind()));
    for (int i = 0; i < PERMISSIONS.length(); i++) {
      boolean set = (entry.mode() >> (PERMISSIONS.length() - 1 - i) & 1) != 0;
      mode.append(set ? PERMISSIONS.charAt(i) : '-');
    }
    special(mode, 3, entry.mode() & SETUID, 's');
    special(mode, 6, entry.mode() & SETGID, 's');
    special(mode, 9, entry.mode() & STICKY, 't');
    return mode.toString();
  }

  private static void special(StringBuilder mode, int at, int set, char letter) {
    if (set != 0) {
      mode.setCharAt(at, mode.charAt(at) == 'x' ? letter : Character.toUpperCase(letter));
    }
  }

  private static char type(FileKind kind) {
    return switch (kind) {
      case FILE -> '-';
      case HARD_LINK -> 'h';
      case FOLDER -> 'd';
      case SYMLINK -> 'l';
      case CHARACTER_DEVICE -> 'c';
      case BLOCK_DEVICE -> 'b';
      case FIFO -> 'p';
      case UNKNOWN -> '?';
    };
  }

  private static ObjectNode json(FileEntry entry) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("path", entry.path())
        .put("type", entry.kind().name().toLowerCase(Locale.ROOT))
        .put("mode", String.format(Locale.ROOT, "%04o", entry.mode()))
        .put("uid", entry.uid())
        .put("gid", entry.gid())
        .put("size", entry.size())
        .put("modified", entry.modified().toString());
    if (!entry.link().isEmpty()) {
      json.put("link", entry.link());
    }
    json.put("layer", entry.layer());
    if (!entry.xattrs().isEmpty()) {
      JsonText.put(json, "xattrs", entry.xattrs());
    }
    return json;
  }
}
