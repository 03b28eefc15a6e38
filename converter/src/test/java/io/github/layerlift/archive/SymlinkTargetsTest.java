package io.github.layerlift.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SymlinkTargetsTest {
  /** All but one character of an ID. */
  private static final String ALMOST =
      "123456789abcdef" + "0123456789abcdef0123456789abcdef0123456789abcdef";

  private static final String HALF = "123456789abcdef0123456789abcdef";

  @Test
  void resolve_earlyDocker_oneStepLess() {
    String layer = "f" + ALMOST + "/layer.tar";
    assertEquals(Optional.of(layer), Links.symlinkTarget("x/layer.tar", "../../" + layer));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../f" + ALMOST + "/layer.tar/layer.tar",
        "../../" + ALMOST + "/layer.tar",
        "../../ff" + ALMOST + "/layer.tar",
        "../../." + ALMOST + "/layer.tar",
        "../../" + ALMOST + "./layer.tar",
        "../../" + ALMOST + "//layer.tar",
        "../../f" + ALMOST + "/layer.tgz",
        "../../../" + ALMOST + "/layer.tar",
        "../../" + HALF + "/" + HALF + "f/layer.tar",
        "../..",
      })
  void resolve_almostEarlyDocker_leaves(String target) {
    assertEquals(Optional.empty(), Links.symlinkTarget("x/layer.tar", target));
  }
}
