package io.github.layerlift.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoProxyTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "* | r.example | true",
        "'' | r.example | false",
        "a.example, r.example | r.example | true",
        "example | r.example | true",
        ".example | r.example | true",
        "*.example | R.Example | true",
        "xample | r.example | false",
        "r.example:443 | r.example | true",
        "r.example:5000 | r.example | false",
        "10.0.0.0/8 | 10.1.2.3 | true",
        "10.0.0.0/8 | 11.1.2.3 | false",
        "10.0.0.0/33 | 10.1.2.3 | false",
        "10.1.2.3 | 10.1.2.3 | true",
        "10.0.0.0/8 | ten.example | false",
        "fd00::/8 | [fd00::1] | true",
        "fd00::/8 | 10.1.2.3 | false",
        "::1 | [::1] | true",
        "[fd00::1]:443 | [fd00::1] | true"
      })
  void includes_ruleAndHost_asCurlDoes(String rules, String host, boolean included) {
    assertEquals(included, new NoProxy(rules).includes(host, 443));
  }
}
