package io.github.layerlift.batch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.Batch;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fixture.DockerSave;
import io.github.layerlift.fixture.ImageFixture;
import io.github.layerlift.fixture.Packing;
import io.github.layerlift.fixture.V1Save;
import io.github.layerlift.options.BatchOptions;
import io.github.layerlift.report.BatchItem.Action;
import io.github.layerlift.report.BatchResult;
import io.github.layerlift.report.BatchResult.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@link Batch} after a checkout, a copy or a cache has changed the times of files. */
@DisabledOnOs(
    value = OS.WINDOWS,
    disabledReason = "on Windows no key tells that a file was rewritten")
class BatchContentTest {
  /** As ZIP keeps them. */
  private static final long GRAIN = 2000;

  private static final long HOUR = 3_600_000;

  @TempDir
  private Path folder;

  private Path in;
  private Path out;

  @BeforeEach
  void convert() throws Exception {
    in = Files.createDirectories(folder.resolve("in"));
    out = folder.resolve("out");
    Files.write(
        in.resolve("a.tar"), DockerSave.of(ImageFixture.hello("a:1")).archive().bytes());
    Files.write(
        in.resolve("b.tar.gz"), Packing.GZIP.pack(V1Save.hello("b:1").archive().bytes()));
    V1Save.hello("c:1").archive().unpack(Files.createDirectories(in.resolve("c")));
    assertEquals(List.of(Status.CONVERTED, Status.CONVERTED, Status.CONVERTED), statuses(run()));
  }

  private BatchOptions options() {
    return BatchOptions.builder(out).sources(List.of(in.toString())).build();
  }

  private List<BatchResult> run() throws LayerliftException {
    List<BatchResult> results = new ArrayList<>();
    Batch.run(Batch.plan(options()), results::add);
    results.sort((one, other) -> one.item().input().compareTo(other.item().input()));
    return results;
  }

  private static List<Status> statuses(List<BatchResult> results) {
    return results.stream().map(BatchResult::status).toList();
  }

  private static void shift(Path root, LongUnaryOperator change) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        long now = Files.getLastModifiedTime(file).toMillis();
        Files.setLastModifiedTime(file, FileTime.fromMillis(change.applyAsLong(now)));
      }
    }
  }

  private Object key(String output) throws IOException {
    return Files.getAttribute(out.resolve(output), "unix:ino");
  }

  @Test
  void run_timesOfOutputsRounded_writesNothing() throws Exception {
    Object before = key("a-oci.tar");
    shift(out, time -> time / GRAIN * GRAIN);
    List<BatchResult> results = run();
    assertEquals(List.of(Status.SKIPPED, Status.SKIPPED, Status.SKIPPED), statuses(results));
    assertEquals("current, only times differ", results.get(0).reason());
    assertEquals(before, key("a-oci.tar"));
  }

  @Test
  void run_timesOfInputsAndOutputsInAnotherZone_writesNothing() throws Exception {
    shift(in, time -> time + HOUR);
    shift(out, time -> time / GRAIN * GRAIN - HOUR);
    assertEquals(3, Batch.plan(options()).count(Action.COMPARE));
    assertEquals(List.of(Status.SKIPPED, Status.SKIPPED, Status.SKIPPED), statuses(run()));
    assertEquals(3, Batch.plan(options()).count(Action.SKIP), "the ledger has the new times");
  }

  @Test
  void run_inputChangedInTheMiddle_isConverted() throws Exception {
    Path legacy = in.resolve("big.tar");
    Files.write(legacy, big("x"));
    run();
    byte[] old = Files.readAllBytes(out.resolve("big-oci.tar"));
    Files.write(legacy, big("y"));
    assertEquals(1, Batch.plan(options()).count(Action.COMPARE), "its ends are the same");
    BatchResult result = run().get(2);
    assertEquals(Status.CONVERTED, result.status());
    assertNotEquals(-1, Arrays.mismatch(old, Files.readAllBytes(out.resolve("big-oci.tar"))));
  }

  /** Neither end of the archive shows what is in the layer: v1 has no digests. */
  private static byte[] big(String content) {
    String filling = "z".repeat(200_000);
    return V1Save.v1()
        .layer("data", filling + content + filling)
        .tag("big:1")
        .archive()
        .bytes();
  }

  @Test
  void run_outputSpoiledInTheMiddle_isMadeAgain() throws Exception {
    Path output = out.resolve("a-oci.tar");
    byte[] right = Files.readAllBytes(output);
    byte[] spoiled = right.clone();
    int layer = new String(right, ISO_8859_1).lastIndexOf("ustar");
    spoiled[layer + 300] ^= 1;
    Files.write(output, spoiled);
    BatchResult result = run().get(0);
    assertEquals(Status.CONVERTED, result.status());
    assertEquals(-1, Arrays.mismatch(right, Files.readAllBytes(output)));
  }

  @Test
  void plan_fileOfAnUnpackedArchiveChanged_isSeen() throws Exception {
    try (Stream<Path> files = Files.walk(in.resolve("c"))) {
      Path layer = files.filter(file -> file.endsWith("layer.tar")).findFirst().orElseThrow();
      Files.write(layer, new byte[1], StandardOpenOption.APPEND);
    }
    assertTrue(Batch.plan(options()).items().stream()
        .anyMatch(item ->
            item.action() == Action.CONVERT && item.reason().equals("the input has changed")));
  }

  @Test
  void run_fileOfAnUnpackedArchiveRewrittenUnderItsOldTime_isConverted() throws Exception {
    Path names = in.resolve("c/repositories");
    FileTime time = Files.getLastModifiedTime(names);
    Thread.sleep(20);
    Files.writeString(names, Files.readString(names).replace("\"c\"", "\"d\""));
    Files.setLastModifiedTime(names, time);
    assertEquals(List.of(Status.SKIPPED, Status.SKIPPED, Status.CONVERTED), statuses(run()));
  }
}
