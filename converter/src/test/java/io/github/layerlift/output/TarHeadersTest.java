package io.github.layerlift.output;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.plan.TarPlan;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Another reader understands our headers as intended. */
class TarHeadersTest {

  @ParameterizedTest
  @ValueSource(
      longs = {
        0,
        1,
        511,
        512,
        4095,
        (1L << 33) - 1,
        1L << 33,
        (1L << 33) + 1,
        99_999_999_999L,
        1_000_000_000_000_000L,
        Long.MAX_VALUE / 2
      })
  void file_anySize_readBack(long size) throws IOException {
    ByteBuffer headers = TarHeaders.file("blobs/sha256/x", size);
    assertEquals(TarPlan.headerLength(size), headers.remaining());
    TarArchiveEntry entry = read(headers);
    assertEquals("blobs/sha256/x", entry.getName());
    assertEquals(size, entry.getSize());
    assertEquals(0644, entry.getMode());
    assertEquals(0, entry.getLongUserId());
    assertEquals(0, entry.getLongGroupId());
    assertEquals(0, entry.getLastModifiedTime().toMillis());
    assertEquals("", entry.getUserName());
    assertEquals("", entry.getGroupName());
    assertTrue(entry.isFile());
  }

  @Test
  void folder_name_readBack() throws IOException {
    ByteBuffer header = TarHeaders.folder("blobs/");
    assertTrue(TarUtils.verifyCheckSum(bytes(header)));
    TarArchiveEntry entry = read(header);
    assertTrue(entry.isDirectory());
    assertFalse(entry.isFile());
    assertEquals(0755, entry.getMode());
    assertEquals("blobs/", entry.getName());
  }

  @Test
  void file_longestName_fits() throws IOException {
    String name = "n".repeat(100);
    assertEquals(name, read(TarHeaders.file(name, 1)).getName());
    assertThrows(IllegalArgumentException.class, () -> TarHeaders.file(name + "n", 1));
  }

  @Test
  void file_paxRecord_countsItself() {
    byte[] headers = bytes(TarHeaders.file("x", 1L << 33));
    String record = new String(headers, 512, 19, US_ASCII);
    assertEquals("19 size=8589934592\n", record);
    assertEquals(0, headers[512 + 19]);
  }

  /** Readers treat empty fields as 0; a comparison of bytes does not. */
  @Test
  void file_ownerGroupAndTime_areWrittenOut() {
    byte[] header = bytes(TarHeaders.file("x", 1));
    assertEquals(
        "0000644\0" + "0000000\0" + "0000000\0" + "00000000001\0" + "00000000000\0",
        new String(header, 100, 48, US_ASCII));
    assertEquals("ustar\0" + "00", new String(header, 257, 8, US_ASCII));
  }

  private static TarArchiveEntry read(ByteBuffer headers) throws IOException {
    byte[] tar = new byte[headers.remaining() + 1024];
    headers.get(tar, 0, headers.remaining());
    try (TarArchiveInputStream in = new TarArchiveInputStream(new ByteArrayInputStream(tar))) {
      return in.getNextEntry();
    }
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
