package io.github.layerlift.convert;

import static io.github.layerlift.fixture.Workbench.usual;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fixture.ArchiveFixture;
import io.github.layerlift.fixture.Hashes;
import io.github.layerlift.fixture.ImageFixture;
import io.github.layerlift.fixture.Jsons;
import io.github.layerlift.fixture.OciSave;
import io.github.layerlift.fixture.OutputImage;
import io.github.layerlift.fixture.Packing;
import io.github.layerlift.fixture.Stores;
import io.github.layerlift.fixture.WithWorkbench;
import io.github.layerlift.fixture.Workbench;
import io.github.layerlift.options.Change;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Disks of registries of version 2. */
class RegistryStorageTest extends WithWorkbench {
  private static final ImageFixture HELLO = ImageFixture.hello("team/hello:1.0");
  private static final ArchiveFixture OCI = OciSave.of(Packing.GZIP, HELLO).archive();
  private static final String REPOSITORY = Stores.STORE + "repositories/team/hello/";

  private static ArchiveFixture store() {
    return Stores.registry(OCI);
  }

  private String digest() throws IOException {
    return bench.convert(OCI).image().manifestDigest();
  }

  @Test
  void convert_image_keepsManifestAndName() throws IOException {
    Workbench.Done done = bench.convert(store());
    assertEquals("registry", done.report().dialect());
    assertEquals(digest(), done.image("team/hello:1.0").manifestDigest());
    assertEquals(List.of(), done.report().warnings());
    assertEquals(0, done.report().skippedFiles());
  }

  @Test
  void convert_storeInFolders_isFound() throws IOException {
    byte[] wanted = bench.convert(store()).tar();
    assertArrayEquals(
        wanted, bench.convert(store().prefixed("var/lib/registry/")).tar());
    assertArrayEquals(wanted, bench.convert(store().prefixed("./")).tar());
    Path folder = store().unpack(Files.createDirectory(bench.inputs().resolve("store")));
    assertArrayEquals(
        wanted, bench.convert(folder.resolve("docker/registry/v2"), usual()).tar());
  }

  @Test
  void convert_severalTags_areOneImage() throws IOException {
    ArchiveFixture store = Stores.linked(store(), "other:2", digest());
    Workbench.Done done = bench.convert(store);
    assertEquals(1, done.report().images().size());
    assertEquals(done.image("other:2").id(), done.image("team/hello:1.0").id());
  }

  @Test
  void convert_revisionWithoutATag_hasNoName() throws IOException {
    ArchiveFixture store = store().without(REPOSITORY + "_manifests/tags/1.0/current/link");
    OutputImage image = bench.convert(store).image();
    assertEquals(digest(), image.manifestDigest());
    assertEquals("", image.name());
  }

  @Test
  void convert_imagesOfAnIndex_areNotListedAgain() throws IOException {
    OciSave save = new OciSave();
    Map<String, @Nullable Object> manifest = save.image(HELLO, Packing.GZIP);
    Map<String, @Nullable Object> index = save.index(manifest);
    ArchiveFixture archive = save.list(index, "team/hello:1.0").archive();
    ArchiveFixture store = Stores.registry(archive)
        .file(
            REPOSITORY + "_manifests/revisions/sha256/"
                + String.valueOf(manifest.get("digest")).substring("sha256:".length()) + "/link",
            String.valueOf(manifest.get("digest")));
    assertArrayEquals(bench.convert(archive).tar(), bench.convert(store).tar());
  }

  @Test
  void convert_filesForTheRegistryItself_areIgnored() throws IOException {
    ArchiveFixture store = store()
        .file(REPOSITORY + "_layers/sha256/" + Hashes.hex("x") + "/link", "sha256:x")
        .file(
            REPOSITORY + "_manifests/revisions/sha256/" + Hashes.hex("x") + "/signatures/sha256/"
                + Hashes.hex("y") + "/link",
            "sha256:y");
    Workbench.Done done = bench.convert(store);
    assertEquals(0, done.report().skippedFiles());
    assertArrayEquals(bench.convert(store()).tar(), done.tar());
  }

  @Test
  void convert_select_takesOneTag() throws IOException {
    ArchiveFixture store = Stores.linked(store(), "other:2", digest());
    Workbench.Done done = bench.convert(
        store, options -> options.changes(List.of(new Change.Select(List.of("other:2")))));
    assertEquals(
        List.of("docker.io/library/other:2"), done.report().images().get(0).tags());
  }

  @Test
  void convert_nameThatNoEngineTakes_isLeftOut() throws IOException {
    Workbench.Done done = bench.convert(Stores.linked(store(), "Team/X:1", digest()));
    assertEquals(List.of("tag-invalid"), done.warnings());
    assertEquals(digest(), done.image("team/hello:1.0").manifestDigest());
  }

