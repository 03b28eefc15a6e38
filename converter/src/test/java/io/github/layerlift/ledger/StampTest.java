package io.github.layerlift.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StampTest {
  @TempDir
  private Path folder;

  private Path file() throws Exception {
    return Files.writeString(folder.resolve("a.tar"), "content");
  }

  private Ledger ledger(Path file, Stamp stamp) throws Exception {
    Ledger ledger = Ledger.empty();
    Identity identity = new Identity(1, 2, "as the ledger says");
    ledger.add(new LedgerRecord.Output(
        "out.tar", file.toString(), identity, "", 3, 4, 0, null, stamp, true));
    return ledger;
  }

  @Test
  void of_sameTimeAndSize_tellsAnotherContent() throws Exception {
    Path file = file();
    FileTime time = Files.getLastModifiedTime(file);
    Stamp before = Stamp.of(file).orElseThrow();
    assertEquals(before, Stamp.of(file).orElseThrow());
    Thread.sleep(20);
    Files.writeString(file, "CONTENT");
    Files.setLastModifiedTime(file, time);
    assertNotEquals(before, Stamp.of(file).orElseThrow());
  }

  @Test
  void of_folder_isEmpty() {
    assertEquals(Optional.empty(), Stamp.of(folder));
    assertEquals(Optional.empty(), Stamp.of(folder.resolve("absent")));
  }

  @Test
  void of_fileSystemWithoutInodes_isEmpty() throws Exception {
    try (FileSystem system = Jimfs.newFileSystem(Configuration.windows())) {
      Path file = Files.writeString(system.getPath("a.tar"), "content");
      assertEquals(Optional.empty(), Stamp.of(file));
    }
  }

  @Test
  void settled_fileThatWasJustWritten_isEmpty() throws Exception {
    assertEquals(Optional.empty(), Stamp.settled(file()));
  }

  @Test
  void identity_unchangedFile_isThatOfTheLedger() throws Exception {
    Path file = file();
    Ledger ledger = ledger(file, Stamp.of(file).orElseThrow());
    assertEquals("as the ledger says", ledger.identity(file).orElseThrow().digest());
  }

  @Test
  void identity_changedFile_isUnknown() throws Exception {
    Path file = file();
    Ledger ledger = ledger(file, Stamp.of(file).orElseThrow());
    Thread.sleep(20);
    Files.writeString(file, "CONTENT");
    assertFalse(ledger.identity(file).isPresent());
    assertTrue(Stamp.of(file).isPresent());
  }
}
