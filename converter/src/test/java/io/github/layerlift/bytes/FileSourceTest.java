package io.github.layerlift.bytes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Faults;
import io.github.layerlift.fault.LayerliftException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSourceTest {

  private static final FileTime THEN = FileTime.fromMillis(1000);

  @TempDir
  private Path folder;

  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = write("f", "text");
  }

  @Test
  void checkUnchanged_sameFile_passes() throws Exception {
    try (FileSource source = FileSource.open(file)) {
      assertEquals(file.toString(), source.name());
      assertEquals(4, source.size());
      assertFalse(source.isPrivate());
      source.checkUnchanged();
    }
  }

  @Test
  void checkUnchanged_longerWithSameTime_fault() throws Exception {
    expectChanged(() -> {
      Files.writeString(file, "texts");
      Files.setLastModifiedTime(file, THEN);
    });
  }

  @Test
  void checkUnchanged_otherTime_fault() throws Exception {
    expectChanged(() -> Files.setLastModifiedTime(file, FileTime.fromMillis(2000)));
  }

  @Test
  void checkUnchanged_anotherFileInItsPlace_fault() throws Exception {
    expectChanged(() -> Files.move(write("g", "text"), file, StandardCopyOption.REPLACE_EXISTING));
  }

  @Test
  void checkUnchanged_deleted_fault() throws Exception {
    expectChanged(() -> Files.delete(file));
  }

  private void expectChanged(Faults.Call change) throws Exception {
    try (FileSource source = FileSource.open(file)) {
      change.run();
      LayerliftException fault = Faults.expect(ErrorCode.INPUT_CHANGED, source::checkUnchanged);
      assertEquals(file + " changed while it was being read", fault.getMessage());
    }
  }

  private Path write(String name, String text) throws IOException {
    Path path = Files.writeString(folder.resolve(name), text);
    return Files.setLastModifiedTime(path, THEN);
  }
}
