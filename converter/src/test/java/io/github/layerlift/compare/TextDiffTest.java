package io.github.layerlift.compare;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.PatchFailedException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TextDiffTest {
  private static List<String> diff(String a, String b) {
    return TextDiff.of("f", a.getBytes(UTF_8), "f", b.getBytes(UTF_8));
  }

  @Test
  void of_changedLine_isShownBetweenItsNeighbours() {
    assertEquals(
        List.of(
            "--- a/f",
            "+++ b/f",
            "@@ -2,7 +2,7 @@",
            " 2",
            " 3",
            " 4",
            "-5",
            "+five",
            " 6",
            " 7",
            " 8"),
        diff("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n"));
  }

  @Test
  void of_distantChanges_areShownApart() {
    String lines = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";
    List<String> diff = diff("a\n" + lines + "z\n", "b\n" + lines + "y\n");
    assertEquals(
        List.of("@@ -1,4 +1,4 @@", "@@ -8,4 +8,4 @@"),
        diff.stream().filter(line -> line.startsWith("@@")).toList());
  }

  @Test
  void of_missingFile_isDevNull() {
    assertEquals(
        List.of("--- /dev/null", "+++ b/x", "@@ -0,0 +1,2 @@", "+1", "+2"),
        TextDiff.of("x", null, "x", "1\n2\n".getBytes(UTF_8)));
    assertEquals(
        List.of("--- a/x", "+++ /dev/null", "@@ -1,1 +0,0 @@", "-1"),
        TextDiff.of("x", "1\n".getBytes(UTF_8), "x", null));
  }

  @Test
  void of_lastLineWithoutEnd_isToldAsDiffDoes() {
    assertEquals(
        List.of(
            "--- a/f", "+++ b/f", "@@ -1,1 +1,1 @@", "-x", "\\ No newline at end of file", "+x"),
        diff("x", "x\n"));
  }

  @Test
  void of_bytesThatAreNotUtf8_areKept() {
    List<String> diff =
        TextDiff.of("f", "caf\u00e9\n".getBytes(ISO_8859_1), "f", "caf\u00e9\n".getBytes(UTF_8));
    assertEquals(List.of("-caf\udce9", "+caf\u00e9"), diff.subList(3, 5));
  }

  @Test
  void isBinary_zeroByte_isEnough() {
    assertTrue(TextDiff.isBinary(new byte[] {'a', 0}));
    assertFalse(TextDiff.isBinary("caf\u00e9".getBytes(ISO_8859_1)));
    assertFalse(TextDiff.isBinary(null));
  }

  @Property
  void of_anyTexts_givesAPatchFromOneToTheOther(
      @ForAll @Size(min = 1, max = 30) List<@CharRange(from = 'a', to = 'd') Character> a,
      @ForAll @Size(min = 1, max = 30) List<@CharRange(from = 'a', to = 'd') Character> b)
      throws PatchFailedException {
    List<String> linesA = a.stream().map(String::valueOf).toList();
    List<String> linesB = b.stream().map(String::valueOf).toList();
    List<String> diff = diff(String.join("\n", linesA) + "\n", String.join("\n", linesB) + "\n");
    assertEquals(linesA.equals(linesB), diff.isEmpty());
    if (!diff.isEmpty()) {
      assertEquals(linesB, UnifiedDiffUtils.parseUnifiedDiff(diff).applyTo(linesA));
    }
  }
}
