package io.github.layerlift.bytes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.layerlift.fault.StorageException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourcePartTest {
  @TempDir
  private Path folder;

  @Test
  void read_part_countsFromItsStartAndEndsAtItsEnd() throws Exception {
    MemorySource whole = new MemorySource("0123456789".getBytes(UTF_8));
    SourcePart part = new SourcePart(new Extent(whole, "e", 2, 5), "e in whole");
    assertEquals("e in whole", part.name());
    assertEquals(5, part.size());
    ByteBuffer into = ByteBuffer.allocate(8);
    assertEquals(4, part.read(into, 1));
    assertEquals("3456", new String(into.array(), 0, 4, UTF_8));
    assertEquals(-1, part.read(into, 5));
    assertEquals(whole.isPrivate(), part.isPrivate());
  }

  @Test
  void transfer_part_staysInside() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "0123456789");
    Path copy = folder.resolve("copy");
    try (FileSource whole = FileSource.open(file);
        FileChannel to =
            FileChannel.open(copy, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      SourcePart part = new SourcePart(new Extent(whole, "e", 2, 5), "e");
      long done = part.transfer(3, 99, to);
      ByteBuffer rest = ByteBuffer.allocate(8);
      part.read(rest, 3 + done);
      assertEquals(2, done + rest.position());
      part.close();
      part.checkUnchanged();
      Files.writeString(file, "changed, and longer");
      assertThrows(StorageException.class, part::checkUnchanged);
    }
    assertArrayEquals(
        "56".substring(0, (int) Files.size(copy)).getBytes(UTF_8), Files.readAllBytes(copy));
  }
}
