package io.github.layerlift.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
  void beside_staleFileOfSameTarget_removed() throws IOException {
    Path stale = Files.createFile(folder.resolve(".out.tar.layerlift-123.tmp"));
    Path other = Files.createFile(folder.resolve(".other.tar.layerlift-123.tmp"));
    Path alike = Files.createFile(folder.resolve(".out.tar.layerlift-123.txt"));
    List<Path> removed = new ArrayList<>();
    TempFile.beside(target, removed::add).close();
    assertEquals(List.of(stale), removed);
    assertFalse(Files.exists(stale));
    assertTrue(Files.exists(other));
    assertTrue(Files.exists(alike));
  }

  @Test
  void beside_anotherRunHere_itsFileStays() throws IOException {
    try (TempFile first = TempFile.beside(target);
        TempFile second = TempFile.beside(target)) {
      assertNotEquals(first.path(), second.path());
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
      TempFile.beside(target).close();
      assertTrue(Files.exists(held), "removed while it was in use");
      other.destroyForcibly().waitFor();
      in.flush();
    } finally {
      other.destroyForcibly();
    }
    assertTrue(Files.exists(held), "a killed process can't clean up");
    TempFile.beside(target).close();
    assertFalse(Files.exists(held));
  }
}
