package io.github.layerlift.verify;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.layerlift.archive.Entry;
import io.github.layerlift.archive.EntryType;
import io.github.layerlift.archive.Extent;
import io.github.layerlift.report.FindingCode;
import io.github.layerlift.report.LayerliftException;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks at the tar header before an entry's data: whatever of the machine is in there makes the same
 * images give other bytes.
 */
final class HeaderCheck {
  private static final int BLOCK = 512;
  private static final int NAME_LENGTH = 100;

  private final Findings findings;

  HeaderCheck(Findings findings) {
    this.findings = findings;
  }

  void check(Entry entry) throws LayerliftException {
    Extent content = entry.content();
    byte[] header =
        new Extent(content.source(), entry.name(), content.offset() - BLOCK, BLOCK).head(BLOCK);
    String name = text(header, 0, NAME_LENGTH);
    String plain = entry.type() == EntryType.DIRECTORY ? entry.name() + "/" : entry.name();
    if (name.length() < NAME_LENGTH && !name.equals(plain) && !name.equals(entry.name())) {
      findings.add(
          FindingCode.ENTRY_NAME,
          entry.name(),
          "the entry is called \"" + name + "\"; not all readers take it for the same");
    }
    List<String> odd = new ArrayList<>();
    String mode = entry.type() == EntryType.DIRECTORY ? "755" : "644";
    note(odd, "mode", octal(header, 100, 8), mode);
    note(odd, "user ID", octal(header, 108, 8), "");
    note(odd, "group ID", octal(header, 116, 8), "");
    note(odd, "time", octal(header, 136, 12), "");
    note(odd, "user name", text(header, 265, 32), "");
    note(odd, "group name", text(header, 297, 32), "");
    if (!odd.isEmpty()) {
      findings.add(
          FindingCode.ENTRY_HEADER,
          entry.name(),
          "the header is not that of a reproducible archive: " + String.join(", ", odd));
    }
  }

  private static void note(List<String> odd, String what, String found, String usual) {
    if (!found.equals(usual)) {
      odd.add(what + " " + (found.isEmpty() ? "0" : found));
    }
  }

  /** Octal digits without the zeros before them, so that 0 is empty. */
  private static String octal(byte[] header, int start, int length) {
    if ((header[start] & 0x80) != 0) {
      return "(large)";
    }
    return new String(header, start, length, ISO_8859_1)
        .replace("\0", "")
        .strip()
        .replaceFirst("^0+", "");
  }

  private static String text(byte[] header, int start, int length) {
    int end = start;
    while (end < start + length && header[end] != 0) {
      end++;
    }
    return new String(header, start, end - start, UTF_8);
  }
}
