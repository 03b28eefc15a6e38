package io.github.layerlift.tar;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.archive.TarBytes;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Faults;
import io.github.layerlift.fault.LayerliftException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TarHeaderTest {

  @Test
  void parse_ustar_allFields() throws Exception {
    TarHeader header = parse(TarBytes.header("a/b", '0', 42, ""));
    assertEquals(new TarHeader("a/b", '0', 42, ""), header);
  }

  @Test
  void parse_prefix_standsInFront() throws Exception {
    byte[] bytes = TarBytes.header("name", '0', 0, "");
    TarBytes.put(bytes, 345, "some/folder");
    assertEquals("some/folder/name", parse(bytes).name());
  }

  @Test
  void parse_gnuMagic_prefixIsNoName() throws Exception {
    byte[] bytes = TarBytes.header("name", '0', 0, "");
    TarBytes.put(bytes, 257, "ustar  \0");
    TarBytes.put(bytes, 345, "12345670123");
    assertEquals("name", parse(bytes).name());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void parse_magicOffByOneByte_prefixIsNoName(int at) throws Exception {
    byte[] bytes = TarBytes.header("name", '0', 0, "");
    bytes[257 + at] = 'x';
    TarBytes.put(bytes, 345, "some/folder");
    assertEquals("name", parse(bytes).name());
  }

  @Test
  void parse_v7_noMagic() throws Exception {
    byte[] bytes = TarBytes.header("old", '\0', 7, "");
    TarBytes.put(bytes, 257, "\0\0\0\0\0\0\0\0");
    assertEquals(new TarHeader("old", '\0', 7, ""), parse(bytes));
  }

  @ParameterizedTest
  @ValueSource(chars = {'1', '2', '3', '4', '5', '6'})
  void parse_headerOnlyTypes_haveNoSize(char type) throws Exception {
    assertEquals(0, parse(TarBytes.header("x", type, 99, "t")).size());
  }

  @Test
  void parse_nameOf100Bytes_needsNoNul() throws Exception {
    String name = "n".repeat(100);
    assertEquals(name, parse(TarBytes.header(name, '0', 0, "")).name());
  }

  @ParameterizedTest
  @CsvSource({
    "'00000000012 ', 10",
    "'        12\0 ', 10",
    "'77777777777\0', 8589934591",
    "'777777777777', 68719476735",
    "'\0', 0",
    "'            ', 0",
  })
  void parse_octalSize_read(String field, long size) throws Exception {
    assertEquals(size, parse(withSize(field.getBytes(ISO_8859_1))).size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"00000000018\0", "-0000000001\0", "0x000000001\0", "abc", "1.5"})
  void parse_badSize_refused(String field) {
    byte[] header = withSize(field.getBytes(ISO_8859_1));
    LayerliftException fault = Faults.expect(ErrorCode.TAR_HEADER, () -> parse(header));
    assertEquals(1024, fault.offset().orElseThrow());
    assertEquals("name", fault.entry().orElseThrow());
  }

  @Test
  void parse_base256Size_read() throws Exception {
    byte[] field = {(byte) 0x80, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 1};
    assertEquals((2L << 32) + 1, parse(withSize(field)).size());
  }

  @Test
  void parse_base256LargestLong_read() throws Exception {
    byte[] field = {(byte) 0x80, 0, 0, 0, 0x7f, -1, -1, -1, -1, -1, -1, -1};
    assertEquals(Long.MAX_VALUE, parse(withSize(field)).size());
  }

  @Test
  void parse_base256PastLong_refused() {
    byte[] field = {(byte) 0x80, 0, 0, 0, (byte) 0x80, 0, 0, 0, 0, 0, 0, 0};
    Faults.expect(ErrorCode.TAR_HEADER, () -> parse(withSize(field)));
  }

  /** Its last 64 bits alone would be a normal size. */
  @Test
  void parse_base256PastAllBits_refused() {
    byte[] field = {(byte) 0x80, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 5};
    Faults.expect(ErrorCode.TAR_HEADER, () -> parse(withSize(field)));
  }

  @Test
  void number_shortBase256_read() {
    byte[] field = {(byte) 0x80, 0, 0, 0, 0, 0, 1, 2};
    assertEquals(258, TarHeader.number(field, 0, 8));
    field[0] = (byte) 0xbf;
    assertEquals((0x3fL << 56) + 258, TarHeader.number(field, 0, 8));
  }

  @Test
  void number_shortBase256Negative_none() {
    byte[] field = {-1, -1, -1, -1, -1, -1, -1, -1};
    assertEquals(-1, TarHeader.number(field, 0, 8));
  }

  /** The next field may start with a space too. */
  @Test
  void number_fieldOfSpaces_endsWhereItEnds() {
    byte[] fields = "         644".getBytes(ISO_8859_1);
    assertEquals(0, TarHeader.number(fields, 0, 8));
    assertEquals(0644, TarHeader.number(fields, 8, 4));
  }

  @Test
  void parse_base256Negative_refused() {
    byte[] field = {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1};
    Faults.expect(ErrorCode.TAR_HEADER, () -> parse(withSize(field)));
  }

  @Test
  void hasChecksum_unsigned_right() {
    assertTrue(TarHeader.hasChecksum(TarBytes.header("ä", '0', 1, ""), 0));
  }

  @Test
  void hasChecksum_signed_right() {
    byte[] header = TarBytes.header("ä", '0', 1, "");
    int sum = 0;
    TarBytes.put(header, 148, "        ");
    for (byte b : header) {
      sum += b;
    }
    TarBytes.put(header, 148, String.format("%06o\0 ", sum));
    assertTrue(TarHeader.hasChecksum(header, 0));
  }

  @Test
  void hasChecksum_anyByteChanged_wrong() {
    byte[] header = TarBytes.header("name", '0', 1, "");
    for (int i = 0; i < header.length; i++) {
      byte[] damaged = header.clone();
      damaged[i] ^= 4;
      if (i != 155) {
        assertFalse(TarHeader.hasChecksum(damaged, 0), "byte " + i);
      }
    }
  }

  @Test
  void hasChecksum_notAtStart_readThere() {
    byte[] bytes = new byte[3 * TarBytes.BLOCK];
    System.arraycopy(TarBytes.header("x", '0', 0, ""), 0, bytes, 512, 512);
    assertTrue(TarHeader.hasChecksum(bytes, 512));
    assertFalse(TarHeader.hasChecksum(bytes, 1024));
  }

  @Test
  void text_notUtf8_keepsItsBytes() {
    byte[] bytes = "caf\u00e9\0xx".getBytes(ISO_8859_1);
    assertEquals("caf\udce9", TarHeader.text(bytes, 0, bytes.length));
    byte[] first = "\u00e9t\u00e9".getBytes(ISO_8859_1);
    assertEquals("\udce9t\udce9", TarHeader.text(first, 0, first.length));
    byte[] utf8 = "caf\u00e9".getBytes(UTF_8);
    assertEquals("caf\u00e9", TarHeader.text(utf8, 0, utf8.length));
  }

  @Test
  void isZero_oneByteSet_false() {
    byte[] block = new byte[512];
    assertTrue(TarHeader.isZero(block, 0, 512));
    block[511] = 1;
    assertFalse(TarHeader.isZero(block, 0, 512));
    assertTrue(TarHeader.isZero(block, 0, 511));
  }

  private static byte[] withSize(byte[] field) {
    byte[] header = TarBytes.header("name", '0', 0, "");
    for (int i = 0; i < 12; i++) {
      header[124 + i] = i < field.length ? field[i] : 0;
    }
    return TarBytes.seal(header);
  }

  private static TarHeader parse(byte[] bytes) throws LayerliftException {
    return TarHeader.parse(bytes, 0, 1024);
  }
}
