package io.github.layerlift.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * File names as text that keeps their bytes. To Linux a name is bytes, mostly but not always UTF-8.
 * A byte that isn't valid becomes a lone surrogate, U+DC80 to U+DCFF, which no other text has (as
 * in Python's {@code surrogateescape}): no name is lost or changed into another, in any locale. To
 * Windows, and to file systems other than the system's own, a name is text already.
 */
public final class ByteNames {
  private static final char ESCAPE = '\udc00';
  private static final int HEX = 16;

  private ByteNames() {}

  /** The name that has these bytes. */
  public static String of(byte[] bytes, int start, int length) {
    CharsetDecoder decoder = UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes, start, length);
    CharBuffer out = CharBuffer.allocate(length);
    while (true) {
      CoderResult result = decoder.decode(in, out, true);
      if (result.isUnderflow()) {
        return out.flip().toString();
      }
      for (int i = 0; i < result.length(); i++) {
        out.put((char) (ESCAPE | (in.get() & 0xff)));
      }
      decoder.reset();
    }
  }

  /** The name that has these bytes. */
  public static String of(byte[] bytes) {
    return of(bytes, 0, bytes.length);
  }

  /** The bytes of a name. */
  public static byte[] bytes(String name) {
    int escape = nextEscape(name, 0);
    if (escape == name.length()) {
      return name.getBytes(UTF_8);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(name.length() + HEX);
    int start = 0;
    for (; escape < name.length(); escape = nextEscape(name, start)) {
      bytes.writeBytes(name.substring(start, escape).getBytes(UTF_8));
      bytes.write(name.charAt(escape));
      start = escape + 1;
    }
    bytes.writeBytes(name.substring(start).getBytes(UTF_8));
    return bytes.toByteArray();
  }

  /** Whether a name is UTF-8. */
  public static boolean isText(String name) {
    return nextEscape(name, 0) == name.length();
  }

  /**
   * The path that has a name's bytes, whatever the locale.
   *
   * @throws InvalidPathException if it has a NUL, or what else the system doesn't allow in names
   */
  public static Path path(String name) {
    if (isAscii(name) || !areBytes(FileSystems.getDefault())) {
      return Path.of(name);
    }
    if (name.indexOf('\0') >= 0) {
      throw new InvalidPathException(name, "Nul character not allowed");
    }
    // a URI is the only form in which Java accepts bytes
    StringBuilder uri = new StringBuilder("file:///");
    for (byte b : bytes(name)) {
      if (b == '/' || (b > 0 && Character.isLetterOrDigit(b))) {
        uri.append((char) b);
      } else {
        uri.append('%').append(hex(b));
      }
    }
    Path absolute = Path.of(URI.create(uri.toString()));
    return name.startsWith("/") ? absolute : absolute.subpath(0, absolute.getNameCount());
  }

  /** The path that has a name's bytes, in {@code files}, which may be any file system. */
  public static Path path(FileSystem files, String name) {
    return files.equals(FileSystems.getDefault()) ? path(name) : files.getPath(name);
  }

  /** The path that has a name's bytes, below {@code folder}, which may be of any file system. */
  public static Path path(Path folder, String name) {
    return areBytes(folder.getFileSystem()) ? folder.resolve(path(name)) : folder.resolve(name);
  }

  /** The name of a path, with its bytes, whatever the locale; slashes separate folders on every system. */
  public static String of(Path path) {
    String text = path.toString();
    if (!areBytes(path.getFileSystem())) {
      return text.replace(path.getFileSystem().getSeparator(), "/");
    }
    if (isAscii(text)) {
      return text;
    }
    // relative to the root, since it would otherwise be relative to the working directory
    Path absolute = path.isAbsolute() ? path : Path.of("/").resolve(path);
    String uri = absolute.toUri().getRawPath();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(uri.length());
    for (int i = path.isAbsolute() ? 0 : 1; i < uri.length(); i++) {
      if (uri.charAt(i) == '%') {
        bytes.write(Integer.parseInt(uri.substring(i + 1, i + 3), HEX));
        i += 2;
      } else {
        bytes.write(uri.charAt(i));
      }
    }
    String name = of(bytes.toByteArray());
    // that of a folder ends with a slash
    boolean folder = name.endsWith("/") && name.length() > 1;
    return folder ? name.substring(0, name.length() - 1) : name;
  }

  /**
   * A name for one line of a list: a backslash becomes {@code \\}, and each byte that isn't UTF-8,
   * or is part of a terminal control character, becomes {@code \xHH}.
   */
  public static String escaped(String name) {
    StringBuilder line = new StringBuilder(name.length() + HEX);
    name.codePoints().forEach(point -> {
      if (point == '\\') {
        line.append("\\\\");
      } else if (Printable.isUnsafe(point)) {
        for (byte b : bytes(Character.toString(point))) {
          line.append("\\x").append(hex(b));
        }
      } else {
        line.appendCodePoint(point);
      }
    });
    return line.toString();
  }

  /** The name that {@link #escaped} has written; any other backslash is literal. */
  public static String unescaped(String line) {
    if (line.indexOf('\\') < 0) {
      return line;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(line.length());
    int start = 0;
    for (int at = line.indexOf('\\'); at >= 0; at = line.indexOf('\\', start)) {
      bytes.writeBytes(bytes(line.substring(start, at)));
      start = at + 1;
      if (line.startsWith("\\", start)) {
        start++;
        bytes.write('\\');
      } else if (line.substring(start).matches("(?s)x[0-9a-fA-F]{2}.*")) {
        bytes.write(Integer.parseInt(line.substring(start + 1, start + 3), HEX));
        start += 3;
      } else {
        bytes.write('\\');
      }
    }
    bytes.writeBytes(bytes(line.substring(start)));
    return of(bytes.toByteArray());
  }

  /** Whether a character that is not half of a surrogate pair is a byte that isn't UTF-8. */
  public static boolean isEscape(int point) {
    return point >= '\udc80' && point <= '\udcff';
  }

  /** Whether a name may have any bytes, which only a URI can give to Java. */
  private static boolean areBytes(FileSystem system) {
    return system.equals(FileSystems.getDefault()) && system.getSeparator().equals("/");
  }

  private static int nextEscape(String name, int from) {
    int at = from;
    while (at < name.length() && !isEscape(name.codePointAt(at))) {
      at += Character.charCount(name.codePointAt(at));
    }
    return at;
  }

  private static boolean isAscii(String text) {
    // not a stream: it is asked for each file
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  private static String hex(byte b) {
    return String.format("%02x", b);
  }
}
