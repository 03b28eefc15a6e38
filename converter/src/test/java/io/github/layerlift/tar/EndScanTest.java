package io.github.layerlift.tar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.archive.EntryList;
import io.github.layerlift.archive.TarBytes;
import io.github.layerlift.bytes.ByteSource;
import io.github.layerlift.fault.Damage;
import io.github.layerlift.progress.Cancellation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndScanTest {
  private static final byte[] TAR = new TarBytes().file("a", "x").end().bytes();

  @ParameterizedTest
  @ValueSource(ints = {0, 512, 9_216, 9_728, 70_000, 200_000})
  void marked_zerosOnly_nothingFollows(int more) throws Exception {
    Ending ending = ending(new TarBytes().raw(TAR).raw(new byte[more]));
    assertEquals(1024, ending.offset());
    assertEquals(1024 + more, ending.zeros());
    assertEquals(0, ending.rest().size());
    assertEquals(more > 9_728, ending.isZeroFilled());
    assertFalse(ending.hasStrangeRest());
  }

  /** Joined files needn't be aligned to blocks. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 511, 512, 9_216, 65_536, 200_001})
  void marked_secondTar_foundWithItsEntries(int gap) throws Exception {
    ByteSource both = new TarBytes().raw(TAR).raw(new byte[gap]).raw(TAR).source();
    EntryList first = EntryList.ofTar(both, TarBytes.limits(10), new Cancellation());
    Ending ending = first.ending().orElseThrow();
    assertTrue(ending.isTar());
    assertEquals(TAR.length + gap, ending.rest().offset());
    EntryList second = first.following(TarBytes.limits(10), Damage.refused(), new Cancellation());
    assertEquals("a", second.entries().get(0).name());
    assertEquals(TAR.length + gap + 512, second.entries().get(0).content().offset());
    assertEquals(0, second.ending().orElseThrow().rest().size());
    assertTrue(second.name().contains(Integer.toString(TAR.length + gap)), second.name());
  }

  /** A name may start with zeros only if it is empty; the header is still found. */
  @Test
  void marked_tarWhoseHeaderStartsWithZeros_found() throws Exception {
    TarBytes tar = new TarBytes().raw(TAR).folder("").file("b", "").end();
    assertTrue(ending(tar).isTar());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 512, 70_000})
  void marked_rubbish_toldWithOffsetAndSize(int gap) throws Exception {
    Ending ending = ending(new TarBytes().raw(TAR).raw(new byte[gap]).raw("rubbish\n"));
    assertFalse(ending.isTar());
    assertTrue(ending.hasStrangeRest());
    assertEquals(TAR.length + gap, ending.rest().offset());
    assertTrue(ending.describeRest().endsWith(": 8 bytes"), ending.describeRest());
  }

  @Test
  void unmarked_tarWithoutEnd_endsAtItsSize() throws Exception {
    Ending ending = ending(new TarBytes().entry("a", '0', "x".getBytes(UTF_8)));
    assertFalse(ending.marked());
    assertEquals(1024, ending.offset());
    assertEquals(0, ending.zeros());
  }

  private static Ending ending(TarBytes tar) throws Exception {
    return EntryList.ofTar(tar.source(), TarBytes.limits(10), new Cancellation())
        .ending()
        .orElseThrow();
  }
}
