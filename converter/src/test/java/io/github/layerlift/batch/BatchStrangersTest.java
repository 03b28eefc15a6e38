package io.github.layerlift.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.Batch;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fixture.ArchiveFixture;
import io.github.layerlift.fixture.DockerSave;
import io.github.layerlift.fixture.ImageFixture;
import io.github.layerlift.fixture.LayerTar;
import io.github.layerlift.fixture.Packing;
import io.github.layerlift.options.BatchOptions;
import io.github.layerlift.options.BatchOptionsBuilder;
import io.github.layerlift.report.BatchItem;
import io.github.layerlift.report.BatchItem.Action;
import io.github.layerlift.report.BatchResult;
import io.github.layerlift.report.BatchResult.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@link Batch} on inputs that are not archives, or can't be read, among others. */
class BatchStrangersTest {
  private static final ArchiveFixture ARCHIVE =
      DockerSave.of(ImageFixture.hello("a:1")).archive();

  @TempDir
  private Path folder;

  private Path in;
  private Path out;

  @BeforeEach
  void makeFolders() throws Exception {
    in = Files.createDirectories(folder.resolve("in"));
    out = folder.resolve("out");
    put("good.tar", ARCHIVE.bytes());
  }

  private void put(String name, byte[] bytes) throws Exception {
    Files.write(in.resolve(name), bytes);
  }

  private List<BatchResult> run(UnaryOperator<BatchOptionsBuilder> change)
      throws LayerliftException {
    BatchOptions options =
        change.apply(BatchOptions.builder(out).sources(List.of(in.toString()))).build();
    List<BatchResult> results = new ArrayList<>();
    Batch.run(Batch.plan(options), results::add);
    return results;
  }

  private Map<String, String> run() throws LayerliftException {
    return told(run(options -> options));
  }

  private Map<String, String> told(List<BatchResult> results) {
    Map<String, String> told = new TreeMap<>();
    for (BatchResult result : results) {
      String name = in.relativize(Path.of(result.item().input())).toString();
      told.put(name, (result.status() + " " + result.reason()).replaceAll(" (new|current)$", ""));
    }
    return told;
  }

  @Test
  void run_whatHasAWayOut_fails() throws Exception {
    put("cut", Arrays.copyOf(ARCHIVE.bytes(), ARCHIVE.bytes().length / 2));
    put("cut.gz", Arrays.copyOf(Packing.GZIP.pack(ARCHIVE.bytes()), 600));
    put(
        "dir",
        ArchiveFixture.empty().file("manifest.json", "{\"schemaVersion\":2}").bytes());
    put("a.tar.lz4", new byte[] {0x04, 0x22, 0x4d, 0x18, 1, 2, 3});
    Map<String, String> told = run();
    assertEquals("CONVERTED", told.remove("good.tar"));
    assertEquals(4, told.size());
    told.forEach((name, what) -> assertTrue(what.startsWith("FAILED "), name + " " + what));
    assertEquals("FAILED dir-layout", told.get("dir"));
    told = run();
    assertEquals("FAILED dir-layout", told.get("dir"), "nor is it forgotten");
  }

  @Test
  void run_archivesInside_areAllInTheOneOutput() throws Exception {
    byte[] other =
        DockerSave.of(ImageFixture.hello("b:1").command("/b")).archive().bytes();
    put("wrapped", ARCHIVE.prefixed("image/").bytes());
    put(
        "installer.tar",
        ArchiveFixture.empty()
            .file("a.tar", ARCHIVE.bytes())
            .file("b.tgz", Packing.GZIP.pack(other))
            .file("data.tar", LayerTar.of("x", "x"))
            .bytes());
    List<BatchResult> results = run(options -> options);
    Map<String, List<String>> names = new TreeMap<>();
    for (BatchResult result : results) {
      names.put(
          in.relativize(Path.of(result.item().input())).toString(),
          result.report().orElseThrow().images().stream()
              .flatMap(image -> image.tags().stream())
              .toList());
    }
    List<String> one = List.of("docker.io/library/a:1");
    List<String> two = List.of("docker.io/library/a:1", "docker.io/library/b:1");
    assertEquals(Map.of("good.tar", one, "wrapped", one, "installer.tar", two), names);
    assertEquals("SKIPPED", run().get("installer.tar"));
  }

