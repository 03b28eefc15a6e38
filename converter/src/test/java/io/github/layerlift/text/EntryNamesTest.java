package io.github.layerlift.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntryNamesTest {

  @ParameterizedTest
  @CsvSource({
    "a/b,a/b",
    "./a//b/../c/,a/c",
    "/a,a",
    "a//b,a/b",
    "a/.b/c,a/.b/c",
    "'',''",
    "/,''",
    ".,''",
    "a/..,''",
    "...,...",
    ".hidden/..x,.hidden/..x",
    "a b/ c,a b/ c",
  })
  void normalise_staysInside_short(String path, String normal) {
    assertEquals(Optional.of(normal), EntryNames.normalise(path));
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", "../x", "a/../..", "/..", "a/../../a", "./../a"})
  void normalise_leaves_empty(String path) {
    assertEquals(Optional.empty(), EntryNames.normalise(path));
  }

  @ParameterizedTest
  @CsvSource({
    "a/b,../c,a/c",
    "a/b,../../c,c",
    "'',c,c",
    "a,.,a",
    "a,/c,a/c",
    "a,'',a",
  })
  void resolve_inside_fromFolder(String from, String path, String normal) {
    assertEquals(Optional.of(normal), EntryNames.resolve(from, path));
  }

  @ParameterizedTest
  @CsvSource({"a,'../../b'", "'',..", "a/b,../../../a/b"})
  void resolve_leaves_empty(String from, String path) {
    assertEquals(Optional.empty(), EntryNames.resolve(from, path));
  }

  @ParameterizedTest
  @CsvSource({"a/b/c,a/b", "a,''", "'',''"})
  void parent_name_itsFolder(String name, String folder) {
    assertEquals(folder, EntryNames.parent(name));
  }

  @Property
  void normalise_result_normalAndStable(@ForAll("paths") String path) {
    Optional<String> normal = EntryNames.normalise(path);
    if (normal.isPresent()) {
      assertEquals(normal, EntryNames.normalise(normal.get()));
      assertFalse(normal.get().startsWith("/") || normal.get().endsWith("/"));
      for (String part : List.of(normal.get().split("/", -1))) {
        assertFalse(part.equals(".") || part.equals(".."), normal.get());
        assertTrue(!part.isEmpty() || normal.get().isEmpty(), normal.get());
      }
    }
  }

  @Property
  void resolve_fromRoot_isNormalise(@ForAll("paths") String path) {
    assertEquals(EntryNames.normalise(path), EntryNames.resolve("", path));
  }

  @Provide
  Arbitrary<String> paths() {
    Arbitrary<String> parts = Arbitraries.of("", ".", "..", "a", "b.c", "...", ".x", "x..", " ");
    return parts.list().ofMaxSize(8).map(list -> String.join("/", list));
  }
}
