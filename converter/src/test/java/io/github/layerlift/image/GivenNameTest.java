package io.github.layerlift.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.LayerliftException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GivenNameTest {
  private static final String PLAIN = "; RegistryOptions.plainHttp is for registries without TLS";

  private static void assertRefused(String message, String hint, Executable work) {
    LayerliftException fault = assertThrows(LayerliftException.class, work);
    assertEquals(ErrorCode.BAD_OPTION, fault.code());
    assertTrue(String.valueOf(fault.getMessage()).contains(message), fault.getMessage());
    assertEquals(hint, fault.hint().orElseThrow());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://r.io:5000/app:1 | starts with a scheme | write r.io:5000/app:1",
        "docker://r.io/app:1 | starts with a scheme | write r.io/app:1",
        "https://r.io/App:1 | starts with a scheme | write r.io/app:1",
        "r.io/App:V1 | names must be lower case | write r.io/app:V1",
        "r.io/app@sha256:00 | contains a digest | write r.io/app",
        "r.io/app:1@sha256:00 | contains a digest | write r.io/app:1",
        "me:secret@r.io/app:1 | \"***@r.io/app:1\" is not a valid Docker name: a login is not part of it | write r.io/app:1",
        "https://me@r.io/app:1 | a login is not part of it | write r.io/app:1",
        "r.io/my app:1 | ' ' is not allowed | write r.io/my-app:1",
        "r.io/old/ | it ends in a slash | name the image there: r.io/old/NAME:TAG",
        "'' | is not a valid Docker name | write it as in registry.example.com/app:1.0"
      })
  void name_notOne_saysWhyAndWhatToWrite(String text, String message, String hint) {
    assertRefused(message, hint, () -> new GivenName(text).name());
  }

  @Test
  void port_outOfRange_saysSo() throws Exception {
    for (String port : List.of("65536", "99999", "999999999999")) {
      String message = assertThrows(
              LayerliftException.class, () -> new GivenName("r.io:" + port + "/app:1", true).name())
          .getMessage();
      assertTrue(String.valueOf(message).contains("the port " + port), message);
      assertThrows(
          LayerliftException.class, () -> new GivenName("r.io:" + port + "/old/").registry());
    }
    assertEquals("r.io:65535", new GivenName("r.io:65535/old/").registry());
  }

  @Test
  void name_tooLong_saysHowMuch() {
    String text = "r.io/" + "a".repeat(300);
    assertRefused(
        "it has 305 characters, which exceeds the limit of 255",
        "write it as in registry.example.com/app:1.0",
        () -> new GivenName(text, true).name());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://r.io/old/ | starts with a scheme | write r.io/old/",
        "r.io/Old | names must be lower case | write r.io/old/",
        "r.io/app:1/ | it has a tag | for a single image, leave the slash at its end out: r.io/app:1",
        "/ | it names no registry | write it as in registry.example.com/old/"
      })
  void registry_noPlace_saysWhyAndWhatToWrite(String text, String message, String hint) {
    assertRefused(message, hint, () -> new GivenName(text).registry());
  }

  @Test
  void name_schemeWithoutTls_saysHowIfItIsPushed() {
    assertRefused(
        "scheme",
        "write r.io/app:1" + PLAIN,
        () -> new GivenName("http://r.io/app:1", true).name());
    assertRefused(
        "scheme",
        "write r.io/old/" + PLAIN,
        () -> new GivenName("http://r.io/old", true).registry());
    assertRefused(
        "scheme", "write r.io/app:1", () -> new GivenName("https://r.io/app:1", true).name());
  }

  @Test
  void name_valid_isRead() throws Exception {
    assertEquals("docker.io/library/app:1", new GivenName("app:1").name().toString());
    assertEquals("r.io:5000", new GivenName("r.io:5000/old//").registry());
    assertEquals("r.io", new GivenName("r.io").registry());
  }
}
