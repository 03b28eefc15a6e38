package io.github.layerlift.gojson;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class GoOrderTest {

  @Test
  void keys_mixed_inByteOrder() {
    List<String> sorted = List.of("", "A", "Z", "_", "a", "aa", "\u00e9", "\uff5e", "\ud83d\ude00");
    List<String> shuffled =
        List.of("\ud83d\ude00", "a", "\uff5e", "aa", "Z", "", "\u00e9", "_", "A");
    assertEquals(sorted, shuffled.stream().sorted(GoOrder.KEYS).toList());
  }

  @Test
  void keys_afterWhatIsCommon_decided() {
    assertEquals(-1, Integer.signum(GoOrder.KEYS.compare("\ud83da", "\ud83db")));
    assertEquals(-1, Integer.signum(GoOrder.KEYS.compare("\uff5ea", "\uff5eb")));
    assertEquals(1, Integer.signum(GoOrder.KEYS.compare("ab\ud83d\ude00", "ab\uff5e")));
    assertEquals(0, GoOrder.KEYS.compare("ab\uff5e", "ab\uff5e"));
  }

  @Property
  void keys_any_asTheirUtf8(@ForAll("texts") String one, @ForAll("texts") String other) {
    int bytes = Arrays.compareUnsigned(one.getBytes(UTF_8), other.getBytes(UTF_8));
    assertEquals(Integer.signum(bytes), Integer.signum(GoOrder.KEYS.compare(one, other)));
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(
            "a", "b", "\u00e9", "\uff5e", "\ufffd", "\ud83d\ude00", "\ud800\udc00", "")
        .list()
        .ofMaxSize(4)
        .map(parts -> String.join("", parts));
  }
}
