package io.github.layerlift.batch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.Batch;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fixture.DockerSave;
import io.github.layerlift.fixture.ImageFixture;
import io.github.layerlift.fixture.OciSave;
import io.github.layerlift.fixture.Packing;
import io.github.layerlift.fixture.V1Save;
import io.github.layerlift.image.Digest;
import io.github.layerlift.options.BatchOptions;
import io.github.layerlift.options.BatchOptionsBuilder;
import io.github.layerlift.options.ConvertOptions;
import io.github.layerlift.options.PushOptions;
import io.github.layerlift.options.ReadOptions;
import io.github.layerlift.options.RegistryOptions;
import io.github.layerlift.registry.FakeRegistry;
import io.github.layerlift.report.BatchItem.Action;
import io.github.layerlift.report.BatchPlan;
import io.github.layerlift.report.BatchResult;
import io.github.layerlift.report.BatchResult.Status;
import io.github.layerlift.report.ConversionReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@link Batch} that pushes. */
class BatchPushTest {
  private static final String ANY = ".*";
  private static final String SENDING = "(POST|PUT|PATCH) .*";

  @TempDir
  private Path folder;

  private FakeRegistry registry;
  private Path in;
  private Path out;

  @BeforeEach
  void open() throws IOException {
    registry = new FakeRegistry();
    in = Files.createDirectories(folder.resolve("in"));
    out = folder.resolve("out");
  }

  @AfterEach
  void closeRegistry() throws IOException {
    registry.close();
  }

  private static byte[] archive(String tag) {
    return DockerSave.of(ImageFixture.hello(tag)).archive().bytes();
  }

  private void put(String name, byte[] bytes) throws IOException {
    Files.write(in.resolve(name), bytes);
  }

  /** One archive after the other. */
  private BatchOptions options(String place, UnaryOperator<BatchOptionsBuilder> change) {
    RegistryOptions access = RegistryOptions.builder()
        .plainHttp(true)
        .credentials((name, repository) -> Optional.empty())
        .build();
    PushOptions push =
        new PushOptions(registry.domain() + "/" + place, access, Optional.of("gzip"));
    ReadOptions reading = ReadOptions.builder().jobs(1).build();
    return change
        .apply(BatchOptions.builder(out, push)
            .sources(List.of(in.toString()))
            .conversion(ConvertOptions.builder().reading(reading).build()))
        .build();
  }

  private List<BatchResult> run(BatchOptions options) throws LayerliftException {
    List<BatchResult> results = new ArrayList<>();
    Batch.run(Batch.plan(options), results::add);
    return results;
  }

  private List<BatchResult> push(String place) throws LayerliftException {
    return run(options(place, options -> options));
  }

  private static List<Status> statuses(List<BatchResult> results) {
    return results.stream().map(BatchResult::status).sorted().toList();
  }

  @Test
  void push_shelf_bringsAllImagesAndLeavesReceipts() throws IOException {
    put("new.tar", archive("app:1.0"));
    put("old.tar", V1Save.hello("quay.io/me/tool:2").archive().bytes());
    List<BatchResult> results = push("old/");
    assertEquals(List.of(Status.CONVERTED, Status.CONVERTED), statuses(results));
    assertTrue(registry.manifest("old/app", "1.0").length > 0);
    assertTrue(registry.manifest("old/me/tool", "2").length > 0);
    assertTrue(Files.exists(out.resolve("new.json")));
    assertTrue(Files.exists(out.resolve("old.json")));
  }

  @Test
  void push_anyArchive_receiptSaysWhatNamesLeadTo() throws IOException {
    put("a.tar", archive("app:1.0"));
    ConversionReport report = push("old").get(0).report().orElseThrow();
    String name = registry.domain() + "/old/app:1.0";
    String digest = Digest.of(registry.manifest("old/app", "1.0")).toString();
    assertEquals(
        "{\"input\":\"" + in.resolve("a.tar") + "\","
            + "\"names\":[{\"name\":\"" + name + "\",\"digest\":\"" + digest + "\"}],"
            + "\"images\":[{\"id\":\"" + report.images().get(0).id()
            + "\",\"manifestDigest\":\"" + digest
            + "\",\"tags\":[\"" + name + "\"],\"platform\":\"linux/amd64\"}]}\n",
        Files.readString(out.resolve("a.json")));
  }

