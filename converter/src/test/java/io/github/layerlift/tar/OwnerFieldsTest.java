package io.github.layerlift.tar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.layerlift.archive.TarBytes;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Faults;
import io.github.layerlift.fault.LayerliftException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OwnerFieldsTest {
  private static final int OFFSET = 1536;

  @Test
  void major_ustar_asItStands() throws Exception {
    byte[] header = device("ustar\00000");
    assertEquals(8, numbers(header).major());
    assertEquals(17, numbers(header).minor());
  }

  @Test
  void major_gnu_asItStands() throws Exception {
    byte[] header = device("ustar  \0");
    assertEquals(8, numbers(header).major());
    assertEquals(17, numbers(header).minor());
  }

  /** The field may contain anything. */
  @ParameterizedTest
  @ValueSource(strings = {"\0\0\0\0\0\0\0\0", "Ustar\00000", "uStar\00000", "usTar\00000"})
  void major_noSuchMagic_none(String magic) throws Exception {
    byte[] header = device(magic);
    assertEquals(0, numbers(header).major());
    assertEquals(0, numbers(header).minor());
  }

  /** Otherwise garbage could become a setuid file. */
  @ParameterizedTest
  @CsvSource({"100,mode", "329,device", "337,device"})
  void attributes_modeOrDeviceThatIsNoNumber_refusedWithOffset(int field, String what) {
    byte[] header = device("ustar\00000");
    TarBytes.put(header, field, "rwxr-xr");
    LayerliftException fault = Faults.expect(ErrorCode.TAR_HEADER, () -> numbers(header));
    assertEquals(
        "the " + what + " in a tar header is not a number", fault.getMessage().split(" \\(", 2)[0]);
    assertEquals(OFFSET, fault.offset().orElseThrow());
  }

  @ParameterizedTest
  @CsvSource({"0,0", "4294967294,-2", "'',12"})
  void attributes_paxOwner_goesFirstUnlessEmpty(String pax, int id) throws Exception {
    assertEquals(id, attributes("uid", pax).uid());
    assertEquals(12, attributes("uid", pax).gid());
    assertEquals(id, attributes("gid", pax).gid());
    assertEquals(12, attributes("gid", pax).uid());
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "4294967295", "99999999999999999999", "root", " 1"})
  void attributes_ownerOutOf32Bits_refusedWithOffset(String id) {
    for (String key : new String[] {"uid", "gid"}) {
      LayerliftException fault = Faults.expect(ErrorCode.TAR_HEADER, () -> attributes(key, id));
      assertEquals(OFFSET, fault.offset().orElseThrow());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', 9, 0",
    "0, 0, 0",
    "0.000000001, 0, 1",
    "-1.5, 0, 0",
    "9223372036.5, 9223372036, 500000000",
    "9223372037, 9, 0",
  })
  void attributes_paxTime_untilWhereNanosecondsFitALong(String pax, long seconds, int nanos)
      throws Exception {
    Attributes attributes = attributes("mtime", pax);
    assertEquals(seconds, attributes.seconds());
    assertEquals(nanos, attributes.nanos());
  }

  private static Attributes numbers(byte[] header) throws LayerliftException {
    return OwnerFields.attributes(header, PaxRecords.NONE, true, OFFSET);
  }

  private static byte[] device(String magic) {
    byte[] header = TarBytes.header("sda1", '4', 0, "");
    TarBytes.put(header, 257, magic);
    TarBytes.put(header, 329, "0000010\0");
    TarBytes.put(header, 337, "0000021\0");
    return header;
  }

  private static Attributes attributes(String key, String value) throws LayerliftException {
    byte[] header = TarBytes.header("f", '0', 0, "");
    TarBytes.put(header, 108, "0000014\0");
    TarBytes.put(header, 116, "0000014\0");
    TarBytes.put(header, 136, "00000000011\0");
    byte[] records = TarBytes.record(key, value).getBytes(UTF_8);
    return OwnerFields.attributes(header, PaxRecords.parse(records, OFFSET), false, OFFSET);
  }
}
