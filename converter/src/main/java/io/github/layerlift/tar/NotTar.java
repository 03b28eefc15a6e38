package io.github.layerlift.tar;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.WayOut;
import java.util.Locale;
import java.util.Optional;

/** Identifies a file that is not a tar, as far as its first bytes show. */
final class NotTar {
  private static final String SAVE_HINT = KnownFile.SAVE + " writes a suitable archive";
  private static final String DOWNLOAD = "the download failed; get the archive itself";

  /** How many bytes it takes to recognise text; a tar header has zeros by then. */
  private static final int TEXT = 512;

  private static final int LONG_MAGIC = 4;

  private NotTar() {}

  /** Whether {@code head} already shows that it is not a tar, however few bytes there are. */
  static boolean isKnown(byte[] head) {
    String text = new String(head, ISO_8859_1);
    return KnownFile.of(text, LONG_MAGIC).isPresent()
        || isZip(text)
        || isMarkup(text)
        || (text.indexOf('\n') > 0 && isText(text));
  }

  static LayerliftException explain(String name, byte[] head) {
    String text = new String(head, ISO_8859_1);
    if (isZip(text)) {
      return fault(name, "a ZIP file", zipHint(head));
    }
    Optional<KnownFile> known = KnownFile.of(text);
    if (known.isPresent()) {
      return fault(name, known.get().what(), known.get().wayOut());
    }
    if (KnownFile.isIso(head)) {
      return fault(name, "an ISO image", KnownFile.unpacked("7z x -oDIR IN"));
    }
    if (isMarkup(text)) {
      return fault(name, text.contains("<?xml") ? "an XML document" : "a web page", DOWNLOAD);
    }
    String start = text.substring(0, Math.min(text.length(), TEXT));
    if (!isText(start)) {
      return fault(name, "not a tar archive", SAVE_HINT);
    }
    String says = complaint(head);
    return says.isEmpty()
        ? fault(name, "a text file", SAVE_HINT)
        : fault(name, "an error, not an archive: " + says, "fix that, and save the image again");
  }

  private static LayerliftException fault(String name, String what, String hint) {
    return fault(name, what, WayOut.of(hint));
  }

  private static LayerliftException fault(String name, String what, WayOut wayOut) {
    return Fault.of(ErrorCode.NOT_AN_ARCHIVE, name + " is " + what).hint(wayOut).exception();
  }

  private static boolean isZip(String text) {
    return text.startsWith("PK\u0003\u0004")
        || text.startsWith("PK\u0005\u0006")
        || text.startsWith("PK\u0007\u0008");
  }

  /** The first file in it decides: it is a tar, or the ZIP file has the unpacked archive. */
  private static WayOut zipHint(byte[] head) {
    String first = firstOfZip(head);
    boolean tar = first.contains(".tar") || first.endsWith(".tgz");
    return tar && first.matches("[\\w./-]+")
        ? WayOut.piped("unzip -p IN " + first)
        : KnownFile.unpacked("unzip IN -d DIR");
  }

  private static String firstOfZip(byte[] head) {
    int length = head.length < 30 ? 0 : (head[26] & 0xff) | (head[27] & 0xff) << 8;
    return head.length < 30 + length ? "" : new String(head, 30, length, UTF_8);
  }

  private static boolean isMarkup(String text) {
    String start = text.stripLeading().toLowerCase(Locale.ROOT);
    return start.startsWith("<!doctype") || start.startsWith("<html") || start.startsWith("<?xml");
  }

  /** The message of a program that wrote its error in place of the archive. */
  private static String complaint(byte[] head) {
    String line = new String(head, UTF_8).strip().lines().findFirst().orElse("");
    String low = line.toLowerCase(Locale.ROOT);
    return low.startsWith("error") || low.startsWith("docker:") || low.startsWith("cannot ")
        ? line
        : "";
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
