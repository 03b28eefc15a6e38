package io.github.layerlift.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.Batch;
import io.github.layerlift.Converter;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Faults;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fixture.ArchiveFixture;
import io.github.layerlift.fixture.DockerSave;
import io.github.layerlift.fixture.ImageFixture;
import io.github.layerlift.fixture.LayerTar;
import io.github.layerlift.fixture.OutputArchive;
import io.github.layerlift.fixture.Packing;
import io.github.layerlift.fixture.Soundness;
import io.github.layerlift.fixture.V1Save;
import io.github.layerlift.location.Input;
import io.github.layerlift.location.Output;
import io.github.layerlift.options.BatchOptions;
import io.github.layerlift.options.BatchOptionsBuilder;
import io.github.layerlift.options.ConvertOptions;
import io.github.layerlift.options.ReadOptions;
import io.github.layerlift.options.Shard;
import io.github.layerlift.progress.BatchProgress;
import io.github.layerlift.progress.Cancellation;
import io.github.layerlift.progress.Monitor;
import io.github.layerlift.progress.Progress;
import io.github.layerlift.report.BatchItem.Action;
import io.github.layerlift.report.BatchPlan;
import io.github.layerlift.report.BatchResult;
import io.github.layerlift.report.BatchResult.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@link Batch} on small archives. */
class BatchTest {
  @TempDir
  private Path folder;

  private Path in;
  private Path out;

  @BeforeEach
  void makeFolders() throws Exception {
    in = Files.createDirectories(folder.resolve("in"));
    out = folder.resolve("out");
  }

  private static byte[] archive(String tag) {
    return DockerSave.of(ImageFixture.hello(tag)).archive().bytes();
  }

