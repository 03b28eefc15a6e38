package io.github.layerlift.layering;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathPatternTest {
  @ParameterizedTest
  @CsvSource({
    "/a, a, true",
    "/a, a/b/c, true",
    "/a/, a, true",
    "a, a, true",
    "/a, ab, false",
    "/a, b/a, false",
    "/*.pem, x.pem, true",
    "/*.pem, d/x.pem, false",
    "/**/*.pem, x.pem, true",
    "/**/*.pem, a/b/x.pem, true",
    "/**/*.pem, a/x.pem/in, true",
    "/**/*.pem, a/x.pem.txt, false",
    "/opt/**, opt/a/b, true",
    "/opt/**, opt, false",
    "/a?c, abc, true",
    "/a?c, a/c, false",
    "/a.c, abc, false",
    "/[x], '[x]', true",
    "/**/.git, a/.git/config, true"
  })
  void matches_path_asAShellWould(String pattern, String path, boolean wanted) {
    assertEquals(wanted, PathPattern.of(pattern).matches(path));
  }

  @Property(tries = 300)
  void matches_pathWithoutWildcards_itselfAndWhatIsInIt(
      @ForAll @AlphaChars @Chars({'.', '(', '+', '\\', '$'}) @StringLength(min = 1, max = 20)
          String path) {
    assertTrue(PathPattern.of("/" + path).matches(path));
    assertTrue(PathPattern.of("/" + path).matches(path + "/x"));
  }
}
