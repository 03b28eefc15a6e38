package io.github.layerlift.spark.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two threads of Spark in one process, on this machine's files. */
class LocalIT {
  @TempDir
  private Path folder;

  private Path shelf;
  private Path here;
  private Path there;

  @BeforeEach
  void fill() throws IOException {
    shelf = folder.resolve("shelf");
    here = folder.resolve("here");
    there = folder.resolve("there");
    OldShelf.fill(shelf, 12);
  }

  private int batch(String... more) throws Exception {
    List<String> arguments = new ArrayList<>(
        List.of(shelf.toString(), "--into", there.toString(), "--report", folder + "/report"));
    arguments.addAll(List.of(more));
    return submit(arguments);
  }

  private int submit(List<String> arguments) throws Exception {
    return SparkHome.end(SparkHome.submit(folder.resolve("log"), "local[2]", List.of(), arguments));
  }

  @Test
  void batch_mixedShelf_givesWhatOneMachineDoes() throws Exception {
    assertEquals(6, Batches.here(shelf, here));
    assertEquals(6, batch("--junit", folder + "/junit.xml"), () -> log());
    Batches.assertSame(here, there);
    assertEquals(22, Batches.summary(report()).get("converted").asInt());
    assertEquals(2, Batches.summary(report()).get("failed").asInt());
    assertEquals(
        "json-too-deep",
        Batches.report(report()).get("hostile.tar").at("/error/code").asText(),
        () -> log());
    assertTrue(Files.readString(folder.resolve("junit.xml")).contains("failures=\"2\""));
    assertNothingElse();
  }

  @Test
  void batch_packing_givesWhatOneMachineDoes() throws Exception {
    assertEquals(6, Batches.here(shelf, here, "--compress", "gzip"));
    assertEquals(6, batch("--compress", "gzip"), () -> log());
    Batches.assertSame(here, there);
  }

  @Test
  void batch_again_doesOnlyWhatIsMissing() throws Exception {
    assertEquals(6, batch(), () -> log());
    Files.delete(there.resolve("app-2-oci.tar"));
    assertEquals(6, batch(), () -> log());
    assertEquals(1, Batches.summary(report()).get("converted").asInt());
    assertEquals(21, Batches.summary(report()).get("skipped").asInt());
    Files.setLastModifiedTime(shelf.resolve("app-4.tar"), FileTime.fromMillis(1_000_000));
    assertEquals(6, batch(), () -> log());
    assertEquals(22, Batches.summary(report()).get("skipped").asInt());
    assertEquals(
        "current, only times differ",
        Batches.report(report()).get("app-4.tar").get("reason").asText());
    assertNothingElse();
  }

  @Test
  void batch_driverKilled_isTakenUpByTheNext() throws Exception {
    assertEquals(6, Batches.here(shelf, here));
    Process first = SparkHome.submit(
        folder.resolve("log"),
        "local[1]",
        List.of(),
        List.of(shelf.toString(), "--into", there.toString()));
    SparkHome.await("some outputs", () -> outputs() > 3);
    SparkHome.kill(first);
    int done = outputs();
    assertTrue(done < 22, "it was killed too late");
    assertEquals(6, batch(), () -> log());
    Batches.assertSame(here, there);
    int skipped = Batches.summary(report()).get("skipped").asInt();
    assertTrue(skipped >= done - 1, done + " were there, " + skipped + " skipped");
  }

  @Test
  void batch_fileThatNoBatchHasWritten_stays() throws Exception {
    Files.createDirectories(there);
    Files.writeString(there.resolve("app-2-oci.tar"), "mine");
    assertEquals(6, batch(), () -> log());
    assertEquals("mine", Files.readString(there.resolve("app-2-oci.tar")));
    assertEquals(
        "target-exists", Batches.report(report()).get("app-2.tar").get("reason").asText());
  }

  @Test
  void batch_patternAndTemplate_areAsOnOneMachine() throws Exception {
    int code = submit(List.of(
        "file://" + shelf + "/**/app-*.tar*",
        "--into",
        "file:" + there,
        "--name",
        "{repo}-{tag}-oci.tar",
        "-q"));
    assertEquals(0, code, () -> log());
    assertTrue(OldShelf.outputs(there).contains(Path.of("shelf_app-3-1.0-oci.tar")));
  }

  @Test
  void batch_taskThatNeverEnds_failsItsArchiveAlone() throws Exception {
    int code = submit(List.of(
        shelf + "/app-2.tar",
        shelf + "/app-4.tar",
        "--into",
        there.toString(),
        "--temp-dir",
        "/absent",
        "--report",
        report().toString()));
    assertEquals(6, code, () -> log());
    assertEquals(
        "read-failed", Batches.report(report()).get("app-2.tar").get("reason").asText());
    assertEquals(
        "read-failed", Batches.report(report()).get("app-4.tar").get("reason").asText());
    assertEquals(3, batch("--temp-dir", "/absent"), () -> log());
  }

  @Test
  void batch_oneMachineAndSpark_knowEachOthersOutputs() throws Exception {
    assertEquals(6, Batches.here(shelf, there));
    assertEquals(6, batch(), () -> log());
    JsonNode summary = Batches.summary(report());
    assertEquals(22, summary.get("skipped").asInt(), summary::toString);
    assertEquals(
        "current", Batches.report(report()).get("app-2.tar").get("reason").asText());
    Files.delete(there.resolve("app-2-oci.tar"));
    assertEquals(6, batch(), () -> log());
    assertEquals(6, Batches.here(shelf, there));
    assertEquals(22, OldShelf.outputs(there).size());
  }

  @Test
  void batch_wrongOption_isRefused() throws Exception {
    assertEquals(2, batch("--jobs", "3"));
    assertTrue(log().contains("--jobs"), () -> log());
  }

  private Path report() {
    return folder.resolve("report");
  }

  private String log() {
    return SparkHome.text(folder.resolve("log"));
  }

  private int outputs() {
    try {
      return OldShelf.outputs(there).size();
    } catch (IOException | UncheckedIOException e) {
      // a temporary file has just gone
      return 0;
    }
  }

  /** Outputs and one ledger: no checksums, no journals, nothing unfinished. */
  private void assertNothingElse() throws IOException {
    try (Stream<Path> files = Files.walk(there)) {
      List<String> others = files
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.endsWith("-oci.tar"))
          .toList();
      assertEquals(1, others.size(), others::toString);
      assertTrue(others.get(0).startsWith(".layerlift-ledger-"), others::toString);
    }
  }
}
