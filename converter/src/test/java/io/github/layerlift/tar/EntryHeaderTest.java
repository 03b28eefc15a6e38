package io.github.layerlift.tar;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.layerlift.file.FileKind;
import io.github.layerlift.text.ByteNames;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class EntryHeaderTest {
  private static final int BLOCK = 512;

  private static Entry read(byte[] header) throws IOException {
    assertEquals(0, header.length % BLOCK);
    Entry entry = TarReader.ofLayer(new ByteArrayInputStream(header), "layer").next();
    assertNotNull(entry);
    return entry;
  }

  private static Attributes attributes(long seconds, int nanos, Map<String, byte[]> xattrs) {
    return new Attributes(07755, 1, 2, seconds, nanos, xattrs, 0, 0);
  }

  @Test
  void of_whatFitsUstar_isOneBlock() {
    byte[] header = EntryHeader.of("a", FileKind.FILE, "", 7, attributes(1, 0, Map.of()));
    assertEquals(BLOCK, header.length);
  }

  @Test
  void of_folder_endsWithASlash() {
    assertEquals(
        "a/",
        TarHeader.text(EntryHeader.of("a", FileKind.FOLDER, "", 0, Attributes.IMPLIED), 0, 100));
    assertEquals(
        "./",
        TarHeader.text(EntryHeader.of("", FileKind.FOLDER, "", 0, Attributes.IMPLIED), 0, 100));
  }

  @Test
  void of_hardLinkToADevice_hasNoNumbers() {
    Attributes device = new Attributes(0600, 0, 0, 0, 0, Map.of(), 5, 1);
    byte[] header = EntryHeader.of("tty", FileKind.HARD_LINK, "console", 0, device);
    assertEquals(0, TarHeader.number(header, OwnerFields.MAJOR, 8));
    assertEquals(0, TarHeader.number(header, OwnerFields.MINOR, 8));
  }

  @Test
  void of_unknownKind_throws() {
    assertThrows(
        IllegalArgumentException.class,
        () -> EntryHeader.of("a", FileKind.UNKNOWN, "", 0, Attributes.IMPLIED));
  }

  @Test
  void of_xattrs_areKept() throws IOException {
    byte[] value = {0, '\n', -1};
    byte[] header = EntryHeader.of(
        "a", FileKind.FILE, "", 0, attributes(1, 5, Map.of("security.capability", value)));
    Attributes read = read(header).attributes();
    assertArrayEquals(value, read.xattrs().get("security.capability"));
    assertEquals(5, read.nanos());
  }

  @Property(tries = 200)
  void of_anyName_isReadBack(
      @ForAll @Size(min = 1, max = 300) byte[] bytes,
      @ForAll @LongRange(min = 0, max = 1L << 40) long size)
      throws IOException {
    byte[] name = bytes.clone();
    for (int i = 0; i < name.length; i++) {
      name[i] = name[i] == 0 || name[i] == '/' || name[i] == '.' ? (byte) 'a' : name[i];
    }
    String path = ByteNames.of(name);
    Entry entry = read(EntryHeader.of(path, FileKind.FILE, "", size, Attributes.IMPLIED));
    assertEquals(path, entry.name());
    assertEquals(size, entry.content().size());
    Entry link = read(EntryHeader.of("l", FileKind.SYMLINK, path, 0, Attributes.IMPLIED));
    assertEquals(path, link.link());
  }

  @Property(tries = 200)
  void of_anyAttributes_areReadBack(
      @ForAll @IntRange(min = 0, max = 07777) int mode,
      @ForAll @IntRange(min = Integer.MIN_VALUE, max = -2) int uid,
      @ForAll @IntRange(min = 0) int gid,
      @ForAll @LongRange(min = 0, max = Long.MAX_VALUE / 1_000_000_000) long seconds,
      @ForAll @IntRange(min = 0, max = 999_999_999) int nanos)
      throws IOException {
    Map<String, byte[]> none = Map.of();
    Attributes given = new Attributes(mode, uid, gid, seconds, nanos, none, 4095, 1 << 20);
    Entry entry = read(EntryHeader.of("d", FileKind.BLOCK_DEVICE, "", 0, given));
    assertEquals(given, entry.attributes());
    assertEquals(FileKind.BLOCK_DEVICE, entry.kind());
  }
}
