package io.github.layerlift.fuzz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A short version of {@code make fuzz}: each seed, whole and slightly damaged. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "nothing is extracted where files have no modes")
class FuzzTargetTest {
  private static final int CHANGED = 2;

  @ParameterizedTest
  @EnumSource
  void feed_seeds_holdsWhatTheTargetPromises(FuzzTarget target) throws IOException {
    List<byte[]> seeds = target.seeds();
    assertFalse(seeds.isEmpty());
    for (byte[] seed : seeds) {
      target.feed(seed);
    }
  }

  @ParameterizedTest
  @EnumSource
  void feed_changedSeeds_holdsWhatTheTargetPromises(FuzzTarget target) throws IOException {
    Random random = new Random(1);
    for (byte[] seed : target.seeds()) {
      byte[] changed = seed.clone();
      for (int i = 0; i < CHANGED && seed.length > 0; i++) {
        changed[random.nextInt(seed.length)] = (byte) random.nextInt();
        target.feed(changed);
      }
    }
  }

  /** Otherwise a fuzzer would start from input that is refused at once. */
  @ParameterizedTest
  @EnumSource(names = {"DIALECT", "CONVERT"})
  void read_compactArchives_takesThem(FuzzTarget target) throws IOException {
    Room room = target == FuzzTarget.DIALECT ? new DialectRoom() : new ConvertRoom();
    for (byte[] seed : room.seeds().subList(0, Seeds.archives().size())) {
      room.read(seed);
    }
  }

  @Test
  void seed_ofArchive_standsForIt() throws IOException {
    for (byte[] seed : Seeds.archives()) {
      assertArrayEquals(seed, FuzzedArchive.seed(FuzzedArchive.of(seed)));
    }
  }
}
