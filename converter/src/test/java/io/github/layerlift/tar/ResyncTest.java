package io.github.layerlift.tar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.archive.TarBytes;
import io.github.layerlift.bytes.MemorySource;
import io.github.layerlift.fault.Damage;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.Faults;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fixture.LayerTar;
import io.github.layerlift.progress.Cancellation;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResyncTest {
  private static final int BLOCK = TarBytes.BLOCK;

  private final Damage damage = Damage.collected();

  /** Three files; the second is a layer, a tar itself, of which the header is at 1024. */
  private static byte[] tar() {
    return new TarBytes()
        .file("first", "1")
        .entry("layer.tar", '0', LayerTar.of("etc/inner", "i".repeat(600)))
        .file("last", "3")
        .end()
        .bytes();
  }

  private List<String> names(byte[] tar) throws LayerliftException {
    return TarIndex.of(new MemorySource(tar), 0, TarBytes.limits(99), damage, new Cancellation())
        .entries()
        .stream()
        .map(Entry::name)
        .toList();
  }

  private List<ErrorCode> codes() {
    return damage.faults().stream().map(Fault::code).toList();
  }

  @Test
  void index_undamaged_hasNoFaults() throws LayerliftException {
    assertEquals(List.of("first", "layer.tar", "last"), names(tar()));
    assertEquals(List.of(), damage.faults());
  }

  @Test
  void index_corruptHeader_goesOnBehindItsData() throws LayerliftException {
    byte[] tar = tar();
    tar[2 * BLOCK] ^= 1;
    assertEquals(List.of("first", "last"), names(tar));
    assertEquals(List.of(ErrorCode.TAR_HEADER), codes());
    assertEquals(2 * BLOCK, damage.faults().get(0).offset());
  }

  @Test
  void index_wrongSizeInHeader_doesNotTakeWhatIsInTheLayer() throws LayerliftException {
    for (int digit = 124; digit < 136; digit++) {
      byte[] tar = tar();
      tar[2 * BLOCK + digit] ^= 1;
      assertEquals(List.of("first", "last"), names(tar), "digit " + digit);
    }
  }

  @Test
  void index_sizeThatLeadsToALaterHeader_skipsNothing() throws LayerliftException {
    byte[] tar = new TarBytes()
        .file("first", "1")
        .file("second", "2")
        .file("third", "3")
        .file("last", "4")
        .end()
        .bytes();
    byte[] wrong = TarBytes.header("first", '0', 3 * BLOCK, "");
    System.arraycopy(wrong, 124, tar, 124, 12);
    assertEquals(List.of("second", "third", "last"), names(tar));
  }

  @Test
  void index_zerosInPlaceOfHeader_doesNotTakeWhatIsInTheLayer() throws LayerliftException {
    byte[] tar = tar();
    Arrays.fill(tar, 2 * BLOCK, 3 * BLOCK, (byte) 0);
    assertEquals(List.of("first", "last"), names(tar));
    assertEquals(List.of(ErrorCode.TAR_HEADER), codes());
  }

  @Test
  void index_zerosWithinALayerAndOverAHeader_goesOnBehindThem() throws LayerliftException {
    byte[] tar = tar();
    Arrays.fill(tar, 2 * BLOCK, 4 * BLOCK + 100, (byte) 0);
    assertEquals(List.of("first", "last"), names(tar));
    assertEquals(List.of(ErrorCode.TAR_HEADER), codes());
  }

  @Test
  void index_severalCorruptHeaders_findsWhatIsBetween() throws LayerliftException {
    byte[] tar = new TarBytes()
        .file("a", "1")
        .file("b", "2")
        .file("c", "3")
        .file("d", "4")
        .file("e", "5")
        .end()
        .bytes();
    tar[2 * BLOCK] ^= 1;
    tar[6 * BLOCK] ^= 1;
    assertEquals(List.of("a", "c", "e"), names(tar));
    assertEquals(2, damage.faults().size());
  }

  @Test
  void index_corruptFirstHeader_findsTheOthers() throws LayerliftException {
    byte[] tar = tar();
    tar[0] ^= 1;
    assertEquals(List.of("layer.tar", "last"), names(tar));
    assertEquals(List.of(ErrorCode.TAR_HEADER), codes());
  }

  @Test
  void index_corruptLastHeader_endsAtTheEndMark() throws LayerliftException {
    byte[] tar = tar();
    int last = tar.length - 4 * BLOCK;
    tar[last] ^= 1;
    assertEquals(List.of("first", "layer.tar"), names(tar));
    assertEquals(last, damage.faults().get(0).offset());
  }

  @Test
  void index_cutWithinALayer_doesNotLookInside() throws LayerliftException {
    byte[] tar = Arrays.copyOf(tar(), 5 * BLOCK);
    assertEquals(List.of("first"), names(tar));
    assertEquals(List.of(ErrorCode.TAR_TRUNCATED), codes());
  }

  @Test
  void index_noTarAtAll_saysWhatItIs() {
    byte[] text = "# a text file, of which there are many\n".repeat(50).getBytes(UTF_8);
    LayerliftException fault = Faults.expect(ErrorCode.NOT_AN_ARCHIVE, () -> names(text));
    assertTrue(fault.getMessage().contains("text"), fault.getMessage());
  }

  @Test
  void index_refused_endsAtTheFirstFault() {
    byte[] tar = tar();
    tar[2 * BLOCK] ^= 1;
    Faults.expect(
        ErrorCode.TAR_HEADER,
        () -> TarIndex.of(new MemorySource(tar), 0, TarBytes.limits(99), new Cancellation()));
  }
}
