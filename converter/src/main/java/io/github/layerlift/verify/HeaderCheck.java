package io.github.layerlift.verify;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.layerlift.bytes.ByteSource;
import io.github.layerlift.bytes.Extent;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.file.FileKind;
import io.github.layerlift.report.FindingCode;
import io.github.layerlift.tar.Entry;
import java.util.Set;
import java.util.TreeSet;

/**
 * Checks the tar header before each entry's data: anything from the machine in there makes the same
 * images produce different bytes.
 */
final class HeaderCheck {
  private static final int BLOCK = 512;
  private static final int NAME_LENGTH = 100;

  private final ByteSource archive;
  private final Findings findings;
  private final Set<String> fields = new TreeSet<>();
  private String first = "";
  private int headers;

  /**
   * @param archive with the headers
   */
  HeaderCheck(ByteSource archive, Findings findings) {
    this.archive = archive;
    this.findings = findings;
  }

  void check(Entry entry) throws LayerliftException {
    byte[] header = new Extent(archive, entry.name(), entry.header(), BLOCK).head(BLOCK);
    boolean folder = entry.kind() == FileKind.FOLDER;
    name(entry.name(), folder ? entry.name() + "/" : entry.name(), header);
    Set<String> odd = new TreeSet<>();
    note(odd, "mode", mode(header), folder ? "755" : "644");
    note(odd, "owner", octal(header, 108, 8) + octal(header, 116, 8), "");
    note(odd, "time", octal(header, 136, 12), "");
    note(odd, "owner's name", text(header, 265, 32) + text(header, 297, 32), "");
    if (!odd.isEmpty()) {
      first = headers == 0 ? entry.name() : first;
      headers++;
      fields.addAll(odd);
    }
  }

  /** One finding for all headers: an archive is either reproducible or not. */
  void report() {
    if (headers > 0) {
      findings.add(
          FindingCode.ENTRY_HEADER,
          first,
          headers
              + (headers == 1 ? " header holds" : " headers hold")
              + " data that makes the same images produce different bytes: "
              + String.join(", ", fields));
    }
  }

  private static void note(Set<String> odd, String field, String found, String usual) {
    if (!found.equals(usual)) {
      odd.add(field);
    }
  }

  private void name(String name, String plain, byte[] header) {
    String found = text(header, 0, NAME_LENGTH);
    if (found.length() < NAME_LENGTH && !found.equals(plain) && !found.equals(name)) {
      findings.add(
          FindingCode.ENTRY_NAME,
          name,
          "the entry is called \"" + found + "\"; some readers treat that as a different name");
    }
  }

  /** Permissions only; some writers put the file type before them. */
  private static String mode(byte[] header) {
    String mode = octal(header, 100, 8);
    return mode.substring(Math.max(0, mode.length() - 3));
  }

  /** Octal digits without leading zeros, so that 0 is empty. */
  private static String octal(byte[] header, int start, int length) {
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
