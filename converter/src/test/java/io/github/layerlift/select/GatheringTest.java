package io.github.layerlift.select;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fixture.ArchiveFixture;
import io.github.layerlift.fixture.DockerSave;
import io.github.layerlift.fixture.ImageFixture;
import io.github.layerlift.fixture.Jsons;
import io.github.layerlift.fixture.OciSave;
import io.github.layerlift.fixture.Packing;
import io.github.layerlift.fixture.V1Save;
import io.github.layerlift.fixture.Workbench;
import io.github.layerlift.options.Change;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images that were never under one name are put into one index. */
class GatheringTest {
  private static final ImageFixture AMD = image("amd64");
  private static final ImageFixture ARM = image("arm64");
  private static final String AMD_PLATFORM = "{\"architecture\":\"amd64\",\"os\":\"linux\"}";
  private static final String ARM_PLATFORM = "{\"architecture\":\"arm64\",\"os\":\"linux\"}";

  @TempDir
  private Path folder;

  private Workbench bench;

  @BeforeEach
  void setUp() throws IOException {
    bench = new Workbench(folder);
  }

  private static ImageFixture image(String architecture) {
    return ImageFixture.hello("app:" + architecture)
        .platformJson("\"os\":\"linux\",\"architecture\":\"" + architecture + "\"");
  }

  private Workbench.Done index(Optional<String> compress, ArchiveFixture... archives)
      throws IOException {
    return bench.merge(
        bench.inputs(archives),
        options -> options.compress(compress).changes(List.of(new Change.Index("all:1"))));
  }

  private Workbench.Done index(ArchiveFixture... archives) throws IOException {
    return index(Optional.empty(), archives);
  }

  private LayerliftException refuse(ErrorCode code, ArchiveFixture... archives) throws IOException {
    return bench.refuseMerge(
        code,
        bench.inputs(archives),
        options -> options.changes(List.of(new Change.Index("all:1"))));
  }

  /** What the only index of an output lists. */
  private static List<JsonNode> listed(Workbench.Done done) {
    JsonNode top = done.archive().json("index.json").get("manifests");
    assertEquals(1, top.size());
    assertEquals(
        "docker.io/library/all:1",
        top.get(0).get("annotations").get("io.containerd.image.name").asText());
    List<JsonNode> listed = new ArrayList<>();
    Jsons.read(done.archive().blob(top.get(0).get("digest").asText()))
        .get("manifests")
        .forEach(listed::add);
    return listed;
  }

  private static List<String> platforms(Workbench.Done done) {
    return listed(done).stream().map(child -> child.get("platform").toString()).toList();
  }

  private static JsonNode manifest(Workbench.Done done, JsonNode descriptor) {
    return Jsons.read(done.archive().blob(descriptor.get("digest").asText()));
  }

  @Test
  void index_oneImageForEachPlatform_inTheOrderOfPlatforms() throws IOException {
    Workbench.Done done = index(DockerSave.of(ARM).archive(), DockerSave.of(AMD).archive());

    assertEquals(List.of(AMD_PLATFORM, ARM_PLATFORM), platforms(done));
    assertEquals(
        List.of("sha256:" + AMD.id(), "sha256:" + ARM.id()),
        listed(done).stream()
            .map(child -> manifest(done, child).get("config").get("digest").asText())
            .toList());
    assertEquals("docker.io/library/all:1", done.report().names().get(0).name());
    assertEquals(1, done.report().names().size());
    assertArrayEquals(done.tar(), index(DockerSave.of(AMD, ARM).archive()).tar());
  }

  @Test
  void index_compressed_packsOnlyImagesWithoutAManifest() throws IOException {
    Workbench.Done done = index(
        Optional.of("gzip"),
        DockerSave.of(AMD).archive(),
        OciSave.of(Packing.PLAIN, ARM).archive());

    List<JsonNode> children = listed(done);
    assertEquals(
        OciSave.LAYER + "+gzip",
        manifest(done, children.get(0)).get("layers").get(0).get("mediaType").asText());
    assertEquals(
        OciSave.LAYER,
        manifest(done, children.get(1)).get("layers").get(0).get("mediaType").asText());
  }

  @Test
  void index_ofAnIndex_keepsItsDescriptorsAndAttestations() throws IOException {
    OciSave save = new OciSave();
    Map<String, @Nullable Object> arm = save.image(ARM, Packing.GZIP);
    arm.put("platform", Jsons.object("architecture", "arm64", "os", "linux", "x-own", "kept"));
    Map<String, @Nullable Object> attestation = save.attestation(arm);
    ArchiveFixture multi = save.list(save.index(arm, attestation), "multi:1").archive();

    Workbench.Done done = index(multi, DockerSave.of(AMD).archive());

    List<JsonNode> children = listed(done);
    assertEquals(3, children.size());
    assertEquals(AMD_PLATFORM, children.get(0).get("platform").toString());
    assertEquals(Jsons.read(Jsons.bytes(arm)), children.get(1));
    assertEquals(Jsons.read(Jsons.bytes(attestation)), children.get(2));
  }

