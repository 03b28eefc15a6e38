package io.github.layerlift.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigestTest {

  private static final String EMPTY =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  @Test
  void of_knownBytes_knownDigest() {
    assertEquals(EMPTY, Digest.of(new byte[0]).hex());
    assertEquals(
        "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        Digest.of("abc".getBytes(UTF_8)).toString());
  }

  @Property(tries = 100)
  void of_anyBytes_asHexFormat(@ForAll byte[] bytes) throws Exception {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
    assertEquals(HexFormat.of().formatHex(hash), Digest.of(bytes).hex());
    assertEquals(Optional.of(Digest.of(bytes)), Digest.parse(Digest.of(bytes).toString()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "sha256:",
        EMPTY,
        "sha256:e3b0",
        "sha256:" + EMPTY + "0",
        "SHA256:" + EMPTY,
        "sha512:" + EMPTY,
        "sha256:E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855",
        "sha256:g3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "sha256:/3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "sha256::3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "sha256:`3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        " sha256:" + EMPTY,
        "sha256:../../../../../../../../../../../../../../../../../../../etc/passwd"
      })
  void parse_other_empty(String text) {
    assertEquals(Optional.empty(), Digest.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "abc", "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855"})
  void new_noHex_refused(String hex) {
    assertThrows(IllegalArgumentException.class, () -> new Digest(hex));
  }

  @Test
  void equals_sameHexOnly() {
    Digest digest = new Digest(EMPTY);
    assertEquals(digest, Digest.parse("sha256:" + EMPTY).orElseThrow());
    assertNotEquals(digest, Digest.of(new byte[1]));
    assertNotEquals(digest, (Object) EMPTY);
    assertEquals(EMPTY.hashCode(), digest.hashCode());
  }

  @Test
  void ofBytes_notThirtyTwo_refused() {
    assertThrows(IllegalArgumentException.class, () -> Digest.ofBytes(new byte[31]));
  }
}
