package io.github.layerlift.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.layerlift.bytes.MemorySource;
import io.github.layerlift.progress.Cancellation;
import io.github.layerlift.tar.Entry;
import io.github.layerlift.tar.TarIndex;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A tar from another writer is read as intended. */
class CommonsTarTest {

  @ParameterizedTest
  @ValueSource(ints = {TarArchiveOutputStream.LONGFILE_GNU, TarArchiveOutputStream.LONGFILE_POSIX})
  void index_longNamesAndLinks_read(int mode) throws Exception {
    String name = "folder/".repeat(40) + "file-\u00e9";
    String target = "../".repeat(2) + "t".repeat(150);
    byte[] tar = write(mode, out -> {
      put(out, name, "content");
      TarArchiveEntry link = new TarArchiveEntry("link", TarConstants.LF_SYMLINK);
      link.setLinkName(target);
      out.putArchiveEntry(link);
      out.closeArchiveEntry();
    });
    List<Entry> entries = TarIndex.of(
            new MemorySource(tar), 0, TarBytes.limits(10), new Cancellation())
        .entries();
    assertEquals(name, entries.get(0).name());
    assertEquals("content", new String(entries.get(0).content().head(99), UTF_8));
    assertEquals(target, entries.get(1).link());
  }

  @ParameterizedTest
  @ValueSource(
      ints = {TarArchiveOutputStream.BIGNUMBER_STAR, TarArchiveOutputStream.BIGNUMBER_POSIX})
  void index_sizeOver8GiB_read(int mode) throws Exception {
    long size = (8L << 30) + 5;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    TarArchiveOutputStream out = new TarArchiveOutputStream(bytes, "UTF-8");
    out.setBigNumberMode(mode);
    TarArchiveEntry entry = new TarArchiveEntry("big");
    entry.setSize(size);
    out.putArchiveEntry(entry);
    out.flush();
    SparseSource source = new SparseSource(bytes.toByteArray(), size);
    Entry big = TarIndex.of(source, 0, TarBytes.limits(10), new Cancellation())
        .entries()
        .get(0);
    assertEquals("big", big.name());
    assertEquals(size, big.content().size());
  }

  @Property(tries = 100)
  void index_anyFiles_sameNamesAndBytes(@ForAll("files") Map<String, byte[]> files)
      throws IOException {
    byte[] tar = write(TarArchiveOutputStream.LONGFILE_POSIX, out -> {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        put(out, file.getKey(), new String(file.getValue(), UTF_8));
      }
    });
    TarIndex index =
        TarIndex.of(new MemorySource(tar), 0, TarBytes.limits(100), new Cancellation());
    assertEquals(
        List.copyOf(files.keySet()), index.entries().stream().map(Entry::name).toList());
    for (Entry entry : index.entries()) {
      assertArrayEquals(files.get(entry.name()), entry.content().head(1 << 20));
    }
  }

  @Provide
  Arbitrary<Map<String, byte[]>> files() {
    Arbitrary<String> names = Arbitraries.strings()
        .withCharRange('a', 'z')
        .withChars("\u00e9\u4e2d-_ ")
        .ofMinLength(1)
        .ofMaxLength(130);
    Arbitrary<byte[]> contents = Arbitraries.strings()
        .withCharRange('a', 'c')
        .ofMaxLength(1500)
        .map(text -> text.getBytes(UTF_8));
    return Arbitraries.maps(names, contents).ofMaxSize(6).map(LinkedHashMap::new);
  }

  @Test
  void index_blockedTo10240_ended() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream out = new TarArchiveOutputStream(bytes, 10_240, "UTF-8")) {
      put(out, "a", "x");
    }
    assertEquals(10_240, bytes.size());
    assertEquals(
        1,
        TarIndex.of(
                new MemorySource(bytes.toByteArray()), 0, TarBytes.limits(9), new Cancellation())
            .entries()
            .size());
  }

  @FunctionalInterface
  private interface Writing {
    void to(TarArchiveOutputStream out) throws IOException;
  }

  private static byte[] write(int longNames, Writing writing) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream out = new TarArchiveOutputStream(bytes, "UTF-8")) {
      out.setLongFileMode(longNames);
      out.setAddPaxHeadersForNonAsciiNames(true);
      writing.to(out);
    }
    return bytes.toByteArray();
  }

  private static void put(TarArchiveOutputStream out, String name, String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(bytes.length);
    out.putArchiveEntry(entry);
    out.write(bytes);
    out.closeArchiveEntry();
  }
}
