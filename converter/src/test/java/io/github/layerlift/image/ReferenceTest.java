package io.github.layerlift.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceTest {

  private static final String HEX =
      "333e0a1e27815d0ceee55c473fe3dc93d56c63e3bee2b3b4aee8eed6d70191a3";

  @ParameterizedTest
  @CsvSource({
    "x,docker.io/library/x:latest,x",
    "x:1,docker.io/library/x:1,x",
    "me/x,docker.io/me/x:latest,me/x",
    "a/b/c:t,docker.io/a/b/c:t,a/b/c",
    "library/x,docker.io/library/x:latest,x",
    "docker.io/x,docker.io/library/x:latest,x",
    "docker.io/library/x,docker.io/library/x:latest,x",
    "docker.io/me/x:2,docker.io/me/x:2,me/x",
    "docker.io/library/a/b,docker.io/library/a/b:latest,library/a/b",
    "index.docker.io/x,docker.io/library/x:latest,x",
    "index.docker.io/me/x:1,docker.io/me/x:1,me/x",
    "localhost/x,localhost/x:latest,localhost/x",
    "localhost:5000/x:1,localhost:5000/x:1,localhost:5000/x",
    "quay.io/me/x,quay.io/me/x:latest,quay.io/me/x",
    "reg.io:99999/a,reg.io:99999/a:latest,reg.io:99999/a",
    "host:80/x,host:80/x:latest,host:80/x",
    "REG.io/up,REG.io/up:latest,REG.io/up",
    "REG/up,REG/up:latest,REG/up",
    "a-b.c-d/x,a-b.c-d/x:latest,a-b.c-d/x",
    "[::1]:5000/a,[::1]:5000/a:latest,[::1]:5000/a",
    "[fe80::A]/a:1,[fe80::A]/a:1,[fe80::A]/a",
    "[fe80::af:AF]/a:1,[fe80::af:AF]/a:1,[fe80::af:AF]/a",
    "127.0.0.1:80/az/09:1,127.0.0.1:80/az/09:1,127.0.0.1:80/az/09",
    "AZ.io/x:AZ_09,AZ.io/x:AZ_09,AZ.io/x",
    "a__b,docker.io/library/a__b:latest,a__b",
    "a---b,docker.io/library/a---b:latest,a---b",
    "a.b/c,a.b/c:latest,a.b/c",
    "a_b.c-d,docker.io/library/a_b.c-d:latest,a_b.c-d",
    "scratch:x,docker.io/library/scratch:x,scratch",
    "x:_ok,docker.io/library/x:_ok,x",
    "x:a..b__c.-,docker.io/library/x:a..b__c.-,x",
    "x:UPPER,docker.io/library/x:UPPER,x",
    "0/1,docker.io/0/1:latest,0/1",
    "docker.io,docker.io/library/docker.io:latest,docker.io",
    "localhost:5000,docker.io/library/localhost:5000,localhost",
    "docker.io/localhost/x:1,docker.io/localhost/x:1,docker.io/localhost/x",
    "docker.io/a.b/x:1,docker.io/a.b/x:1,docker.io/a.b/x",
    "lib/" + HEX + ",docker.io/lib/" + HEX + ":latest,lib/" + HEX,
    HEX + ":x,docker.io/library/" + HEX + ":x," + HEX,
  })
  void parse_valid_normalised(String text, String full, String familiar) {
    Reference reference = Reference.parse(text).orElseThrow();
    assertEquals(full, reference.toString());
    assertEquals(familiar, reference.familiarName());
    assertEquals(Optional.of(reference), Reference.parse(full));
    assertEquals(
        Optional.of(reference), Reference.parse(reference.familiarName() + ":" + reference.tag()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":",
        "/",
        ":x",
        "x:",
        "/x",
        "x/",
        "a//b",
        "UPPER",
        "UPPER:x",
        "me/UP",
        "reg.io/UP",
        "localhost/UP:x",
        "a..b",
        "a___b",
        "a._b",
        "a_.b",
        "a-",
        "-a",
        ".a",
        "_a",
        "x:-bad",
        "x:.bad",
        "x:a b",
        "x:a/b",
        "x:y:z",
        "x y",
        "s63\u00e9",
        "x:\u00e9",
        "http://s/a",
        "reg.io:/a",
        "reg.io:x/a",
        "reg..io/a",
        "re_g.io/a",
        "r@g.io/a",
        "r[g.io/a",
        "r\u00e9g.io/a",
        "-reg.io/a",
        "reg-.io/a",
        ".io/a",
        "reg./a",
        "[::1/a",
        "[::1]x/a",
        "[]/a",
        "[::g]/a",
        "[::G]/a",
        "[::@]/a",
        "[::`]/a",
        "[a:bx:80/a",
        "x:[",
        "x:@",
        "x{",
        "x`",
        "[::1]:/a",
        HEX,
        "x@sha256:" + HEX,
        "x:1@sha256:" + HEX,
        "docker.io/",
        "x\n",
        "\tx",
        "..",
        "../x",
      })
  void parse_invalid_empty(String text) {
    assertEquals(Optional.empty(), Reference.parse(text));
  }

  @Test
  void parse_tagLength_limitIs128() {
    assertTrue(Reference.parse("x:" + "t".repeat(128)).isPresent());
    assertFalse(Reference.parse("x:" + "t".repeat(129)).isPresent());
  }

  @Test
  void parse_nameLength_limitIs255WithTheDomain() {
    int room = 255 - "docker.io/library/".length();
    assertTrue(Reference.parse("a".repeat(room)).isPresent());
    assertFalse(Reference.parse("a".repeat(room + 1)).isPresent());
    assertTrue(Reference.parse("a.io/" + "a".repeat(250)).isPresent());
    assertFalse(Reference.parse("a.io/" + "a".repeat(251)).isPresent());
  }

  @Test
  void compareTo_any_byFullForm() {
    List<String> sorted = List.of("me/x:1", "x:1", "x:2", "quay.io/a:1").stream()
        .map(text -> Reference.parse(text).orElseThrow())
        .sorted()
        .map(Reference::toString)
        .toList();
    assertEquals(
        List.of(
            "docker.io/library/x:1", "docker.io/library/x:2", "docker.io/me/x:1", "quay.io/a:1"),
        sorted);
  }

  @ParameterizedTest
  @CsvSource({
    "latest,true",
    "1.0,true",
    "a..b,false",
    "_a,false",
    "a-,false",
    "a--b,true",
    "a---b,false",
    "1_0-x.y,true",
    "a__b,false",
    "AZ-09,true",
    "az-9A,true",
    "a-_b,false"
  })
  void isOciRefName_tag_byGrammar(String tag, boolean valid) {
    assertEquals(valid, Reference.parse("x:" + tag).orElseThrow().isOciRefName());
  }

  @Test
  void equals_allPartsTheSame() {
    Reference reference = Reference.parse("a.io/x:1").orElseThrow();
    assertNotEquals(reference, Reference.parse("b.io/x:1").orElseThrow());
    assertNotEquals(reference, Reference.parse("a.io/y:1").orElseThrow());
    assertNotEquals(reference, Reference.parse("a.io/x:2").orElseThrow());
    assertNotEquals(reference, (Object) "a.io/x:1");
    assertEquals("a.io/x:1".hashCode(), reference.hashCode());
  }

  @Property
  void parse_anyText_emptyOrStable(@ForAll String text) {
    Reference.parse(text)
        .ifPresent(found -> assertEquals(Optional.of(found), Reference.parse(found.toString())));
  }
}
