package io.github.layerlift.cli.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.Inspector;
import io.github.layerlift.cli.SmallArchive;
import io.github.layerlift.location.Input;
import io.github.layerlift.options.ReadOptions;
import io.github.layerlift.report.InspectionReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EntryRowTest {
  private static final String LEFT_OUT = "left out: no image refers to it";

  @TempDir
  private Path folder;

  private List<EntryRow> rows(SmallArchive archive) throws IOException {
    Path file = Files.write(folder.resolve("a.tar"), archive.bytes());
    InspectionReport inspection =
        Inspector.inspectFiles(new Input.OfPath(file), ReadOptions.builder().build());
    return EntryRow.of(inspection);
  }

  @Test
  void of_smallArchive_saysWhatBecomesOfEachFile() throws IOException {
    SmallArchive archive = SmallArchive.hello();
    List<EntryRow> rows = rows(archive);
    assertEquals(
        List.of("layer.tar", "config.json", "manifest.json"),
        rows.stream().map(EntryRow::paths).toList());
    assertEquals("layer 1 of docker.io/library/hello:1.0", rows.get(0).text());
    assertTrue(rows.get(0).digest().startsWith("sha256:" + rows.get(0).blob()));
    assertEquals("the config of docker.io/library/hello:1.0", rows.get(1).text());
    assertEquals(archive.id(), rows.get(1).digest());
    assertEquals(
        new EntryRow("manifest.json", "names in index.json, and a manifest for each image", "", ""),
        rows.get(2));
  }

  @Test
  void of_filesOfOneFolderThatBecomeTheSame_areOneRow() throws IOException {
    List<EntryRow> rows = rows(SmallArchive.hello()
        .file("notes/a\u202e", "x")
        .file("notes/b", "x")
        .file("other/b", "x")
        .file("c", "x")
        .file("d", "x"));
    assertEquals(
        List.of(
            new EntryRow("notes/a\\u202e, b", LEFT_OUT, "", ""),
            new EntryRow("other/b", LEFT_OUT, "", ""),
            new EntryRow("c", LEFT_OUT, "", ""),
            new EntryRow("d", LEFT_OUT, "", "")),
        rows.subList(3, rows.size()));
  }

  @Test
  void of_manyFiles_hasTheFirst() throws IOException {
    SmallArchive archive = SmallArchive.untagged();
    for (int i = 0; i < 2500; i++) {
      archive.file("f" + i, "");
    }
    List<EntryRow> rows = rows(archive);
    assertEquals(2000, rows.size());
    assertTrue(
        rows.get(1).text().matches("the config of [0-9a-f]{12}"), rows.get(1).text());
  }

  @Test
  void shortPaths_longDigests_areCut() {
    String hex = "0123456789ab".repeat(6).substring(0, 64);
    EntryRow row = new EntryRow(hex + "/VERSION, json", "", "", "");
    assertEquals("0123456789ab…/VERSION, json", row.shortPaths());
  }
}
