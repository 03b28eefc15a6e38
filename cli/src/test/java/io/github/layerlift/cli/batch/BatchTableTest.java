package io.github.layerlift.cli.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.Batch;
import io.github.layerlift.cli.SmallArchive;
import io.github.layerlift.cli.console.Paint;
import io.github.layerlift.cli.console.TerminalSize;
import io.github.layerlift.cli.text.Columns;
import io.github.layerlift.options.BatchOptions;
import io.github.layerlift.progress.BatchProgress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchTableTest {
  @TempDir
  private Path folder;

  private static BatchTable table(int columns) {
    return new BatchTable(Paint.NONE, () -> new TerminalSize(24, columns));
  }

  @Test
  void show_beforeThePlan_saysThatItLooks() {
    assertEquals(
        "looking for archives: 0 files so far",
        table(80).show(new BatchProgress()).strip());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 20, 40, 60, 80, 120, 200})
  void show_anyWidth_fits(int columns) throws Exception {
    BatchProgress progress = finished();
    BatchTable table = table(columns);
    for (int i = 0; i < 3; i++) {
      table.show(progress);
    }
    String shown = table.show(progress).replaceAll("\u001b\\[[0-9]*[A-Z]", "");
    for (String line : shown.lines().toList()) {
      assertTrue(Columns.width(line.strip()) < Math.max(2, columns), columns + ": " + line);
    }
  }

  @Test
  void show_again_goesBackAsManyLinesAsThereAre() throws Exception {
    BatchTable table = table(80);
    String first = table.show(finished());
    assertFalse(first.contains("\u001b"), "nothing to go back over yet");
    assertTrue(table.show(finished()).startsWith("\u001b[1A\r\u001b[J"), first);
    assertEquals("\u001b[1A\r\u001b[J", table.clear());
    assertEquals("", table.clear(), "it is gone already");
  }

  /** Counters of a batch that has ended. */
  private BatchProgress finished() throws Exception {
    Path file = folder.resolve("a.tar");
    Files.write(file, SmallArchive.hello().bytes());
    BatchProgress progress = new BatchProgress();
    Path into = Files.createTempDirectory(folder, "out");
    Batch.run(
        Batch.plan(
            BatchOptions.builder(into).paths(List.of(file)).progress(progress).build()),
        result -> {});
    return progress;
  }
}
