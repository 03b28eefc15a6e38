package io.github.layerlift.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DamageTest {
  private final LayerliftException missing = fault(ErrorCode.LAYER_MISSING);
  private final LayerliftException cut = fault(ErrorCode.TAR_TRUNCATED);
  private static final String ID = "sha256:" + "a".repeat(64);

  private final Damage damage = Damage.collected();

  private static LayerliftException fault(ErrorCode code) {
    return Fault.of(code, "something is wrong").exception();
  }

  @Test
  void meet_refused_throws() {
    Faults.expect(ErrorCode.TAR_TRUNCATED, () -> Damage.refused().meet(cut));
    Faults.expect(ErrorCode.LAYER_MISSING, () -> Damage.refused().lose(List.of(), "", missing));
  }

  @ParameterizedTest
  @EnumSource(
      names = {"READ_FAILED", "INTERRUPTED_BY_USER", "ENTRY_NAME", "ENTRY_TWICE", "UNPACKED_TOO_BIG"
      })
  void meet_whatNoDamageLooksLike_throws(ErrorCode code) {
    Faults.expect(code, () -> damage.meet(fault(code)));
    Faults.expect(code, () -> damage.lose(List.of(), "", fault(code)));
    assertFalse(damage.any());
  }

  @Test
  void meet_sameFaultTwice_isThereOnce() throws LayerliftException {
    damage.meet(cut);
    damage.meet(cut);
    assertEquals(List.of(cut.fault()), damage.faults());
    assertTrue(damage.any());
    assertFalse(damage.isDoubtful());
  }

  @Test
  void doubt_fault_makesAllDoubtful() throws LayerliftException {
    damage.doubt(fault(ErrorCode.COMPRESSION_CORRUPT));
    assertTrue(damage.isDoubtful());
  }

  @Test
  void lose_sameImage_isThereOnceWithItsFirstReason() throws LayerliftException {
    damage.lose(List.of("app:1"), ID, missing);
    damage.lose(List.of(), ID, cut);
    damage.lose(List.of("app:1"), "", cut);
    damage.lose(List.of("other:1"), "", cut);
    damage.lose(List.of(), "", cut);
    assertEquals(
        List.of("app:1 (" + ID + ")", "other:1", ""),
        damage.lost().stream().map(Damage.Lost::label).toList());
    assertEquals(missing.fault(), damage.lost().get(0).fault());
  }

  @Test
  void label_manyNames_namesOnlyTwo() throws LayerliftException {
    damage.lose(List.of("a:1", "b:1", "c:1", "d:1"), "", missing);
    assertEquals("a:1, b:1 and 2 more", damage.lost().get(0).label());
  }

  @Test
  void regain_lostImage_becomesAFaultOfTheArchive() throws LayerliftException {
    damage.lose(List.of("app:1"), ID, missing);
    assertEquals(List.of("app:1"), damage.regain(ID).orElseThrow().names());
    assertEquals(List.of(), damage.lost());
    assertEquals(List.of(missing.fault()), damage.faults());
    assertTrue(damage.regain(ID).isEmpty());
  }
}