  @Test
  void push_again_asksTheRegistryNothing() throws IOException {
    put("a.tar", archive("app:1.0"));
    push("old/");
    int requests = registry.requests(ANY).size();
    List<BatchResult> again = push("old");
    assertEquals(List.of(Status.SKIPPED), statuses(again));
    assertEquals("current", again.get(0).reason());
    assertEquals(requests, registry.requests(ANY).size());
  }

  @Test
  void push_otherPlaceOrPacking_pushesAgain() throws IOException {
    put("a.tar", archive("app:1.0"));
    push("old/");
    assertEquals("the options differ", push("new/").get(0).reason());
    assertTrue(registry.manifest("new/app", "1.0").length > 0);
    List<BatchResult> plain = run(options(
        "new/",
        options -> options.push(new PushOptions(
            registry.domain() + "/new",
            RegistryOptions.builder().plainHttp(true).build(),
            Optional.empty()))));
    assertEquals("the options differ", plain.get(0).reason());
  }

  @Test
  void plan_receiptOfAPush_isNotCurrentForAConversion() throws IOException {
    put("a.tar", archive("app:1.0"));
    push("old/");
    BatchPlan plan = Batch.plan(options("old/", options -> options.push((PushOptions) null)));
    assertEquals(Action.CONVERT, plan.items().get(0).action());
    assertEquals("the options differ", plan.items().get(0).reason());
  }

  @Test
  void push_oneNameForTwoImages_onlyOneGetsIt() throws IOException {
    put("a.tar", archive("app:1.0"));
    byte[] other =
        DockerSave.of(ImageFixture.hello("app:1.0").command("/other")).archive().bytes();
    put("b.tar", other);

    assertEquals(List.of(Status.CONVERTED, Status.FAILED), statuses(push("old/")));
    byte[] manifest = registry.manifest("old/app", "1.0");

    List<BatchResult> again = push("old/");
    assertEquals(Set.of(Status.FAILED, Status.SKIPPED), Set.copyOf(statuses(again)));
    BatchResult failed = again.stream()
        .filter(result -> result.status() == Status.FAILED)
        .findFirst()
        .orElseThrow();
    assertEquals("tag-conflict", failed.reason());
    assertArrayEquals(manifest, registry.manifest("old/app", "1.0"));
  }

  @Test
  void push_oneOfTwoFails_theOtherGetsTheName() throws IOException {
    put("a.tar", archive("app:1.0"));
    byte[] other =
        DockerSave.of(ImageFixture.hello("app:1.0").command("/other")).archive().bytes();
    put("b.tar", other);
    registry.refusingOneManifest();
    assertEquals(List.of(Status.CONVERTED, Status.FAILED), statuses(push("old/")));
    assertTrue(registry.manifest("old/app", "1.0").length > 0);
  }

  @Test
  void push_oneImageInTwoArchives_bothAreDone() throws IOException {
    ImageFixture image = ImageFixture.hello("app:1.0");
    put("a.tar", archive("app:1.0"));
    put("b.tar", archive("app:1.0"));
    // the same image under another manifest
    put("c.tar", OciSave.of(Packing.PLAIN, image).archive().bytes());
    assertEquals(
        List.of(Status.CONVERTED, Status.CONVERTED, Status.CONVERTED), statuses(push("old/")));
    assertEquals(List.of(Status.SKIPPED, Status.SKIPPED, Status.SKIPPED), statuses(push("old/")));
  }

  @Test
  void push_onlyTimesDiffer_asksButSendsNothing() throws IOException {
    put("a.tar", archive("app:1.0"));
    push("old/");
    int sent = registry.requests(SENDING).size();
    Files.setLastModifiedTime(in.resolve("a.tar"), FileTime.fromMillis(1));
    List<BatchResult> again = push("old/");
    assertEquals("the times differ", again.get(0).reason());
    assertEquals(List.of(Status.CONVERTED), statuses(again));
    assertEquals(sent, registry.requests(SENDING).size());
    assertEquals(List.of(Status.SKIPPED), statuses(push("old/")));
  }

