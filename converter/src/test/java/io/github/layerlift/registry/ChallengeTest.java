package io.github.layerlift.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChallengeTest {
  @Test
  void of_severalInOneHeader_all() {
    assertEquals(
        List.of(
            new Challenge("negotiate", Map.of()),
            new Challenge("bearer", Map.of("realm", "https://x/t?a=b,c", "scope", "r:a:pull,push")),
            new Challenge("basic", Map.of("realm", "a \"b\""))),
        Challenge.of(
            List.of("Negotiate, Bearer realm=\"https://x/t?a=b,c\" , Scope = \"r:a:pull,push\","
                + "basic realm=\"a \\\"b\\\"\"")));
  }

  @Test
  void of_severalHeaders_all() {
    assertEquals(
        List.of(new Challenge("bearer", Map.of("realm", "x")), new Challenge("basic", Map.of())),
        Challenge.of(List.of("Bearer realm=x", "Basic")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ",", "=", "\"", "Bearer realm=\"unclosed", "Bearer realm=\"\\", "a=b"})
  void of_odd_ends(String header) {
    Challenge.of(List.of(header))
        .forEach(each -> assertEquals(each.scheme().strip(), each.scheme()));
  }
}
