package io.github.layerlift.convert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fixture.ArchiveFixture;
import io.github.layerlift.fixture.DockerSave;
import io.github.layerlift.fixture.ImageFixture;
import io.github.layerlift.fixture.OciSave;
import io.github.layerlift.fixture.Packing;
import io.github.layerlift.fixture.Stores;
import io.github.layerlift.fixture.V1Save;
import io.github.layerlift.fixture.Workbench;
import io.github.layerlift.options.Leniency;
import io.github.layerlift.options.ReadOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kind given by the user counts more than what an archive looks like. */
class ReadAsTest {
  private static final ImageFixture HELLO = ImageFixture.hello("hello:1.0");

  @TempDir
  private Path folder;

  private Workbench bench;

  @BeforeEach
  void setUp() throws IOException {
    bench = new Workbench(folder);
  }

  private static Leniency readAs(String kind) {
    return new Leniency(false, false, Optional.of(kind));
  }

  private Workbench.Done convert(ArchiveFixture archive, String kind) throws IOException {
    return bench.convert(
        archive,
        options -> options.reading(ReadOptions.builder().leniency(readAs(kind)).build()));
  }

  @Test
  void convert_configWithoutManifest_namesBothPossibilitiesAndTheWayOut() throws IOException {
    ArchiveFixture archive = DockerSave.of(HELLO).archive().without("manifest.json");
    LayerliftException fault = bench.refuse(ErrorCode.TAR_TRUNCATED, archive);
    assertTrue(fault.getMessage().contains("truncated, or manifest.json was removed"));
    assertTrue(fault.getMessage().contains(HELLO.id() + ".json"), fault.getMessage());
    assertTrue(fault.hint().orElseThrow().contains("Leniency.readAs(v1)"), fault.toString());
  }

  @Test
  void convert_configWithoutManifestAsV1_givesAnotherIdAndSaysSo() throws IOException {
    ArchiveFixture whole = DockerSave.of(HELLO).archive();
    for (ArchiveFixture archive : List.of(whole, whole.without("manifest.json"))) {
      Workbench.Done done = convert(archive, "v1");
      assertEquals(
          List.of(List.of("docker.io/library/hello:1.0")), done.archive().repoTags());
      assertTrue(!done.image().id().equals("sha256:" + HELLO.id()), done.image().id());
      assertTrue(done.warnings().contains("read-as"), done.warnings().toString());
      assertEquals("v1", done.report().dialect());
    }
  }

  @Test
  void convert_archiveOfThatKind_isConvertedAsEver() throws IOException {
    ArchiveFixture archive = V1Save.hello("hello:1.0").archive();
    Workbench.Done done = convert(archive, "v1");
    assertEquals(bench.convert(archive).image().id(), done.image().id());
    assertEquals(List.of(), done.warnings());
  }

  @Test
  void convert_hybrid_isReadByOneOfItsLists() throws IOException {
    ImageFixture other = HELLO.untagged().tag("other:1").command("/other");
    OciSave save = OciSave.of(Packing.PLAIN, HELLO);
    save.image(other, Packing.PLAIN);
    ArchiveFixture hybrid = save.docker(other).archive();
    assertEquals(2, bench.convert(hybrid).images().size());
    Workbench.Done docker = convert(hybrid, "docker-archive");
    assertEquals("sha256:" + other.id(), docker.image().id());
    assertTrue(docker.warnings().contains("read-as"), docker.warnings().toString());
    Workbench.Done oci = convert(hybrid, "oci");
    assertEquals("sha256:" + HELLO.id(), oci.image().id());
    assertTrue(oci.warnings().contains("read-as"), oci.warnings().toString());
    assertEquals(
        "sha256:" + HELLO.id(),
        convert(hybrid.without("oci-layout"), "oci").image().id());
  }

  @Test
  void convert_storagesOfTwoKindsInOneFolder_areReadOneByOne() throws IOException {
    V1Save v1 = V1Save.hello("old:1");
    ArchiveFixture both = Stores.registry(OciSave.of(Packing.GZIP, HELLO).archive());
    for (ArchiveFixture.Entry entry : Stores.registryV1(v1.archive()).entries()) {
      both = both.file(entry.name(), entry.content());
    }
    Workbench.Done newer = convert(both, "registry");
    assertEquals("registry", newer.report().dialect());
    assertEquals("sha256:" + HELLO.id(), newer.image("hello:1.0").id());
    assertTrue(!newer.warnings().isEmpty());
    Workbench.Done older = convert(both, "registry-0.x");
    assertEquals("registry-0.x", older.report().dialect());
    assertEquals(bench.convert(v1.archive()).image().id(), older.image("old:1").id());
    assertTrue(!older.warnings().isEmpty());
  }

  @Test
  void convert_dirFolder_isReadAsOne() throws IOException {
    ArchiveFixture dir = Stores.dir(OciSave.of(Packing.GZIP, HELLO).archive());
    assertEquals("sha256:" + HELLO.id(), convert(dir, "dir").image().id());
  }

  @Test
  void convert_archiveOfAnotherKind_saysWhatItLacks() throws IOException {
    for (String kind : List.of("v1", "docker-archive", "oci")) {
      ArchiveFixture archive = kind.equals("v1")
          ? OciSave.of(Packing.PLAIN, HELLO).archive()
          : V1Save.hello("x:1").archive();
      LayerliftException fault = bench.refuse(
          ErrorCode.UNKNOWN_ARCHIVE,
          archive,
          options ->
              options.reading(ReadOptions.builder().leniency(readAs(kind)).build()));
      assertTrue(fault.getMessage().contains("can't be read as " + kind), fault.getMessage());
    }
  }

  @Test
  void options_unknownKind_areRefused() {
    assertThrows(IllegalArgumentException.class, () -> readAs("docker"));
  }
}
