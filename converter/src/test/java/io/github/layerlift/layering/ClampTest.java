package io.github.layerlift.layering;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.bytes.Extent;
import io.github.layerlift.bytes.FileSource;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fixture.LayerFixture;
import io.github.layerlift.image.Compression;
import io.github.layerlift.image.LayerContent.Stored;
import io.github.layerlift.progress.Cancellation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClampTest {
  /** That of all entries of a fixture. */
  private static final long USUAL = Instant.parse("2014-05-13T16:53:20Z").getEpochSecond();

  @TempDir
  private Path folder;

  /** The layer with its times clamped, as a whole. */
  private byte[] clamp(byte[] layer, long seconds) throws IOException {
    try (FileSource source = FileSource.open(Files.write(folder.resolve("layer"), layer))) {
      Extent clamped = Clamp.of(stored(source), seconds, new Cancellation()).extent();
      assertInPieces(clamped.head(layer.length), clamped);
      return clamped.head(layer.length);
    }
  }

  private static Stored stored(FileSource source) {
    return new Stored(new Extent(source, "layer", 0, source.size()), Compression.NONE, null);
  }

  /** Any piece is what the whole has there. */
  private static void assertInPieces(byte[] whole, Extent extent) throws IOException {
    Random random = new Random(1);
    if (whole.length == 0) {
      return;
    }
    for (int i = 0; i < 500; i++) {
      int start = random.nextInt(whole.length);
      ByteBuffer piece = ByteBuffer.allocate(1 + random.nextInt(700));
      extent.read(piece, start);
      byte[] wanted = Arrays.copyOfRange(whole, start, start + piece.position());
      assertArrayEquals(wanted, Arrays.copyOf(piece.array(), piece.position()));
    }
  }

  private static Map<String, FileTime> times(byte[] layer) throws IOException {
    Map<String, FileTime> times = new LinkedHashMap<>();
    try (TarArchiveInputStream tar = new TarArchiveInputStream(new ByteArrayInputStream(layer))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        assertTrue(entry.isCheckSumOK(), entry.getName());
        times.put(entry.getName(), entry.getLastModifiedTime());
      }
    }
    return times;
  }

  @Test
  void of_laterTimes_areTheGivenOneAndAllElseStays() throws IOException {
    byte[] layer = LayerFixture.layer()
        .folder("etc")
        .file("etc/a", "content")
        .pax("mtime", "1500000000.25")
        .symlink("b", "etc/a")
        .bytes();
    byte[] clamped = clamp(layer, 1000);
    FileTime thousand = FileTime.from(Instant.ofEpochSecond(1000));
    assertEquals(Map.of("etc/", thousand, "etc/a", thousand, "b", thousand), times(clamped));
    assertEquals(layer.length, clamped.length);
    assertTrue(new String(clamped, UTF_8).contains("mtime=0000001000.00\n"));
    assertTrue(new String(clamped, UTF_8).contains("content"));
  }

  @ParameterizedTest
  @CsvSource({
    "mtime, 1500000000.25, 0000001000.00",
    "mtime, 1000.5, 1000.0",
    "mtime, 1000, 1000",
    "atime, 99999999999, 00000001000",
    "ctime, 2000.123456789, 1000.000000000",
    "mtime, -5, -5",
    "comment, 1500000000, 1500000000"
  })
  void of_extendedTime_keepsItsLength(String key, String before, String after) throws IOException {
    byte[] clamped = clamp(LayerFixture.layer().pax(key, before).file("a", "").bytes(), 1000);
    assertTrue(
        new String(clamped, UTF_8).contains(" " + key + "=" + after + "\n"),
        new String(clamped, UTF_8));
  }

  @Test
  void of_noLaterTime_isTheSameLayer() throws IOException {
    byte[] layer = LayerFixture.layer().file("a", "x").bytes();
    try (FileSource source = FileSource.open(Files.write(folder.resolve("layer"), layer))) {
      Stored plain = stored(source);
      assertSame(plain, Clamp.of(plain, USUAL, new Cancellation()));
    }
  }

  @Test
  void of_fileThatLooksLikeAHeader_staysAsItIs() throws IOException {
    byte[] inner = LayerFixture.layer().file("inner", "x").bytes();
    byte[] layer = LayerFixture.layer().entry("a.tar", '0', "", inner).bytes();
    byte[] clamped = clamp(layer, 0);
    assertArrayEquals(
        Arrays.copyOfRange(layer, 512, layer.length),
        Arrays.copyOfRange(clamped, 512, clamped.length));
  }

  @Test
  void of_noTar_isRefused() {
    byte[] rubbish = new byte[1024];
    Arrays.fill(rubbish, (byte) 'x');
    LayerliftException fault = assertThrows(LayerliftException.class, () -> clamp(rubbish, 0));
    assertEquals(ErrorCode.TAR_HEADER, fault.code());
  }

  @Test
  void of_emptyLayer_isTheSame() throws IOException {
    assertEquals(0, clamp(new byte[0], 0).length);
  }
}
