package io.github.layerlift.tar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.archive.TarBytes;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Faults;
import io.github.layerlift.fault.LayerliftException;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaxRecordsTest {

  @Property(tries = 300)
  void parse_writtenRecords_same(@ForAll("records") Map<String, String> records)
      throws LayerliftException {
    StringBuilder text = new StringBuilder();
    records.forEach((key, value) -> text.append(TarBytes.record(key, value)));
    assertEquals(records, parse(text.toString()).values());
  }

  @ParameterizedTest
  @ValueSource(strings = {"path", "linkpath", "size", "mtime"})
  void parse_emptyValue_takesBackTheOneBefore(String key) throws LayerliftException {
    String records = TarBytes.record(key, "1") + TarBytes.record(key, "");
    assertEquals(Map.of(), parse(records).values());
  }

  @Property(tries = 500)
  void parse_anyBytes_parsesOrFault(@ForAll byte[] bytes) {
    try {
      PaxRecords.parse(bytes, 0);
    } catch (LayerliftException e) {
      assertEquals(ErrorCode.TAR_HEADER, e.code());
    }
  }

  @Provide
  Arbitrary<Map<String, String>> records() {
    Arbitrary<String> keys = Arbitraries.strings()
        .withCharRange('a', 'z')
        .withChars(".\u00e4 ")
        .ofMinLength(1)
        .ofMaxLength(20);
    Arbitrary<String> values = Arbitraries.strings()
        .withCharRange(' ', '~')
        .withChars("\n=\u20ac\ufffd")
        .ofMinLength(1)
        .ofMaxLength(120);
    return Arbitraries.maps(keys, values).ofMaxSize(5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "11 path=a\n",
        "8 path=a\n",
        "9 path=ab",
        "path=a\n",
        " path=a\n",
        "x path=a\n",
        "-9 path=a\n",
        "99999999 path=a\n",
        "00000016 path=a\n",
        ": path=ab\n",
        "1/ path=\n",
        "9 path=a\n path=b\n",
        "9 path=a\n0 path=b\n",
        "99999999999999999999 path=a\n",
        "9 path:a\n",
        "3 \n",
        "2 \n",
        "0 path=a\n",
        "9",
        "9 path=a\n9 path",
      })
  void parse_malformed_refused(String records) {
    LayerliftException fault = Faults.expect(ErrorCode.TAR_HEADER, () -> parse(records));
    assertEquals(512, fault.offset().orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(strings = {"10 path=a\n", "0000016 path=ab\n", "9 path=a\n9 =path=\n"})
  void parse_lengthInAnyDigits_taken(String records) throws Exception {
    assertTrue(String.valueOf(parse(records).path()).startsWith("a"));
  }

  @Test
  void parse_keyTwice_lastCounts() throws Exception {
    assertEquals("b", parse("9 path=a\n9 path=b\n").path());
  }

  @Test
  void parse_nulAfterRecords_endsThem() throws Exception {
    assertEquals("a", parse("9 path=a\n\0\0garbage").path());
  }

  @Test
  void parse_nothing_nothing() throws Exception {
    PaxRecords none = parse("");
    assertNull(none.path());
    assertNull(none.get("linkpath"));
    assertEquals(5, none.size(5, 0));
    assertFalse(none.isSparse());
    assertFalse(none.namesOrSizes());
  }

  @Test
  void size_given_counts() throws Exception {
    assertEquals(0, parse(TarBytes.record("size", "0")).size(5, 0));
    assertEquals(10_000_000_000L, parse(TarBytes.record("size", "10000000000")).size(5, 0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "x", "1.0", "9223372036854775808", " 1"})
  void size_noNumber_refused(String size) throws Exception {
    PaxRecords records = parse(TarBytes.record("size", size));
    Faults.expect(ErrorCode.TAR_HEADER, () -> records.size(5, 0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"path", "linkpath", "size", "GNU.sparse.major"})
  void namesOrSizes_telling_true(String key) throws Exception {
    assertTrue(parse(TarBytes.record(key, "1")).namesOrSizes());
  }

  @Test
  void namesOrSizes_comment_false() throws Exception {
    assertFalse(parse(TarBytes.record("comment", "1")).namesOrSizes());
  }

  private static PaxRecords parse(String records) throws LayerliftException {
    return PaxRecords.parse(records.getBytes(UTF_8), 512);
  }
}
