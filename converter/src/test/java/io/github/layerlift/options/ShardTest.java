package io.github.layerlift.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardTest {
  @Property(tries = 300)
  void has_anyName_fallsToJustOne(
      @ForAll String name, @ForAll @IntRange(min = 1, max = 40) int total) {
    int owners = 0;
    for (int i = 1; i <= total; i++) {
      owners += new Shard(i, total).has(name) ? 1 : 0;
    }
    assertEquals(1, owners);
  }

  @Test
  void has_fixedNames_neverChanges() {
    assertTrue(new Shard(5, 5).has("images/app.tar"), "machines of two versions may share a list");
    assertTrue(Shard.ALL.has("whatever"));
  }

  @Test
  void has_manyNames_fallEvenly() {
    int[] counts = new int[4];
    for (int i = 0; i < 4000; i++) {
      for (int shard = 1; shard <= 4; shard++) {
        counts[shard - 1] += new Shard(shard, 4).has("images/" + i + ".tar") ? 1 : 0;
      }
    }
    for (int count : counts) {
      assertTrue(count > 850 && count < 1150, "count " + count);
    }
  }

  @Test
  void parse_shard_isRead() {
    assertEquals(Optional.of(new Shard(2, 5)), Shard.parse("2/5"));
    assertEquals("2/5", new Shard(2, 5).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "1", "0/5", "6/5", "-1/5", "1/0", "1/5/6", " 1/5", "a/b", "1/99999999999"})
  void parse_noShard_isEmpty(String text) {
    assertTrue(Shard.parse(text).isEmpty());
  }

  @Test
  void new_outOfRange_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Shard(3, 2));
  }
}
