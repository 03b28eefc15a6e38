package io.github.layerlift.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.Batch;
import io.github.layerlift.Verifier;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Warning;
import io.github.layerlift.fault.WarningCode;
import io.github.layerlift.fixture.ArchiveFixture;
import io.github.layerlift.fixture.Hashes;
import io.github.layerlift.fixture.ImageFixture;
import io.github.layerlift.fixture.OciSave;
import io.github.layerlift.fixture.OutputArchive;
import io.github.layerlift.fixture.OutputImage;
import io.github.layerlift.fixture.Packing;
import io.github.layerlift.fixture.Stores;
import io.github.layerlift.fixture.V1Save;
import io.github.layerlift.location.Input;
import io.github.layerlift.options.BatchOptions;
import io.github.layerlift.options.ReadOptions;
import io.github.layerlift.report.BatchItem;
import io.github.layerlift.report.BatchResult;
import io.github.layerlift.report.BatchResult.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@link Batch} of folders that are disks of registries: each of their tags is an input. */
class BatchStorageTest {
  private static final ImageFixture HELLO = ImageFixture.hello("team/hello:1.0").tag("hello:2");
  private static final ImageFixture OTHER = ImageFixture.hello("other:1").command("/other");
  private static final ArchiveFixture OCI =
      OciSave.of(Packing.GZIP, HELLO, OTHER).archive();
  private static final ArchiveFixture REGISTRY = Stores.registry(OCI);
  private static final ArchiveFixture V1 = Stores.registryV1(V1Save.hello("team/hello:1.0")
      .tag("hello:2")
      .layer("other", "top")
      .tag("other:1")
      .archive());

  private static final String TAGS = Stores.STORE + "repositories/other/_manifests/tags/";

  @TempDir
  private Path folder;

  static Stream<ArchiveFixture> storages() {
    ArchiveFixture bare = REGISTRY.map(entry -> new ArchiveFixture.Entry(
        entry.name().substring(Stores.STORE.length()),
        entry.type(),
        entry.content(),
        entry.link()));
    return Stream.of(REGISTRY, bare, V1);
  }

  private void unpack(ArchiveFixture storage) throws IOException {
    storage.unpack(Files.createDirectories(folder.resolve("in/store")));
  }

  private List<BatchResult> results() throws IOException {
    BatchOptions options = BatchOptions.builder(folder.resolve("out"))
        .sources(List.of(folder.resolve("in").toString()))
        .build();
    List<BatchResult> results = new ArrayList<>();
    Batch.run(Batch.plan(options), results::add);
    return results;
  }

  /** By the inputs' names, without the folder. */
  private Map<String, BatchResult> run() throws IOException {
    String prefix = folder.resolve("in/store") + ":";
    Map<String, BatchResult> all = new TreeMap<>();
    for (BatchResult result : results()) {
      assertTrue(result.item().input().startsWith(prefix), result.item().input());
      all.put(result.item().input().substring(prefix.length()), result);
    }
    return all;
  }

  private static List<Status> statuses(Map<String, BatchResult> results) {
    return results.values().stream().map(BatchResult::status).toList();
  }

  @ParameterizedTest
  @MethodSource("storages")
  void run_storage_anOutputForEachTag(ArchiveFixture storage) throws Exception {
    unpack(storage);
    Map<String, BatchResult> results = run();
    assertEquals(List.of("hello:2", "other:1", "team/hello:1.0"), List.copyOf(results.keySet()));
    assertEquals(List.of(Status.CONVERTED, Status.CONVERTED, Status.CONVERTED), statuses(results));
    Path output = folder.resolve("out/team_hello_1.0-oci.tar");
    assertEquals(output, results.get("team/hello:1.0").item().output().orElseThrow());
    List<OutputImage> images = OutputArchive.ofTar(Files.readAllBytes(output)).images();
    assertEquals(
        List.of("docker.io/team/hello:1.0"),
        images.stream().map(OutputImage::name).toList());
    assertTrue(Verifier.verifyAgainst(
            new Input.OfPath(output),
            new Input.OfPath(folder.resolve("in/store")),
            true,
            ReadOptions.builder().build())
        .isSound());
  }

