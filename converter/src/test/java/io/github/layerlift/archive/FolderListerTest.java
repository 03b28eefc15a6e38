package io.github.layerlift.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.bytes.Extent;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Faults;
import io.github.layerlift.file.FileKind;
import io.github.layerlift.fixture.Archives;
import io.github.layerlift.progress.Cancellation;
import io.github.layerlift.tar.Entry;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderListerTest {

  @TempDir
  private Path folder;

  @Test
  void list_everyKind_named() throws Exception {
    Files.createDirectories(folder.resolve("d/e"));
    Files.writeString(folder.resolve("d/f"), "text");
    Files.createSymbolicLink(folder.resolve("l"), Path.of("d/f"));
    Map<String, FileKind> types = FolderLister.list(folder, 10, new Cancellation()).stream()
        .collect(Collectors.toMap(Entry::name, Entry::kind));
    assertEquals(
        Map.of(
            "d", FileKind.FOLDER,
            "d/e", FileKind.FOLDER,
            "d/f", FileKind.FILE,
            "l", FileKind.SYMLINK),
        types);
  }

  @Test
  void list_neitherFileNorLink_other() throws Exception {
    try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      socket.bind(UnixDomainSocketAddress.of(folder.resolve("s")));
      List<Entry> entries = FolderLister.list(folder, 10, new Cancellation());
      assertEquals(1, entries.size());
      assertEquals("s", entries.get(0).name());
      assertEquals(FileKind.UNKNOWN, entries.get(0).kind());
    }
  }

  @Test
  void list_scratch_leftOut() throws Exception {
    Files.createDirectory(folder.resolve(".out.layerlift-1.tmp"));
    Files.writeString(folder.resolve(".out.layerlift-1.tmp/f"), "x");
    Files.writeString(folder.resolve(".f.layerlift-2.tmp"), "x");
    Files.writeString(folder.resolve(".kept"), "x");
    List<Entry> entries = FolderLister.list(folder, 10, new Cancellation());
    assertEquals(List.of(".kept"), entries.stream().map(Entry::name).toList());
  }

  @Test
  void list_rootOfTheMachine_itsFolders() throws Exception {
    Path root = folder.getRoot();
    List<Entry> entries = FolderLister.list(root, 100_000, 1, new Cancellation());
    String first = root.relativize(folder.toRealPath()).getName(0).toString();
    assertTrue(entries.stream().anyMatch(entry -> entry.name().equals(first)));
  }

  @Test
  void list_stopAskedFor_stops() throws Exception {
    Files.createFile(folder.resolve("f"));
    Cancellation cancellation = new Cancellation();
    cancellation.request();
    Faults.expect(ErrorCode.INTERRUPTED_BY_USER, () -> FolderLister.list(folder, 10, cancellation));
  }

  @Test
  void fileBytes_folder_thoseOfItsFiles() throws Exception {
    Files.createDirectories(folder.resolve("d"));
    Files.writeString(folder.resolve("d/f"), "text");
    Files.writeString(folder.resolve("g"), "more text");
    Files.createSymbolicLink(folder.resolve("l"), Path.of("g"));
    assertEquals(13, EntryList.ofFolder(folder, 10, new Cancellation()).fileBytes());
  }

  @Test
  void find_fileAndLink_read() throws Exception {
    Files.createDirectories(folder.resolve("d"));
    Files.writeString(folder.resolve("d/f"), "text");
    Files.createSymbolicLink(folder.resolve("l"), Path.of("d"));
    Archive archive = Archives.ofFolder(folder, 10, 16, new Cancellation());
    assertEquals("text", new String(archive.find("l/f").orElseThrow().head(9), UTF_8));
    assertEquals(Optional.empty(), archive.find("gone"));
  }

  @Test
  void list_linkToOutside_notFollowed(@TempDir Path outside) throws Exception {
    Files.writeString(outside.resolve("secret"), "x");
    Files.createSymbolicLink(folder.resolve("l"), outside);
    assertEquals(1, FolderLister.list(folder, 10, new Cancellation()).size());
    Archive archive = Archives.ofFolder(folder, 10, 16, new Cancellation());
    Faults.expect(ErrorCode.LINK_LEAVES, () -> archive.find("l/secret"));
  }

  @Test
  void read_fileBecameLink_notFollowed(@TempDir Path outside) throws Exception {
    Files.writeString(outside.resolve("secret"), "x");
    Files.writeString(folder.resolve("f"), "y");
    Extent file =
        Archives.ofFolder(folder, 10, 16, new Cancellation()).find("f").orElseThrow();
    Files.delete(folder.resolve("f"));
    Files.createSymbolicLink(folder.resolve("f"), outside.resolve("secret"));
    Faults.expect(ErrorCode.READ_FAILED, () -> file.head(1));
  }

  @Test
  void list_moreThanLimit_refused() throws Exception {
    Files.writeString(folder.resolve("a"), "");
    Files.writeString(folder.resolve("b"), "");
    assertEquals(2, FolderLister.list(folder, 2, new Cancellation()).size());
    Faults.expect(
        ErrorCode.TOO_MANY_ENTRIES, () -> FolderLister.list(folder, 1, new Cancellation()));
  }

  @Test
  void list_noFolder_unreadable() {
    Faults.expect(
        ErrorCode.INPUT_UNREADABLE,
        () -> FolderLister.list(folder.resolve("gone"), 1, new Cancellation()));
  }

  @Test
  void checkUnchanged_touchedFile_fault() throws Exception {
    Path file = Files.writeString(folder.resolve("f"), "y");
    Extent extent =
        Archives.ofFolder(folder, 10, 16, new Cancellation()).find("f").orElseThrow();
    extent.source().checkUnchanged();
    Files.setLastModifiedTime(file, FileTime.fromMillis(1000));
    Faults.expect(ErrorCode.INPUT_CHANGED, () -> extent.source().checkUnchanged());
  }
}
