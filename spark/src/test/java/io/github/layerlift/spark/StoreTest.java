package io.github.layerlift.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.layerlift.spark.files.HadoopFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {
  private final HadoopFiles files = new HadoopFiles(Configuration::new);
  private final Store store = new Store(files);

  @TempDir
  private Path folder;

  private Path same;

  @BeforeEach
  void open() {
    same = files.getPath("file:" + folder);
  }

  @Test
  void rename_ontoFile_onlyIfItMayReplaceIt() throws IOException {
    store.put(same.resolve("a"), "new");
    store.put(same.resolve("b/c"), "old");
    assertThrows(
        IOException.class, () -> store.rename(same.resolve("a"), same.resolve("b/c"), false));
    assertEquals("old", Files.readString(folder.resolve("b/c")));
    store.rename(same.resolve("a"), same.resolve("b/c"), true);
    assertEquals("new", Files.readString(folder.resolve("b/c")));
    store.rename(same.resolve("b/c"), same.resolve("d/e"), false);
    assertEquals("new", Files.readString(folder.resolve("d/e")));
  }

  @Test
  void upload_fileThatCantBeRead_leavesNothing() throws IOException {
    assertThrows(
        IOException.class, () -> store.upload(folder.resolve("absent"), same.resolve("a")));
    assertFalse(Files.exists(folder.resolve("a")));
  }

  @Test
  void upload_file_isCopiedWithoutChecksums() throws IOException {
    Files.writeString(folder.resolve("from"), "text");
    store.upload(folder.resolve("from"), same.resolve("x/to"));
    store.setTime(same.resolve("x/to"), 1_000_000);
    assertEquals(1_000_000, Files.getLastModifiedTime(folder.resolve("x/to")).toMillis());
    try (Stream<Path> all = Files.list(folder.resolve("x"))) {
      assertEquals(List.of(folder.resolve("x/to")), all.toList());
    }
    assertFalse(store.showsOnlyWhole(same));
    store.remove(same.resolve("x"));
    store.remove(same.resolve("absent"));
    assertFalse(Files.exists(folder.resolve("x")));
  }
}