  private Path put(String name, byte[] bytes) throws Exception {
    Path file = in.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, bytes);
  }

  private BatchOptions options(UnaryOperator<BatchOptionsBuilder> change) {
    return change
        .apply(BatchOptions.builder(out).sources(List.of(in.toString())))
        .build();
  }

  private List<BatchResult> run() throws LayerliftException {
    return run(options -> options);
  }

  private List<BatchResult> run(UnaryOperator<BatchOptionsBuilder> change)
      throws LayerliftException {
    List<BatchResult> results = new ArrayList<>();
    Batch.run(Batch.plan(options(change)), results::add);
    return results;
  }

  private static List<Status> statuses(List<BatchResult> results) {
    return results.stream().map(BatchResult::status).sorted().toList();
  }

  private static String reason(List<BatchResult> results) {
    assertEquals(1, results.size(), results.toString());
    return results.get(0).reason();
  }

  private Set<String> outputs() throws Exception {
    if (Files.notExists(out)) {
      return Set.of();
    }
    try (Stream<Path> files = Files.walk(out)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> out.relativize(file).toString())
          .filter(name -> !name.startsWith(".layerlift-ledger"))
          .collect(Collectors.toSet());
    }
  }

  private Map<String, String> codes(List<BatchResult> results) {
    Map<String, String> codes = new TreeMap<>();
    for (BatchResult result : results) {
      if (result.status() != Status.CONVERTED) {
        codes.put(
            in.relativize(Path.of(result.item().input())).toString(),
            result.status() + " " + result.reason());
      }
    }
    return codes;
  }

  @Test
  void run_folder_findsArchivesByContent() throws Exception {
    put("plain", archive("a:1"));
    put("deep/er/packed.bin", Packing.GZIP.pack(archive("b:1")));
    put("deep/xz", Packing.XZ.pack(V1Save.hello("c:1").archive().bytes()));
    V1Save.hello("d:1").archive().unpack(Files.createDirectories(in.resolve("deep/unpacked")));
    put("web/manifest.json", "{\"name\": \"a web page\"}".getBytes(UTF_8));
    put("web/inner.tar", archive("e:1"));
    put("notes.txt", "text".getBytes(UTF_8));
    put("empty", new byte[0]);
    List<BatchResult> results = run();
    assertEquals(
        Set.of(
            "plain-oci.tar",
            "packed.bin-oci.tar",
            "xz-oci.tar",
            "unpacked-oci.tar",
            "inner-oci.tar"),
        outputs());
    assertEquals(
        Map.of(
            "notes.txt", "IGNORED not-an-archive",
            "empty", "IGNORED empty-input",
            "web/manifest.json", "IGNORED not-an-archive"),
        codes(results));
    for (String output : outputs()) {
      Soundness.require(OutputArchive.ofTar(Files.readAllBytes(out.resolve(output))));
    }
  }

  @Test
  void run_outputs_areThoseOfSingleConversions() throws Exception {
    Path legacy = put("a.tar", archive("a:1"));
    run();
    Path alone = folder.resolve("alone.tar");
    Converter.convert(
        new Input.OfPath(legacy),
        new Output.TarFile(alone, false),
        ConvertOptions.builder().build());
    assertArrayEquals(Files.readAllBytes(alone), Files.readAllBytes(out.resolve("a-oci.tar")));
  }

  @Test
  void run_badOnes_dontStopTheOthers() throws Exception {
    put("a.tar", archive("a:1"));
    put("b.tar", "no tar at all".getBytes(UTF_8));
    put("c.tar.gz", new byte[] {0x1f, (byte) 0x8b, 8, 1, 2, 3});
    put("d.tar", new byte[0]);
    byte[] whole = archive("e:1");
    put("e.tar", Arrays.copyOf(whole, whole.length / 2));
    put("f.tar", LayerTar.of("bin/sh", "x"));
    put("g.tar", archive("g:1"));
    List<BatchResult> results = run();
    assertEquals(Set.of("a-oci.tar", "g-oci.tar"), outputs());
    Map<String, String> codes = codes(results);
    assertEquals("FAILED not-an-archive", codes.get("b.tar"));
    assertEquals("FAILED compression-corrupt", codes.get("c.tar.gz"));
    assertEquals("FAILED empty-input", codes.get("d.tar"));
    assertTrue(codes.get("e.tar").startsWith("FAILED "), codes.toString());
    assertEquals("IGNORED unknown-archive", codes.get("f.tar"));
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no FIFOs")
  void run_namedFiles_failWhateverTheyAre() throws Exception {
    Path text = put("notes.txt", "text".getBytes(UTF_8));
    Path layer = put("layer", LayerTar.of("x", "x"));
    Path absent = in.resolve("absent.tar");
    Path fifo = in.resolve("fifo");
    assertEquals(0, new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor());
    List<BatchResult> results =
        run(options -> options.sources(List.of()).paths(List.of(text, layer, absent, fifo)));
    assertEquals(
        Map.of(
            "notes.txt", "FAILED not-an-archive",
            "layer", "FAILED unknown-archive",
            "absent.tar", "FAILED input-missing",
            "fifo", "FAILED input-unreadable"),
        codes(results));
  }

  @Test
  void run_again_skipsWhatIsCurrent() throws Exception {
    put("a.tar", archive("a:1"));
    put("b.tar", archive("b:1"));
    put("layer", LayerTar.of("x", "x"));
    run();
    Map<String, Object> before = keys();
    List<BatchResult> results = run();
    assertEquals(List.of(Status.SKIPPED, Status.SKIPPED, Status.IGNORED), statuses(results));
    assertEquals(before, keys());
    assertEquals("unknown-archive", codes(results).get("layer").substring("IGNORED ".length()));
  }

  private Map<String, Object> keys() throws Exception {
    Map<String, Object> keys = new HashMap<>();
    for (String output : outputs()) {
      Path file = out.resolve(output);
      keys.put(
          output,
          Files.readAttributes(file, BasicFileAttributes.class).fileKey() + " "
              + Files.getLastModifiedTime(file));
    }
    return keys;
  }

  @Test
  void plan_whatChanged_saysWhy() throws Exception {
    Path legacy = put("a.tar", archive("a:1"));
    Path output = out.resolve("a-oci.tar");
    assertEquals("new", reason(run()));
    assertEquals("current", reason(run()));
    assertEquals(
        "the options differ",
        reason(run(options ->
            options.conversion(ConvertOptions.builder().repositories(false).build()))));
    assertEquals("the options differ", reason(run()));
    Files.delete(output);
    assertEquals("the output is gone", reason(run()));
    Files.writeString(output, "spoiled");
    assertEquals("the output has changed", reason(run()));
    Files.write(legacy, archive("other:1"));
    assertEquals("the input has changed", reason(run()));
    assertEquals("current", reason(run()));
  }

  @Test
  void run_strictAfterWarnings_looksAgain() throws Exception {
    ImageFixture image = ImageFixture.hello("a:1").platformJson("");
    put("a.tar", DockerSave.of(image).archive().bytes());
    run();
    List<BatchResult> results =
        run(options -> options.conversion(ConvertOptions.builder().strict(true).build()));
    assertEquals(Map.of("a.tar", "FAILED strict-warnings"), codes(results));
    assertEquals("current", reason(run()), "the old output stayed");
  }

  @Test
  void run_fileOfSomebodyElse_isReplacedWithForceOnly() throws Exception {
    put("a.tar", archive("a:1"));
    Files.createDirectories(out);
    Path output = Files.writeString(out.resolve("a-oci.tar"), "precious");
    assertEquals(Map.of("a.tar", "FAILED target-exists"), codes(run()));
    assertEquals("precious", Files.readString(output));
    assertEquals("forced", reason(run(options -> options.force(true))));
    assertEquals("current", reason(run(options -> options.force(true))));
  }

  @Test
  void run_killedRightAfterTheRename_knowsTheOutput() throws Exception {
    put("a.tar", archive("a:1"));
    run();
    Path ledger = out.resolve(".layerlift-ledger.jsonl");
    String line = Files.readString(ledger).replace("\"done\"", "\"ready\"");
    Files.delete(ledger);
    Files.writeString(out.resolve(".layerlift-ledger-1.jsonl"), line + "{\"v\":1,\"sta");
    assertEquals("current", reason(run()));
    assertEquals("current", reason(run()));
    assertTrue(Files.readString(ledger).contains("\"done\""));
  }

  @Test
  void run_killedAfterTheRename_leavesNoTemporaryFile() throws Exception {
    put("a.tar", archive("a:1"));
    run();
    Path left = out.resolve(".a-oci.tar.layerlift-1.tmp");
    Files.createLink(left, out.resolve("a-oci.tar"));
    assertEquals("current", reason(run()));
    assertTrue(Files.notExists(left));
  }

  /** Searching the ledger for each output would take quadratic time. */
  @Test
  void run_manyIntoOneFolder_looksForLeftOversOnce() throws Exception {
    for (int i = 0; i < 3; i++) {
      put("app-" + i + ".tar", archive("app:" + i));
    }
    Path late = out.resolve(".app-2-oci.tar.layerlift-1.tmp");
    List<BatchResult> results = new ArrayList<>();
    Batch.run(
        Batch.plan(options(options -> options.conversion(ConvertOptions.builder()
            .reading(ReadOptions.builder().jobs(1).build())
            .build()))),
        result -> {
          results.add(result);
          if (results.size() == 1) {
            assertDoesNotThrow(() -> Files.createFile(late));
          }
        });
    assertEquals(3, outputs().stream().filter(name -> name.endsWith("-oci.tar")).count());
    assertTrue(Files.exists(late));
    run();
    assertTrue(Files.notExists(late), "the next run looks");
  }

  @Test
  void run_killedRightBeforeTheRename_leavesOthersFilesAlone() throws Exception {
    put("a.tar", archive("a:1"));
    run();
    Path ledger = out.resolve(".layerlift-ledger.jsonl");
    Files.writeString(ledger, Files.readString(ledger).replace("\"done\"", "\"ready\""));
    Files.writeString(out.resolve("a-oci.tar"), "somebody else's");
    assertEquals(Map.of("a.tar", "FAILED target-exists"), codes(run()));
  }

  @Test
  void run_rivalsForAName_allGetTheirOutputs() throws Exception {
    put("x/app.tar", archive("a:1"));
    put("y/app.tar", archive("a:1"));
    run();
    assertEquals(2, outputs().size());
    run(options -> options.name("{path}/{stem}.tar"));
    assertTrue(outputs().containsAll(Set.of("x/app.tar", "y/app.tar")));
    run(options -> options.name("{repo}_{tag}.tar"));
    assertEquals(
        2,
        outputs().stream().filter(name -> name.matches("a_1-[0-9a-f]{8}.tar")).count());
  }

  @Test
  void run_sameFileByManyWays_isConvertedOncePerName() throws Exception {
    Path file = put("a.tar", archive("a:1"));
    Files.createSymbolicLink(in.resolve("link.tar"), Path.of("a.tar"));
    Files.createLink(in.resolve("hard.tar"), file);
    Files.createSymbolicLink(in.resolve("loop"), Path.of("."));
    List<BatchResult> results = run(options -> options
        .sources(List.of(in.toString(), in + "/../in", in + "/*.tar", in + "/./a.tar"))
        .paths(List.of(file)));
    assertEquals(3, results.size());
    assertEquals(Set.of("a-oci.tar", "link-oci.tar", "hard-oci.tar"), outputs());
  }

  @Test
  void run_outputFolderInTheSource_isNoSource() throws Exception {
    out = in.resolve("out");
    put("a.tar", archive("a:1"));
    run();
    assertEquals(1, run().size());
    assertTrue(Faults.expect(
            ErrorCode.BAD_OPTION, () -> run(options -> options.sources(List.of(out.toString()))))
        .hint()
        .isPresent());
  }

  @Test
  void run_outputWouldReplaceAnInput_failsEvenIfForced() throws Exception {
    out = in;
    Path file = put("a.tar", archive("a:1"));
    Path other = put("a-oci.tar", archive("b:1"));
    byte[] before = Files.readAllBytes(other);
    List<BatchResult> results =
        run(options -> options.sources(List.of()).paths(List.of(file, other)).force(true));
    assertEquals(Map.of("a.tar", "FAILED same-file"), codes(results));
    assertArrayEquals(before, Files.readAllBytes(other));
  }

  @Test
  void run_shards_makeTheWholeTogether() throws Exception {
    for (int i = 0; i < 12; i++) {
      put(i % 3 + "/app-" + i % 5 + ".tar", archive("app:" + i));
    }
    run();
    Set<String> whole = outputs();
    out = folder.resolve("shards");
    int converted = 0;
    for (int i = 1; i <= 3; i++) {
      Shard shard = new Shard(i, 3);
      converted += run(options -> options.shard(shard)).size();
    }
    assertEquals(whole, outputs());
    assertEquals(whole.size(), converted);
    assertEquals(
        whole.size(), run().stream().filter(r -> r.status() == Status.SKIPPED).count());
  }

  @Test
  void run_failFast_stopsAndTellsWhatWasNotRun() throws Exception {
    for (int i = 0; i < 5; i++) {
      put("good-" + i + ".tar", archive("app:" + i));
    }
    put("bad.tar", "text".getBytes(UTF_8));
    List<BatchResult> results = run(options -> options.failFast(true));
    assertEquals(6, results.size());
    assertEquals(Set.of(Status.FAILED, Status.NOT_RUN), new HashSet<>(statuses(results)));
    assertEquals(Set.of(), outputs());
  }

  @Test
  void run_cancelled_leavesWholeOutputsOnly() throws Exception {
    for (int i = 0; i < 20; i++) {
      put("app-" + i + ".tar", archive("app:" + i));
    }
    Cancellation cancellation = new Cancellation();
    BatchPlan plan = Batch.plan(options(options -> options.conversion(ConvertOptions.builder()
        .reading(ReadOptions.builder()
            .jobs(1)
            .monitor(new Monitor(new Progress(), cancellation))
            .build())
        .build())));
    List<BatchResult> results = new ArrayList<>();
    Batch.run(plan, result -> {
      results.add(result);
      if (results.size() == 3) {
        cancellation.request();
      }
    });
    assertEquals(20, results.size());
    assertEquals(3, outputs().size());
    assertEquals(17, results.stream().filter(r -> r.status() == Status.NOT_RUN).count());
    assertEquals(17, run().stream().filter(r -> r.status() == Status.CONVERTED).count());
  }

  @Test
  void run_twoAtOnceOnOneFolder_convertEachOnce() throws Exception {
    for (int i = 0; i < 30; i++) {
      put("app-" + i + ".tar", archive("app:" + i));
    }
    BatchPlan one = Batch.plan(options(options -> options));
    BatchPlan other = Batch.plan(options(options -> options));
    List<BatchResult> results = new ArrayList<>();
    Thread thread = new Thread(() -> {
      try {
        List<BatchResult> mine = new ArrayList<>();
        Batch.run(other, mine::add);
        synchronized (results) {
          results.addAll(mine);
        }
      } catch (LayerliftException e) {
        throw new AssertionError(e);
      }
    });
    thread.start();
    List<BatchResult> mine = new ArrayList<>();
    Batch.run(one, mine::add);
    thread.join(60_000);
    results.addAll(mine);
    assertEquals(60, results.size());
    assertEquals(
        30, results.stream().filter(r -> r.status() == Status.CONVERTED).count());
    assertEquals(30, results.stream().filter(r -> r.status() == Status.SKIPPED).count());
    assertEquals(30, run().stream().filter(r -> r.status() == Status.SKIPPED).count());
  }

  @Test
  void plan_dry_writesNothing() throws Exception {
    put("a.tar", archive("a:1"));
    BatchPlan plan = Batch.plan(options(options -> options));
    assertEquals(1, plan.count(Action.CONVERT));
    assertEquals(out.resolve("a-oci.tar"), plan.items().get(0).output().orElseThrow());
    assertTrue(Files.notExists(out));
  }

  @Test
  void plan_wrongOptions_areWrongUse() throws Exception {
    put("a.tar", archive("a:1"));
    Faults.expect(ErrorCode.BAD_OPTION, () -> run(options -> options.name("{x}")));
    Faults.expect(
        ErrorCode.BAD_OPTION,
        () -> run(options ->
            options.conversion(ConvertOptions.builder().compress("lzma").build())));
    Files.writeString(out, "a file");
    Faults.expect(ErrorCode.TARGET_UNWRITABLE, this::run);
  }

  @Test
  void run_repoAndTag_readBadArchivesToo() throws Exception {
    put("a.tar", archive("team/app:1.0"));
    put("b.tar", DockerSave.of(ImageFixture.hello("x:1").untagged()).archive().bytes());
    put("c.tar", ArchiveFixture.empty().file("manifest.json", "[").bytes());
    put("d", LayerTar.of("x", "x"));
    List<BatchResult> results = run(options -> options.name("{repo}/{tag}.tar"));
    assertEquals(Set.of("team_app/1.0.tar", "b/untagged.tar"), outputs());
    assertEquals(
        Map.of("c.tar", "FAILED json-syntax", "d", "IGNORED unknown-archive"), codes(results));
    assertEquals(
        List.of("current", "current"),
        run(options -> options.name("{repo}/{tag}.tar")).stream()
            .filter(r -> r.status() == Status.SKIPPED)
            .map(BatchResult::reason)
            .toList());
  }

  @Test
  void progress_afterwards_isAllDone() throws Exception {
    put("a.tar", archive("a:1"));
    put("b.tar", archive("b:1"));
    BatchProgress progress = new BatchProgress();
    run(options -> options.progress(progress));
    assertEquals(2, progress.total());
    assertEquals(2, progress.finished());
    assertEquals(0, progress.failed());
    assertEquals(progress.totalBytes(), progress.finishedBytes());
    assertNotEquals(0, progress.totalBytes());
    assertEquals(List.of(), progress.running());
  }
}