  @Test
  void push_afterOneHasFailed_pushesOnlyThatOne() throws IOException {
    byte[] other = archive("other:1.0");
    put("a.tar", archive("app:1.0"));
    put("b.tar", Arrays.copyOf(other, other.length / 2));
    assertEquals(List.of(Status.CONVERTED, Status.FAILED), statuses(push("old/")));
    assertFalse(Files.exists(out.resolve("b.json")));
    put("b.tar", other);
    int before = registry.requests(".*/old/app/.*").size();
    assertEquals(List.of(Status.CONVERTED, Status.SKIPPED), statuses(push("old/")));
    assertEquals(before, registry.requests(".*/old/app/.*").size());
    assertTrue(registry.manifest("old/other", "1.0").length > 0);
  }

  @Test
  void push_sharedLayer_isSentOnceAndMountedForTheOtherArchive() throws IOException {
    put("a.tar", archive("app:1.0"));
    put("b.tar", archive("other:1.0"));
    push("old/");
    List<String> mounts = registry.requests("POST .*mount=.*");
    assertEquals(1, mounts.size(), mounts::toString);
    String shared = mounts.get(0).replaceAll(".*(sha256)%3A([0-9a-f]+).*", "$1:$2");
    assertEquals(1, registry.requests("HEAD .*/blobs/" + shared).size());
    assertTrue(registry.hasBlob("old/app", Digest.parse(shared).orElseThrow()));
    assertTrue(registry.hasBlob("old/other", Digest.parse(shared).orElseThrow()));
  }

  @Test
  void push_sameRepositoryOfAnotherArchive_isNotAskedForTheSameLayers() throws IOException {
    put("a.tar", archive("app:1.0"));
    put("b.tar", archive("app:2.0"));
    push("old/");
    // the first question; and of three blobs each, one is in both
    assertEquals(6, registry.requests("HEAD .*/blobs/.*").size());
    assertEquals(List.of(), registry.requests("POST .*mount=.*"));
    assertTrue(registry.manifest("old/app", "2.0").length > 0);
  }

  @Test
  void push_registryDoesNotMount_isAskedForWhatItMayHave() throws IOException {
    put("a.tar", archive("app:1.0"));
    put("b.tar", archive("other:1.0"));
    push("old/");
    FileTime changed = FileTime.fromMillis(1);
    Files.setLastModifiedTime(in.resolve("a.tar"), changed);
    Files.setLastModifiedTime(in.resolve("b.tar"), changed);
    registry.withoutMounts();
    int puts = registry.requests("PUT .*").size();
    assertEquals(List.of(Status.CONVERTED, Status.CONVERTED), statuses(push("old/")));
    assertEquals(puts, registry.requests("PUT .*").size());
  }

  @Test
  void push_imageWithoutAName_failsAlone() throws IOException {
    put("a.tar", archive("app:1.0"));
    put("b.tar", V1Save.v1().layer("a", "1").withoutRepositories().archive().bytes());
    List<BatchResult> results = push("old/");
    assertEquals(List.of(Status.CONVERTED, Status.FAILED), statuses(results));
    LayerliftException fault = (LayerliftException)
        results.stream().flatMap(result -> result.fault().stream()).findFirst().orElseThrow();
    assertEquals(ErrorCode.IMAGE_UNNAMED, fault.code());
    assertTrue(fault.hint().orElse("").startsWith("push it alone: "), fault.hint()::toString);
  }

  @Test
  void push_registryIsNotThere_failsAtOnce() throws IOException {
    put("a.tar", archive("app:1.0"));
    registry.close();
    LayerliftException fault = assertThrows(LayerliftException.class, () -> push("old/"));
    assertEquals(ErrorCode.REGISTRY_UNREACHABLE, fault.code());
  }

  @Test
  void plan_placeThatIsNone_isRefused() throws IOException {
    put("a.tar", archive("app:1.0"));
    LayerliftException fault =
        assertThrows(LayerliftException.class, () -> Batch.plan(options("Old Names/", x -> x)));
    assertEquals(ErrorCode.BAD_OPTION, fault.code());
  }

  @Test
  void plan_sameNames_keepTheSuffixOfReceipts() throws IOException {
    Files.createDirectories(in.resolve("sub"));
    put("a.tar", archive("app:1.0"));
    put("sub/a.tar", archive("app:2.0"));
    List<BatchResult> results = push("old/");
    assertTrue(
        results.stream()
            .map(result -> result.item().output().orElseThrow().getFileName().toString())
            .allMatch(name -> name.matches("a-[0-9a-f]{8}\\.json")),
        results::toString);
  }
}
