package io.github.layerlift.cli.text;

/** Measures text in terminal columns: some characters take two, combining accents none. */
public final class Columns {
  private static final String CUT = "…";

  private Columns() {}

  /** How many columns {@code text} takes. */
  public static int width(String text) {
    return text.codePoints().map(Columns::width).sum();
  }

  /** {@code text} in exactly {@code columns} columns: padded, or cut in the middle. */
  public static String fit(String text, int columns) {
    int width = width(text);
    if (width <= columns) {
      return text + " ".repeat(columns - width);
    }
    int[] points = text.codePoints().toArray();
    int tail = Math.max(0, (columns - 1) / 2);
    int head = Math.max(0, columns - 1 - tail);
    int start = 0;
    for (int used = 0; start < points.length && used + width(points[start]) <= head; start++) {
      used += width(points[start]);
    }
    int end = points.length;
    for (int used = 0; end > start && used + width(points[end - 1]) <= tail; end--) {
      used += width(points[end - 1]);
    }
    String cut = new String(points, 0, start) + CUT + new String(points, end, points.length - end);
    return cut + " ".repeat(Math.max(0, columns - width(cut)));
  }

  private static int width(int point) {
    int type = Character.getType(point);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT) {
      return 0;
    }
    return isWide(point) ? 2 : 1;
  }

  /** Wide characters as of Unicode's UAX 11, by whole blocks. */
  private static boolean isWide(int point) {
    return (point >= 0x1100 && point <= 0x115f)
        || (point >= 0x2e80 && point <= 0xa4cf)
        || (point >= 0xac00 && point <= 0xd7a3)
        || (point >= 0xf900 && point <= 0xfaff)
        || (point >= 0xfe30 && point <= 0xfe6f)
        || (point >= 0xff00 && point <= 0xff60)
        || (point >= 0xffe0 && point <= 0xffe6)
        || (point >= 0x1f300 && point <= 0x1faff)
        || (point >= 0x20000 && point <= 0x3fffd);
  }
}
