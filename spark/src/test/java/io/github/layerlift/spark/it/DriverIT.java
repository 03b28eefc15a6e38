package io.github.layerlift.spark.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a driver needs for a large shelf. */
class DriverIT {
  @TempDir
  private Path folder;

  @Test
  void plan_millionArchives_takesLessThanOneGibibyte() throws Exception {
    Path log = folder.resolve("log");
    Path report = folder.resolve("report");
    Path archive =
        Files.write(folder.resolve("archive.tar"), OldShelf.archive("made/up", 1, 1_000));
    Process driver = SparkHome.submit(
        log,
        "local[2]",
        List.of(
            "spark.hadoop.fs.made.impl=" + MadeUpFileSystem.class.getName(),
            "spark.hadoop.made.files=1000",
            "spark.hadoop.made.content=" + archive),
        List.of(
            "made://up/shelf",
            "--into",
            "made://up/there",
            "--dry-run",
            "-q",
            "--report",
            report.toString()));
    assertEquals(0, SparkHome.end(driver), () -> SparkHome.text(log));
    assertEquals(1_000_000, Batches.summary(report).get("convert").asInt());
  }
}