  @Test
  void index_sameImageTwice_once() throws IOException {
    Workbench.Done done = index(
        DockerSave.of(AMD).archive(),
        OciSave.of(Packing.GZIP, AMD).archive(),
        DockerSave.of(ARM).archive());

    assertEquals(List.of(AMD_PLATFORM, ARM_PLATFORM), platforms(done));
    // the one that has a manifest keeps it
    assertEquals(
        OciSave.LAYER + "+gzip",
        manifest(done, listed(done).get(0))
            .get("layers")
            .get(0)
            .get("mediaType")
            .asText());
  }

  @Test
  void index_oldImageAndItsConversion_once() throws IOException {
    ArchiveFixture old = V1Save.hello("old:1").archive();
    Path modern =
        bench.input(bench.convert(old, options -> options.compress("gzip")).tar());
    Workbench.Done done = bench.merge(
        List.of(bench.input(old), modern),
        options -> options.changes(List.of(new Change.Index("all:1"))));
    assertEquals(1, listed(done).size());
  }

  @Test
  void index_variantsAndVersions_areApart() throws IOException {
    ImageFixture v6 = ImageFixture.hello("a:1")
        .platformJson("\"os\":\"linux\",\"architecture\":\"arm\",\"variant\":\"v6\"");
    ImageFixture v7 = ImageFixture.hello("a:1")
        .platformJson("\"os\":\"linux\",\"architecture\":\"arm\",\"variant\":\"v7\"");
    ImageFixture old = ImageFixture.hello("a:1")
        .platformJson("\"os\":\"windows\",\"architecture\":\"amd64\",\"os.version\":\"10.0.1\"");
    ImageFixture recent = ImageFixture.hello("a:1")
        .platformJson("\"os\":\"windows\",\"architecture\":\"amd64\",\"os.version\":\"10.0.2\"");

    Workbench.Done done = index(
        DockerSave.of(recent).archive(),
        DockerSave.of(v7).archive(),
        DockerSave.of(old).archive(),
        DockerSave.of(v6).archive());

    assertEquals(
        List.of(
            "{\"architecture\":\"arm\",\"os\":\"linux\",\"variant\":\"v6\"}",
            "{\"architecture\":\"arm\",\"os\":\"linux\",\"variant\":\"v7\"}",
            "{\"architecture\":\"amd64\",\"os\":\"windows\",\"os.version\":\"10.0.1\"}",
            "{\"architecture\":\"amd64\",\"os\":\"windows\",\"os.version\":\"10.0.2\"}"),
        platforms(done));
  }

  @Test
  void index_twoImagesForOnePlatform_refused() throws IOException {
    ImageFixture other = AMD.command("/other");
    LayerliftException fault = refuse(
        ErrorCode.INDEX_PLATFORMS,
        DockerSave.of(AMD).archive(),
        DockerSave.of(other).archive());
    assertTrue(fault.getMessage().contains("linux/amd64"), fault.getMessage());
    assertTrue(fault.getMessage().contains(AMD.id()), fault.getMessage());
    assertTrue(fault.getMessage().contains(other.id()), fault.getMessage());
  }

  @Test
  void index_usualVariantIsMeantWithoutOne_refused() throws IOException {
    ImageFixture named = ImageFixture.hello("a:1")
        .platformJson("\"os\":\"linux\",\"architecture\":\"arm64\",\"variant\":\"v8\"");
    refuse(
        ErrorCode.INDEX_PLATFORMS,
        DockerSave.of(ARM).archive(),
        DockerSave.of(named).archive());
  }

  @Test
  void index_imageWithoutPlatform_refused() throws IOException {
    LayerliftException fault = refuse(
        ErrorCode.INDEX_PLATFORMS,
        DockerSave.of(AMD).archive(),
        DockerSave.of(ImageFixture.hello("a:1").platformJson("")).archive());
    assertTrue(fault.hint().orElseThrow().contains("PLATFORM"), fault.hint().orElseThrow());
  }

  @Test
  void index_onlyArtifacts_refused() throws IOException {
    OciSave save = new OciSave();
    Map<String, @Nullable Object> image = save.image(AMD, Packing.GZIP);
    refuse(
        ErrorCode.NOTHING_SELECTED,
        save.list(save.attestation(image), "signature:1").archive());
  }
}
