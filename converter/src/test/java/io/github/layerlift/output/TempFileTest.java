package io.github.layerlift.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.MoreCollectors;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TempFileTest {

  @TempDir
  private Path folder;

  private Path target;

  @BeforeEach
  void name() {
    target = folder.resolve("out.tar");
  }

  @Test
  void beside_target_hiddenInItsFolder() throws IOException {
    try (TempFile temp = TempFile.beside(target)) {
      assertEquals(folder, temp.path().getParent());
      String name = temp.path().getFileName().toString();
      assertTrue(name.startsWith(".out.tar.layerlift-"), name);
      assertTrue(name.endsWith(".tmp"), name);
    }
  }

  @Test
  void close_always_deletes() throws IOException {
    TempFile temp = TempFile.beside(target);
    temp.close();
    assertFalse(Files.exists(temp.path()));
    assertFalse(temp.channel().isOpen());
  }

  @Test
  void close_movedAway_staysThere() throws IOException {
    try (TempFile temp = TempFile.beside(target)) {
      Files.move(temp.path(), target);
    }
    assertTrue(Files.exists(target));
  }

  @Test
  void removeOf_staleFileOfSameTarget_removed() throws IOException {
    Path stale = Files.createFile(folder.resolve(".out.tar.layerlift-123.tmp"));
    Path other = Files.createFile(folder.resolve(".other.tar.layerlift-123.tmp"));
    Path alike = Files.createFile(folder.resolve(".out.tar.layerlift-123.txt"));
    List<Path> removed = new ArrayList<>();
    StaleFiles.removeOf(target, removed::add);
    assertEquals(List.of(stale), removed);
    assertFalse(Files.exists(stale));
    assertTrue(Files.exists(other));
    assertTrue(Files.exists(alike));
  }

  @Test
  void removeOf_spoolOfAKilledRun_removed() throws IOException {
    Path spool = Files.createFile(folder.resolve(".spool.layerlift-123.tmp"));
    List<Path> removed = new ArrayList<>();
    StaleFiles.removeOf(target, removed::add);
    assertFalse(Files.exists(spool), "a run may be killed before its spool loses its name");
    assertEquals(List.of(), removed, "nothing belongs to it");
  }

  @Test
  void beside_anotherRunHere_itsFileStays() throws IOException {
    try (TempFile first = TempFile.beside(target);
        TempFile second = TempFile.beside(target)) {
      assertNotEquals(first.path(), second.path());
      StaleFiles.removeOf(target);
      assertTrue(Files.exists(first.path()));
    }
  }

  @Test
  void beside_anotherProcess_itsFileStaysUntilItDies() throws Exception {
    Process other = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            HoldingProcess.class.getName(),
            target.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
    Path held;
    try (InputStream out = other.getInputStream();
        OutputStream in = other.getOutputStream()) {
      held = Path.of(new String(out.readNBytes(out.read()), UTF_8));
      StaleFiles.removeOf(target);
      assertTrue(Files.exists(held), "removed while it was in use");
      other.destroyForcibly().waitFor();
      in.flush();
    } finally {
      other.destroyForcibly();
    }
    assertTrue(Files.exists(held), "a killed process can't clean up");
    StaleFiles.removeOf(target);
    assertFalse(Files.exists(held));
  }

  /** A run that cleans up may come between creating and locking. */
  @Test
  void beside_takenForStaleAtOnce_makesAnother() throws IOException {
    WatchedDisk disk = new WatchedDisk(folder);
    AtomicInteger made = new AtomicInteger();
    disk.hook(event -> {
      if (event.startsWith("made ") && made.getAndIncrement() == 0) {
        Files.delete(only());
      }
    });
    try (TempFile temp = TempFile.beside(disk.path("out.tar"))) {
      assertEquals(2, made.get());
      assertEquals(1, disk.open());
      assertEquals(only().toString(), temp.path().toString());
    }
    assertEquals(0, disk.open());
  }

  @Test
  void beside_lockedByOneThatCleansUp_makesAnother() throws IOException {
    WatchedDisk disk = new WatchedDisk(folder);
    List<FileChannel> cleaning = new ArrayList<>();
    AtomicInteger made = new AtomicInteger();
    disk.hook(event -> {
      if (event.startsWith("made ") && made.getAndIncrement() == 0) {
        cleaning.add(FileChannel.open(only(), StandardOpenOption.WRITE));
        assertTrue(FileLocks.take(cleaning.get(0)));
      }
    });
    try (TempFile temp = TempFile.beside(disk.path("out.tar"));
        FileChannel other = cleaning.get(0);
        FileChannel again =
            FileChannel.open(Path.of(temp.path().toString()), StandardOpenOption.WRITE)) {
      assertEquals(2, made.get());
      assertEquals(1, disk.open());
      assertTrue(other.isOpen());
      assertFalse(FileLocks.take(again), "the other one is not locked");
    }
  }

  @Test
  void removeOf_linkOfSuchName_stays() throws IOException {
    Path precious = Files.writeString(folder.resolve("precious"), "x");
    Path link = folder.resolve(".out.tar.layerlift-123.tmp");
    Files.createSymbolicLink(link, precious);
    StaleFiles.removeOf(target);
    assertTrue(Files.isSymbolicLink(link));
    assertTrue(Files.exists(precious));
  }

  private Path only() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.collect(MoreCollectors.onlyElement());
    }
  }
}
