package io.github.layerlift.bytes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScratchNamesTest {
  private static final String MAX_STEM = "n".repeat(60);

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "image.tar", "\ud83d\ude00", "a much longer name"})
  void next_ofAnOwner_isKnownEverywhere(String owner) {
    String name = ScratchNames.next(owner);
    assertTrue(name.startsWith("." + owner + ".layerlift-"), name);
    assertTrue(ScratchNames.belongs(name, owner));
    assertTrue(ScratchNames.isScratch(name));
    assertTrue(ScratchNames.isTemporary(name));
  }

  @Test
  void next_twice_differ() {
    assertNotEquals(ScratchNames.next("a"), ScratchNames.next("a"));
  }

  @Test
  void next_longOwner_isCut() {
    assertEquals(MAX_STEM, stem(MAX_STEM));
    assertEquals(MAX_STEM, stem(MAX_STEM + "x"));
    assertTrue(ScratchNames.belongs(ScratchNames.next(MAX_STEM + "x"), MAX_STEM + "x"));
  }

  /** A file name can't contain half a surrogate pair. */
  @Test
  void next_cutWithinACharacter_leavesItOut() {
    String almost = "n".repeat(59);
    assertEquals(almost, stem(almost + "\ud83d\ude00"));
    assertEquals("n".repeat(58) + "\ud83d\ude00", stem("n".repeat(58) + "\ud83d\ude00x"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {".b.layerlift-1f.tmp", ".a.layerlift-1f", "a.layerlift-1f.tmp", ".a.tmp", "a"})
  void belongs_anotherName_false(String name) {
    assertFalse(ScratchNames.belongs(name, "a"));
  }

  @ParameterizedTest
  @CsvSource({
    ".a.layerlift-1f.tmp, true, true",
    ".a.layerlift-1f, true, false",
    ".a.layerlift-folder, true, false",
    "a.layerlift-1f.tmp, false, false",
    ".a.tmp, false, false",
    ".a, false, false",
    "a, false, false",
  })
  void isScratch_anyName_hiddenAndMarked(String name, boolean scratch, boolean temporary) {
    assertEquals(scratch, ScratchNames.isScratch(name));
    assertEquals(temporary, ScratchNames.isTemporary(name));
  }

  private static String stem(String owner) {
    String name = ScratchNames.next(owner);
    return name.substring(1, name.indexOf(".layerlift-"));
  }
}
