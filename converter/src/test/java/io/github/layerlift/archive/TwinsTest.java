package io.github.layerlift.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.layerlift.bytes.Extent;
import io.github.layerlift.bytes.MemorySource;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Faults;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.file.FileKind;
import io.github.layerlift.progress.Cancellation;
import io.github.layerlift.tar.Entry;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TwinsTest {
  private static final int CHUNK = 64 * 1024;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK})
  void requireEqual_same_passes(int size) throws Exception {
    Twins.requireEqual(file(new byte[size]), file(new byte[size]), new Cancellation());
  }

  @ParameterizedTest
  @MethodSource("unequal")
  void requireEqual_oneThingDiffers_refused(Entry first, Entry second) {
    LayerliftException fault = Faults.expect(
        ErrorCode.ENTRY_TWICE, () -> Twins.requireEqual(first, second, new Cancellation()));
    assertEquals("f", fault.entry().orElseThrow());
    assertEquals(0, fault.offset().orElseThrow());
  }

  static Stream<Arguments> unequal() {
    byte[] lastDiffers = new byte[CHUNK + 1];
    lastDiffers[CHUNK] = 1;
    return Stream.of(
        Arguments.of(file(new byte[0]), entry(FileKind.FOLDER, "", new byte[0])),
        Arguments.of(symlink("a"), symlink("b")),
        Arguments.of(symlink("a"), entry(FileKind.HARD_LINK, "a", new byte[0])),
        Arguments.of(file("x".getBytes(UTF_8)), file("y".getBytes(UTF_8))),
        Arguments.of(file(new byte[0]), file(new byte[1])),
        Arguments.of(file(new byte[CHUNK]), file(new byte[CHUNK + 1])),
        Arguments.of(file(new byte[CHUNK + 1]), file(new byte[CHUNK])),
        Arguments.of(file(new byte[CHUNK + 1]), file(lastDiffers)));
  }

  @Test
  void requireEqual_stopAskedFor_stops() {
    Cancellation cancellation = new Cancellation();
    cancellation.request();
    Entry file = file(new byte[1]);
    Faults.expect(
        ErrorCode.INTERRUPTED_BY_USER, () -> Twins.requireEqual(file, file, cancellation));
  }

  private static Entry file(byte[] bytes) {
    return entry(FileKind.FILE, "", bytes);
  }

  private static Entry symlink(String target) {
    return entry(FileKind.SYMLINK, target, new byte[0]);
  }

  /** Its bytes follow a header. */
  private static Entry entry(FileKind type, String link, byte[] bytes) {
    byte[] tar = new byte[TarBytes.BLOCK + bytes.length];
    System.arraycopy(bytes, 0, tar, TarBytes.BLOCK, bytes.length);
    Extent content = new Extent(new MemorySource(tar), "f", TarBytes.BLOCK, bytes.length);
    return new Entry("f", type, link, content, 0);
  }
}
