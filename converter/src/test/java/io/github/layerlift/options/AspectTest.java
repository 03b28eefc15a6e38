package io.github.layerlift.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AspectTest {
  @ParameterizedTest
  @EnumSource
  void of_idOfAny_isIt(Aspect aspect) {
    assertEquals(Optional.of(aspect), Aspect.of(aspect.id()));
    assertTrue(aspect.id().matches("[a-z-]+"), aspect.id());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "MODE", "hard_links", "times "})
  void of_anythingElse_isEmpty(String id) {
    assertEquals(Optional.empty(), Aspect.of(id));
  }
}
