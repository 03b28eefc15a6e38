package io.github.layerlift.compare;

import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.Patch;
import io.github.layerlift.text.ByteNames;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A unified diff of two texts. */
final class TextDiff {
  private static final int CONTEXT = 3;
  private static final String NO_FILE = "/dev/null";
  private static final String NO_NEWLINE = "\n\\ No newline at end of file";

  private TextDiff() {}

  /** Whether {@code bytes} are not text: no text has a byte 0. */
  static boolean isBinary(byte @Nullable [] bytes) {
    if (bytes != null) {
      for (byte b : bytes) {
        if (b == 0) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * The lines of the diff, without line ends.
   *
   * @param a null if there is no such file
   * @param b null if there is no such file
   */
  static List<String> of(String nameA, byte @Nullable [] a, String nameB, byte @Nullable [] b) {
    List<String> linesA = lines(a);
    List<String> linesB = lines(b);
    Patch<String> patch =
        Patch.generate(linesA, linesB, Alignment.of(linesA, linesB, String::equals));
    List<String> diff = new ArrayList<>();
    for (String line : UnifiedDiffUtils.generateUnifiedDiff(
        a == null ? NO_FILE : "a/" + nameA,
        b == null ? NO_FILE : "b/" + nameB,
        linesA,
        patch,
        CONTEXT)) {
      diff.addAll(List.of(line.split("\n", -1)));
    }
    return diff;
  }

  /** A last line without an end isn't the same line as one with an end, and is shown otherwise. */
  private static List<String> lines(byte @Nullable [] bytes) {
    List<String> lines = new ArrayList<>();
    if (bytes != null) {
      int start = 0;
      for (int i = 0; i < bytes.length; i++) {
        if (bytes[i] == '\n') {
          lines.add(ByteNames.of(bytes, start, i - start));
          start = i + 1;
        }
      }
      if (start < bytes.length) {
        lines.add(ByteNames.of(bytes, start, bytes.length - start) + NO_NEWLINE);
      }
    }
    return lines;
  }
}
