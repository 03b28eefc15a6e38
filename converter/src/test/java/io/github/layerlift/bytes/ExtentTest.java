package io.github.layerlift.bytes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Faults;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Setting;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExtentTest {

  private static final byte[] BYTES = "0123456789".getBytes(UTF_8);

  @ParameterizedTest
  @CsvSource({"-1,1", "0,-1", "0,11", "10,1", "11,0", "1,9223372036854775807"})
  void of_outsideSource_refused(long offset, long size) {
    MemorySource source = new MemorySource(BYTES);
    assertThrows(IllegalArgumentException.class, () -> new Extent(source, "e", offset, size));
  }

  @Test
  void read_atAnyPosition_staysInside() throws Exception {
    Extent extent = new Extent(new MemorySource(BYTES), "e", 2, 5);
    ByteBuffer into = ByteBuffer.allocate(8).position(1);
    assertEquals(3, extent.read(into, 2));
    assertEquals(4, into.position());
    assertEquals(8, into.limit());
    assertEquals('4', into.get(1));
    assertEquals(-1, extent.read(into, 5));
    assertEquals(-1, extent.read(into, 99));
  }

  @Test
  void head_longerThanExtent_whatIsThere() throws Exception {
    Extent extent = new Extent(new MemorySource(BYTES), "e", 8, 2);
    assertArrayEquals("89".getBytes(UTF_8), extent.head(100));
    assertEquals(0, new Extent(new MemorySource(BYTES), "e", 10, 0).head(5).length);
  }

  @Test
  void readAll_limit_isExact() throws Exception {
    Extent extent = MemorySource.extent("e.json", BYTES);
    assertArrayEquals(BYTES, extent.readAll(10, "this file", Setting.JSON_BYTES));
    LayerliftException fault = Faults.expect(
        ErrorCode.JSON_TOO_BIG, () -> extent.readAll(9, "this file", Setting.JSON_BYTES));
    assertEquals(
        "this file has 10 bytes, which exceeds the limit of 9 (entry \"e.json\" at offset 0)",
        fault.getMessage());
    assertEquals("Limits.jsonBytes raises the limit", fault.hint().orElseThrow());
  }

  @Test
  void hashCode_otherEntryOrOffset_differs() {
    MemorySource source = new MemorySource(BYTES);
    int hash = new Extent(source, "a", 1, 2).hashCode();
    assertNotEquals(new Extent(source, "b", 1, 2).hashCode(), hash);
    assertNotEquals(new Extent(source, "a", 2, 2).hashCode(), hash);
  }

  @Test
  void equals_everyPart_counts() {
    MemorySource source = new MemorySource(BYTES);
    Extent extent = new Extent(source, "a", 1, 2);
    assertEquals(new Extent(source, "a", 1, 2), extent);
    assertEquals(new Extent(source, "a", 1, 2).hashCode(), extent.hashCode());
    assertNotEquals(new Extent(source, "b", 1, 2), extent);
    assertNotEquals(new Extent(source, "a", 1, 3), extent);
    assertNotEquals(new Extent(source, "a", 2, 2), extent);
    assertNotEquals(new Extent(new MemorySource(BYTES), "a", 1, 2), extent);
    assertNotEquals(extent, (Object) "a");
  }

  @Test
  void read_sourceBecameShorter_fault(@TempDir Path folder) throws Exception {
    Path file = Files.write(folder.resolve("f"), BYTES);
    try (FileSource source = FileSource.open(file)) {
      Extent extent = new Extent(source, "e", 2, 8);
      Files.write(file, new byte[4]);
      LayerliftException fault =
          Faults.expect(ErrorCode.INPUT_CHANGED, () -> extent.read(ByteBuffer.allocate(9), 1));
      assertEquals("e", fault.entry().orElseThrow());
      assertEquals(3, fault.offset().orElseThrow());
      Faults.expect(ErrorCode.INPUT_CHANGED, source::checkUnchanged);
    }
  }

  @Test
  void read_sourceFails_fault(@TempDir Path folder) throws Exception {
    FileSource source = FileSource.open(Files.write(folder.resolve("f"), BYTES));
    Extent extent = new Extent(source, "e", 2, 8);
    source.close();
    LayerliftException fault =
        Faults.expect(ErrorCode.READ_FAILED, () -> extent.read(ByteBuffer.allocate(9), 1));
    assertEquals("e", fault.entry().orElseThrow());
    assertEquals(3, fault.offset().orElseThrow());
  }

  @Test
  void open_missingFile_fault(@TempDir Path folder) {
    Faults.expect(ErrorCode.INPUT_MISSING, () -> FileSource.open(folder.resolve("gone")));
  }

  @Test
  void stream_allWaysOfReading_sameBytes() throws IOException {
    Extent extent = new Extent(new MemorySource(BYTES), "e", 1, 8);
    try (InputStream in = new ExtentStream(extent)) {
      assertEquals('1', in.read());
      assertEquals(7, in.available());
      assertEquals(0, in.read(new byte[0]));
      assertArrayEquals("2345678".getBytes(UTF_8), in.readAllBytes());
      assertEquals(-1, in.read());
      assertEquals(0, in.read(new byte[0]));
    }
  }

  @Test
  void stream_skip_staysInside() throws IOException {
    Extent extent = new Extent(new MemorySource(BYTES), "e", 1, 8);
    try (InputStream in = new ExtentStream(extent)) {
      assertEquals(3, in.skip(3));
      assertEquals('4', in.read());
      assertEquals(0, in.skip(-1));
      assertEquals(1, in.skip(1));
      assertEquals('6', in.read());
      assertEquals(2, in.skip(100));
      assertEquals(0, in.skip(1));
      assertEquals(0, in.available());
      assertEquals(-1, in.read());
    }
  }
}