  @Test
  void convert_repositoryWithTheNameOfARegistry_isAnotherThanWithout() throws IOException {
    ImageFixture other = ImageFixture.image().layer("o", "o").tag("me/tool:1");
    String digest =
        bench.convert(OciSave.of(Packing.GZIP, other).archive()).image().manifestDigest();
    ArchiveFixture both = Stores.registry(OciSave.of(Packing.GZIP, HELLO, other).archive());
    ArchiveFixture store = Stores.linked(both, "quay.io/team/hello:1.0", digest);
    Workbench.Done done = bench.convert(store);
    assertEquals(digest, done.image("quay.io/team/hello:1.0").manifestDigest());
    assertEquals(digest(), done.image("team/hello:1.0").manifestDigest());
  }

  @Test
  void convert_artifactsWithTags_areKeptAndWarnedOfIfThereIsNothingElse() throws IOException {
    byte[] config = "{\"name\":\"chart\"}".getBytes(UTF_8);
    byte[] chart = Jsons.bytes(Map.of(
        "schemaVersion",
        2,
        "config",
        Map.of(
            "mediaType",
            "application/vnd.cncf.helm.config.v1+json",
            "digest",
            Hashes.digest(config),
            "size",
            config.length),
        "layers",
        List.of()));
    String digest = Hashes.digest(chart);
    ArchiveFixture alone = Stores.blob(Stores.blob(ArchiveFixture.empty(), config), chart);
    Workbench.Done done = bench.convert(Stores.linked(alone, "charts/c:1.0", digest));
    assertEquals(List.of("no-image"), done.warnings());
    Workbench.Done beside =
        bench.convert(Stores.linked(store().plus(alone), "charts/c:1.0", digest));
    assertEquals(List.of(), beside.warnings());
    String index = beside.archive().json("index.json").toString();
    assertTrue(index.contains(digest) && index.contains("docker.io/charts/c:1.0"), index);
  }

  @Test
  void convert_linkThatIsNoDigest_isRefused() throws IOException {
    String link = REPOSITORY + "_manifests/tags/1.0/current/link";
    LayerliftException fault =
        bench.refuse(ErrorCode.DIGEST_INVALID, store().with(link, "../../etc/passwd"));
    assertTrue(fault.getMessage().contains(link), fault.getMessage());
  }

  @Test
  void convert_manifestThatIsGone_isRefused() throws IOException {
    String hex = digest().substring("sha256:".length());
    bench.refuse(ErrorCode.BLOB_MISSING, store().without(Stores.blob(hex)));
  }

  @Test
  void convert_manifestWithOtherBytes_isRefused() throws IOException {
    String hex = digest().substring("sha256:".length());
    String manifest = store().text(Stores.blob(hex));
    bench.refuse(
        ErrorCode.BLOB_MISMATCH, store().with(Stores.blob(hex), manifest.replace(":2,", ": 2,")));
  }

  @Test
  void convert_blobThatIsALinkOutOfTheStore_isRefused() throws IOException {
    String blob = Stores.blob(HELLO.id());
    bench.refuse(
        ErrorCode.LINK_LEAVES,
        store().without(blob).symlink(blob, "../../../../../../../../../etc/passwd"));
  }

  @Test
  void convert_linkToARepository_isWarnedOf() throws IOException {
    Workbench.Done done =
        bench.convert(store().symlink(Stores.STORE + "repositories/team/other", "hello"));
    assertEquals(List.of("store-names"), done.warnings());
  }

  @Test
  void convert_linkToATagOrATagWithoutALink_isWarnedOf() throws IOException {
    String tags = REPOSITORY + "_manifests/tags/";
    assertEquals(
        List.of("store-names"),
        bench.convert(store().symlink(tags + "latest", "1.0")).warnings());
    assertEquals(
        List.of("store-names"),
        bench.convert(store().without(tags + "1.0/current/link")).warnings());
    String link = tags + "1.0/current/link";
    assertEquals(
        List.of("store-names"),
        bench.convert(store().without(link).symlink(link, "gone")).warnings());
  }

  @Test
  void convert_noLinkLeft_isRefusedAsARegistrysDisk() throws IOException {
    ArchiveFixture blobs = ArchiveFixture.empty();
    for (ArchiveFixture.Entry entry : store().entries()) {
      if (entry.name().contains("/blobs/")) {
        blobs = blobs.file(entry.name(), entry.content());
      }
    }
    LayerliftException fault = bench.refuse(ErrorCode.NO_IMAGES, blobs);
    assertTrue(fault.getMessage().contains("a registry's disk"), fault.getMessage());
  }

  @Test
  void convert_tarWithoutItsEnd_isWarnedOf() throws IOException {
    byte[] tar = store().bytes();
    int end = tar.length;
    while (tar[end - 1] == 0) {
      end--;
    }
    byte[] cut = Arrays.copyOf(tar, (end + 511) / 512 * 512);
    assertEquals(List.of("archive-damaged"), bench.convert(cut).warnings());
  }
}