  @Test
  void run_whatHasNoImages_isLeftAloneEachTimeWithItsReason() throws Exception {
    put("notes.txt", "text".getBytes(UTF_8));
    put("empty", new byte[0]);
    put("layer", LayerTar.of("x", "x"));
    put(
        "system",
        ArchiveFixture.empty().file("etc/passwd", "x").file("usr/bin/x", "x").bytes());
    Map<String, String> expected = Map.of(
        "good.tar", "CONVERTED",
        "notes.txt", "IGNORED not-an-archive",
        "empty", "IGNORED empty-input",
        "layer", "IGNORED unknown-archive",
        "system", "IGNORED root-filesystem");
    assertEquals(expected, run());
    for (BatchResult result : run(options -> options)) {
      String name = result.item().input();
      assertEquals(result.status() == Status.IGNORED, result.fault().isPresent(), name);
      result.fault().ifPresent(fault -> assertTrue(fault.getMessage().contains(name), name));
    }
  }

  /** Another run may be able to read what this one can't. */
  @Test
  void run_leftAloneWithOtherOptions_isLookedAtAgain() throws Exception {
    put("layer", LayerTar.of("x", "x"));
    run();
    Path ledger = out.resolve(".layerlift-ledger.jsonl");
    String known = Files.readString(ledger);
    assertTrue(known.contains("\"stranger\""), known);
    assertEquals(Action.IGNORE, planned(options -> options).action());
    Files.writeString(ledger, known.replaceAll("version=[^\"]*", "version=0.1"));
    assertEquals(Action.CONVERT, planned(options -> options).action());
    Files.writeString(ledger, known.replace("unknown-archive", "wrapped-archive"));
    assertEquals(Action.CONVERT, planned(options -> options).action());
  }

  private BatchItem planned(UnaryOperator<BatchOptionsBuilder> change) throws LayerliftException {
    BatchOptions options =
        change.apply(BatchOptions.builder(out).sources(List.of(in.toString()))).build();
    return Batch.plan(options).items().stream()
        .filter(item -> item.input().endsWith("/layer"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void run_nameThatNoOutputCanHave_failsAlone() throws Exception {
    put("...tar", ARCHIVE.bytes());
    for (String template : List.of("{stem}/x.tar", "y/{stem}")) {
      assertEquals(
          Map.of("good.tar", "CONVERTED", "...tar", "FAILED target-unwritable"),
          told(run(options -> options.name(template))));
    }
  }

  @Test
  void run_nameThatIsTooLong_failsAlone() throws Exception {
    put("x".repeat(255), ARCHIVE.bytes());
    Map<String, String> told = run();
    assertEquals("CONVERTED", told.get("good.tar"));
    assertTrue(told.get("x".repeat(255)).startsWith("FAILED "), told.toString());
  }

  @Test
  void run_outputThatIsAFolderOrADanglingLink_failsAlone() throws Exception {
    put("b.tar", ARCHIVE.bytes());
    put("c.tar", ARCHIVE.bytes());
    Files.createDirectories(out.resolve("b-oci.tar"));
    Files.createSymbolicLink(out.resolve("c-oci.tar"), Path.of("absent"));
    Map<String, String> told = run();
    assertEquals("CONVERTED", told.get("good.tar"));
    assertEquals("FAILED target-exists", told.get("b.tar"));
    assertTrue(told.get("c.tar").startsWith("FAILED "), told.toString());
  }

  /** Windows has no paths with an asterisk; here it is a NUL that no path can have. */
  @Test
  void plan_patternThatCantBeAPath_saysThatNothingMatches() {
    BatchOptions impossible =
        BatchOptions.builder(out).sources(List.of(folder + "/\0*.tar")).build();
    LayerliftException fault = assertThrows(LayerliftException.class, () -> Batch.plan(impossible));
    assertEquals(ErrorCode.INPUT_MISSING, fault.code());
  }

  @Test
  void run_patternThatMatchesNothing_failsAlone() throws Exception {
    List<BatchResult> results =
        run(options -> options.sources(List.of(in.toString(), in + "/*.none")));
    assertEquals(
        ErrorCode.INPUT_MISSING.id(),
        results.stream()
            .filter(result -> result.status() == Status.FAILED)
            .findFirst()
            .orElseThrow()
            .reason());
  }
}