  @ParameterizedTest
  @MethodSource("storages")
  void run_again_skipsAllUntilATagMoves(ArchiveFixture storage) throws Exception {
    unpack(storage);
    Map<String, BatchResult> first = run();
    assertEquals(List.of(Status.SKIPPED, Status.SKIPPED, Status.SKIPPED), statuses(run()));
    BatchItem item = first.get("other:1").item();
    byte[] before = Files.readAllBytes(item.output().orElseThrow());
    try (Stream<Path> files = Files.walk(folder.resolve("in"))) {
      List<Path> links = files.filter(file -> isLinkOf(file, "other")).toList();
      Path to;
      try (Stream<Path> others = Files.walk(folder.resolve("in"))) {
        to = others.filter(file -> isLinkOf(file, "hello")).findFirst().orElseThrow();
      }
      Files.write(links.get(0), Files.readAllBytes(to));
    }
    Map<String, BatchResult> again = run();
    assertEquals(Status.SKIPPED, again.get("hello:2").status());
    assertEquals(Status.CONVERTED, again.get("other:1").status());
    assertEquals("the input has changed", again.get("other:1").reason());
    // what the tag left has no name now
    assertEquals(4, again.size());
    assertFalse(Arrays.equals(before, Files.readAllBytes(item.output().orElseThrow())));
  }

  private static boolean isLinkOf(Path file, String repository) {
    String path = file.toString();
    return path.contains("/" + repository + "/")
        && (path.endsWith("/current/link") || path.contains("/tag_"));
  }

  @Test
  void run_oneImageDamaged_othersComeOut() throws Exception {
    unpack(REGISTRY);
    String hex = OTHER.id().replaceFirst("^sha256:", "");
    Path config = folder.resolve("in/store").resolve(Stores.blob(hex));
    Files.write(config, "{}".getBytes(UTF_8));
    Map<String, BatchResult> results = run();
    assertEquals(List.of(Status.CONVERTED, Status.FAILED, Status.CONVERTED), statuses(results));
    assertEquals("blob-mismatch", results.get("other:1").reason());
  }

  @Test
  void run_outputCopied_comparedAndKept() throws Exception {
    unpack(REGISTRY);
    Path output = run().get("other:1").item().output().orElseThrow();
    byte[] bytes = Files.readAllBytes(output);
    Files.delete(output);
    Files.write(output, bytes);
    BatchResult again = run().get("other:1");
    assertEquals(Status.SKIPPED, again.status());
    assertEquals("current, only times differ", again.reason());
    assertArrayEquals(bytes, Files.readAllBytes(output));
  }

  @Test
  void run_tagWithoutLink_fails() throws Exception {
    unpack(REGISTRY);
    Files.delete(folder.resolve("in/store").resolve(TAGS + "1/current/link"));
    Map<String, BatchResult> results = run();
    BatchResult lost = results.get(TAGS + "1");
    assertEquals(Status.FAILED, lost.status());
    assertEquals("blob-missing", lost.reason());
    assertEquals(4, results.size());
  }

  @Test
  void plan_outputInTheStorage_refused() throws Exception {
    unpack(REGISTRY);
    BatchOptions options = BatchOptions.builder(folder.resolve("in/store/docker/out"))
        .sources(List.of(folder.resolve("in").toString()))
        .build();
    assertEquals(
        ErrorCode.SAME_FILE,
        assertThrows(LayerliftException.class, () -> Batch.plan(options)).code());
  }

