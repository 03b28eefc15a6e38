package io.github.layerlift.fault;

import io.github.layerlift.text.Printable;
import org.jspecify.annotations.Nullable;

/**
 * A single error: what is wrong, where, and the way out. Immutable; the {@code with}
 * methods return a fuller copy, and {@link #exception()} makes it throwable.
 *
 * @param code the stable name
 * @param sentence what is wrong, without a trailing full stop
 * @param entry the archive entry it was found in, as the archive names it
 * @param offset the byte offset in the unpacked archive, or -1 if none is known
 * @param wayOut what the user can do about it
 */
public record Fault(
    ErrorCode code,
    String sentence,
    @Nullable String entry,
    long offset,
    @Nullable WayOut wayOut) {

  /** The way out if something is missing in an archive. */
  public static final String INCOMPLETE = "the archive is incomplete; save the image again";

  /** The way out if something in an archive isn't what it should be. */
  public static final String CORRUPT =
      "the archive is corrupt or was tampered with; save the image again";

  /** The way out if packed data can't be unpacked. */
  public static final String DAMAGED = "the archive was damaged in transit; get it again";

  /** The way out if there are zeros where there should be something else. */
  public static final String CUT = "the archive was not written or copied completely; get it again";

  /** The way out if a document of an archive has to be corrected by hand. */
  public static final String MENDABLE =
      "unpack the archive into a folder, correct this file there, and use the folder instead:"
          + " mkdir FOLDER && tar -xf IN -C FOLDER";

  public static Fault of(ErrorCode code, String sentence) {
    return new Fault(code, sentence, null, -1, null);
  }

  public Fault in(String entry) {
    return new Fault(code, sentence, entry, offset, wayOut);
  }

  public Fault at(long offset) {
    return new Fault(code, sentence, entry, offset, wayOut);
  }

  public Fault hint(String words) {
    return hint(WayOut.of(words));
  }

  public Fault hint(WayOut wayOut) {
    return new Fault(code, sentence, entry, offset, wayOut);
  }

  /** The same with the way out {@link #MENDABLE}. */
  public Fault mendable() {
    return hint(MENDABLE);
  }

  public LayerliftException exception() {
    return exception(null);
  }

  public LayerliftException exception(@Nullable Throwable cause) {
    return switch (code.kind()) {
      case USAGE -> new UsageException(this, cause);
      case STORAGE -> new StorageException(this, cause);
      case MALFORMED -> new MalformedArchiveException(this, cause);
      case UNSUPPORTED -> new UnsupportedArchiveException(this, cause);
      case INTERRUPTED -> new ConversionInterruptedException(this, cause);
    };
  }

  /** The sentence with its place, on one line and safe to print on a terminal. */
  public String text() {
    StringBuilder text = new StringBuilder(sentence);
    if (entry != null && offset >= 0) {
      text.append(" (entry \"")
          .append(entry)
          .append("\" at offset ")
          .append(offset)
          .append(')');
    } else if (entry != null) {
      text.append(" (entry \"").append(entry).append("\")");
    } else if (offset >= 0) {
      text.append(" (at offset ").append(offset).append(')');
    }
    return Printable.text(text.toString());
  }
}
