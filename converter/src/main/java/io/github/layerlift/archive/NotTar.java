package io.github.layerlift.archive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.layerlift.report.ErrorCode;
import io.github.layerlift.report.Fault;
import io.github.layerlift.report.LayerliftException;
import java.util.Locale;

/** Says what a file is that is no tar, as far as its first bytes tell. */
final class NotTar {
  private static final String SAVE_HINT = "docker save -o FILE IMAGE writes what is wanted here";

  private NotTar() {}

  static LayerliftException explain(String name, byte[] head) {
    String text = new String(head, ISO_8859_1);
    if (text.startsWith("PK\u0003\u0004") || text.startsWith("PK\u0005\u0006")) {
      return fault(name, "a ZIP file", "unpack it, and convert the tar archive in it");
    }
    if (text.startsWith("version https://git-lfs")) {
      return fault(name, "a pointer of Git LFS", "fetch the real file: git lfs pull");
    }
    String start = text.stripLeading().toLowerCase(Locale.ROOT);
    if (start.startsWith("<!doctype") || start.startsWith("<html")) {
      return fault(name, "a web page", "the download failed; get the archive itself");
    }
    return isText(text)
        ? fault(name, "a text file", SAVE_HINT)
        : fault(name, "no tar archive", SAVE_HINT);
  }

  private static LayerliftException fault(String name, String what, String hint) {
    return Fault.of(ErrorCode.NOT_AN_ARCHIVE, name + " is " + what).hint(hint).exception();
  }

  private static boolean isText(String head) {
    for (int i = 0; i < head.length(); i++) {
      char c = head.charAt(i);
      boolean space = c == '\n' || c == '\r' || c == '\t';
      if (c < ' ' && !space) {
        return false;
      }
    }
    return true;
  }
}