  @Test
  void run_untagged_namedByDigest() throws Exception {
    unpack(Stores.registry(OciSave.of(Packing.GZIP, OTHER).archive()));
    Path tag = folder.resolve("in/store").resolve(TAGS + "1");
    try (Stream<Path> all = Files.walk(tag)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
    Map<String, BatchResult> results = run();
    assertEquals(List.of(Status.CONVERTED), statuses(results));
    assertTrue(results.keySet().iterator().next().startsWith("sha256:"), results.toString());
  }

  @Test
  void run_folderThatIsNothing_isLeftAloneBesideAStorage() throws Exception {
    unpack(REGISTRY);
    Files.createDirectories(folder.resolve("in/store/repositories"));
    Files.createDirectories(folder.resolve("in/other/repositories"));
    Files.createDirectories(folder.resolve("in/other/blobs/sha256"));
    List<BatchResult> results = results();
    assertEquals(
        List.of("CONVERTED", "CONVERTED", "CONVERTED", "IGNORED"),
        results.stream().map(result -> result.status().name()).sorted().toList());
  }

  @Test
  void run_twoKindsInOneFolder_bothComeOut() throws Exception {
    unpack(REGISTRY);
    unpack(V1);
    Map<String, BatchResult> results = run();
    assertEquals(
        Set.of(
            "registry/hello:2",
            "registry/other:1",
            "registry/team/hello:1.0",
            "registry-0.x/hello:2",
            "registry-0.x/other:1",
            "registry-0.x/team/hello:1.0"),
        results.keySet());
    assertEquals(Set.of(Status.CONVERTED), Set.copyOf(statuses(results)));
  }

  @Test
  void run_archiveBesideAStorage_isAnInputToo() throws Exception {
    unpack(REGISTRY);
    Path beside = folder.resolve("in/store/backup.tar");
    Files.write(beside, OciSave.of(Packing.GZIP, OTHER).archive().bytes());
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("in/store"));
    for (String source : List.of("in", "in/store", "link")) {
      List<String> inputs = Batch.plan(BatchOptions.builder(folder.resolve("out"))
              .sources(List.of(folder.resolve(source).toString()))
              .build())
          .items()
          .stream()
          .map(BatchItem::input)
          .toList();
      assertEquals(4, inputs.size(), inputs.toString());
      Path shown = source.equals("link") ? link.resolve("backup.tar") : beside;
      assertTrue(inputs.contains(shown.toString()), inputs.toString());
    }
  }

  @Test
  void run_registryInUse_isToldByEach() throws Exception {
    unpack(REGISTRY.file(Stores.STORE + "repositories/other/_uploads/1/data", "half"));
    for (BatchResult result : run().values()) {
      assertEquals(
          List.of(WarningCode.STORE_IN_USE),
          result.report().orElseThrow().warnings().stream().map(Warning::code).toList());
    }
  }

  @Test
  void run_childOfAnIndexMissing_failsUntilItIsThere() throws Exception {
    ArchiveFixture store = Stores.registry(OciSave.of(Packing.GZIP, OTHER).archive());
    byte[] child = manifest(store);
    byte[] index = indexOf(store);
    unpack(Stores.linked(Stores.blob(store, index), "multi:1", digest(index)));
    Path blob = folder.resolve("in/store").resolve(Stores.blob(Hashes.hex(child)));
    Files.delete(blob);
    assertEquals(Status.FAILED, run().get("multi:1").status());
    Files.write(blob, child);
    assertEquals(Status.CONVERTED, run().get("multi:1").status());
  }

  @Test
  void run_childOfAnIndexWithoutALinkOfItsOwn_isNoInput() throws Exception {
    ArchiveFixture store = Stores.registry(OciSave.of(Packing.GZIP, OTHER).archive());
    byte[] index = indexOf(store);
    unpack(Stores.linked(Stores.blob(store, index), "multi:1", digest(index))
        .without(TAGS + "1/current/link")
        .without(TAGS + "1/index/" + linked(store).replace(':', '/') + "/link")
        .without(Stores.STORE + "repositories/multi/_manifests/revisions/"
            + digest(index).replace(':', '/') + "/link"));
    assertEquals(Set.of("multi:1"), run().keySet());
  }

  private static String digest(byte[] bytes) {
    return "sha256:" + Hashes.hex(bytes);
  }

  /** The digest of the one image in {@code store}. */
  private static String linked(ArchiveFixture store) {
    return new String(store.content(TAGS + "1/current/link"), UTF_8);
  }

  private static byte[] manifest(ArchiveFixture store) {
    return store.content(Stores.blob(linked(store).substring("sha256:".length())));
  }

  /** An index of the one image in {@code store}. */
  private static byte[] indexOf(ArchiveFixture store) {
    byte[] child = manifest(store);
    String index = "{\"schemaVersion\":2,\"manifests\":[{\"mediaType\":"
        + "\"application/vnd.oci.image.manifest.v1+json\",\"size\":" + child.length
        + ",\"digest\":\"" + digest(child) + "\"}]}";
    return index.getBytes(UTF_8);
  }

  @Test
  void run_dirOfSkopeo_isOneInput() throws Exception {
    Stores.dir(OciSave.of(Packing.GZIP, OTHER).archive())
        .unpack(Files.createDirectories(folder.resolve("in/image")));
    List<BatchResult> results = results();
    assertEquals(
        List.of(folder.resolve("in/image").toString()),
        results.stream().map(result -> result.item().input()).toList());
  }
}
