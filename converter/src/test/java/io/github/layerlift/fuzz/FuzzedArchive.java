package io.github.layerlift.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.layerlift.fixture.ArchiveFixture;
import io.github.layerlift.fixture.ArchiveFixture.Entry;
import io.github.layerlift.fixture.Hashes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An archive in a form that a fuzzer can change without breaking it at once: no headers, and a
 * placeholder for the digest or the size of another entry. An entry is its type, its name, a line
 * feed and its content or link; U+0001 and a letter is the digest of that entry, U+0002 its size.
 * The first entry is {@code a}. A name may have its own entry's digest in it.
 */
final class FuzzedArchive {
  private static final String BETWEEN = "\u00fe\u00ff";
  private static final Pattern MARK = Pattern.compile("([\u0001\u0002])([a-z])");
  private static final Pattern SIZE = Pattern.compile("(\u0001([a-z])\",\"size\":)\\d+");
  private static final int MAX_ENTRIES = 'z' - 'a' + 1;

  private FuzzedArchive() {}

  /** The archive that {@code data} encode; any bytes encode some archive. */
  static ArchiveFixture of(byte[] data) {
    List<byte[]> contents = new ArrayList<>();
    List<Entry> entries = new ArrayList<>();
    for (String text : new String(data, ISO_8859_1).split(BETWEEN, MAX_ENTRIES)) {
      int line = text.indexOf('\n');
      String head = line < 0 ? text : text.substring(0, line);
      String body = filled(line < 0 ? "" : text.substring(line + 1), contents);
      contents.add(body.getBytes(ISO_8859_1));
      if (!head.isEmpty()) {
        char type = head.charAt(0);
        boolean link = type == '1' || type == '2';
        byte[] content = contents.get(contents.size() - 1);
        entries.add(new Entry(
            named(filled(head.substring(1), contents)),
            (char) (type & 0x7f),
            link ? new byte[0] : content,
            link ? fitting(body) : ""));
      }
    }
    return ArchiveFixture.of(entries);
  }

  /** Bytes that encode {@code archive}, which has few and small entries. */
  static byte[] seed(ArchiveFixture archive) {
    List<Entry> left = new ArrayList<>(archive.entries());
    List<String> digests = new ArrayList<>();
    StringBuilder seed = new StringBuilder();
    while (!left.isEmpty()) {
      Entry next = left.stream()
          .filter(entry -> left.stream().noneMatch(other -> names(entry, other)))
          .findFirst()
          .orElseThrow();
      left.remove(next);
      digests.add(Hashes.hex(next.content()));
      boolean link = next.type() == '1' || next.type() == '2';
      String content = link ? next.link() : new String(next.content(), ISO_8859_1);
      seed.append(seed.length() == 0 ? "" : BETWEEN)
          .append(next.type())
          .append(marked(next.name(), digests))
          .append('\n')
          .append(marked(content, digests));
    }
    if (digests.size() > MAX_ENTRIES) {
      throw new IllegalArgumentException(digests.size() + " entries");
    }
    return seed.toString().getBytes(ISO_8859_1);
  }

  private static boolean names(Entry entry, Entry other) {
    return !Arrays.equals(entry.content(), other.content())
        && (new String(entry.content(), ISO_8859_1) + entry.link() + entry.name())
            .contains(Hashes.hex(other.content()));
  }

  private static String marked(String text, List<String> digests) {
    String marked = text;
    for (int i = 0; i < digests.size(); i++) {
      marked = marked.replace(digests.get(i), "\u0001" + (char) ('a' + i));
    }
    return SIZE.matcher(marked).replaceAll("$1\u0002$2");
  }

  private static String filled(String text, List<byte[]> contents) {
    Matcher marks = MARK.matcher(text);
    return marks.replaceAll(mark -> {
      int entry = mark.group(2).charAt(0) - 'a';
      if (entry >= contents.size()) {
        return Matcher.quoteReplacement(mark.group());
      }
      byte[] content = contents.get(entry);
      return mark.group(1).equals("\u0001") ? Hashes.hex(content) : "" + content.length;
    });
  }

  /** The name; the fixture has no long form for one that isn't ASCII. */
  private static String named(String name) {
    return isAscii(name) ? name : fitting(name);
  }

  /** As much of a link as certainly fits into a header, in UTF-8. */
  private static String fitting(String link) {
    return link.substring(0, Math.min(link.length(), isAscii(link) ? 100 : 50));
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }
}
