package io.github.layerlift.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Faults;
import io.github.layerlift.fault.LayerliftException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderFileTest {

  private static final FileTime THEN = FileTime.fromMillis(1000);

  @TempDir
  private Path folder;

  private Path path;
  private FolderFile file;

  @BeforeEach
  void write() throws IOException {
    path = Files.writeString(folder.resolve("f"), "text");
    Files.setLastModifiedTime(path, THEN);
    file = new FolderFile(path, 4, THEN);
  }

  @Test
  void read_anyPosition_countOfWhatIsThere() throws Exception {
    ByteBuffer into = ByteBuffer.allocate(9);
    assertEquals(3, file.read(into, 1));
    assertEquals("ext", UTF_8.decode(into.flip()).toString());
    assertEquals(-1, file.read(ByteBuffer.allocate(9), 4));
  }

  @Test
  void name_file_itsPath() {
    assertEquals(path.toString(), file.name());
    assertFalse(file.isPrivate());
  }

  @Test
  void checkUnchanged_sameFile_passes() throws Exception {
    file.checkUnchanged();
  }

  @Test
  void checkUnchanged_longerWithSameTime_fault() throws Exception {
    Files.writeString(path, "texts");
    Files.setLastModifiedTime(path, THEN);
    expectChanged();
  }

  @Test
  void checkUnchanged_otherTime_fault() throws Exception {
    Files.setLastModifiedTime(path, FileTime.fromMillis(2000));
    expectChanged();
  }

  @Test
  void checkUnchanged_deleted_fault() throws Exception {
    Files.delete(path);
    expectChanged();
  }

  private void expectChanged() {
    LayerliftException fault = Faults.expect(ErrorCode.INPUT_CHANGED, file::checkUnchanged);
    assertEquals(path + " changed while it was being read", fault.getMessage());
  }
}
