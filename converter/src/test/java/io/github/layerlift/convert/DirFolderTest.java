package io.github.layerlift.convert;

import static io.github.layerlift.fixture.Workbench.usual;
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
import io.github.layerlift.fixture.Packing;
import io.github.layerlift.fixture.Stores;
import io.github.layerlift.fixture.V1Save;
import io.github.layerlift.fixture.WithWorkbench;
import io.github.layerlift.fixture.Workbench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Folders that skopeo's {@code dir:} wrote. */
class DirFolderTest extends WithWorkbench {
  private static final ImageFixture HELLO = ImageFixture.hello("hello:1.0");

  private static ArchiveFixture dir() {
    return Stores.dir(OciSave.of(Packing.GZIP, HELLO).archive());
  }

  @Test
  void convert_image_isThatOfTheArchive() throws IOException {
    Workbench.Done done = bench.convert(dir());
    assertEquals("dir", done.report().dialect());
    assertArrayEquals(HELLO.config(), done.image().config());
    assertEquals(
        bench.convert(OciSave.of(Packing.GZIP, HELLO).archive()).image().manifestDigest(),
        done.image().manifestDigest());
    assertEquals(0, done.report().skippedFiles());
  }

  @Test
  void convert_folder_isTheSameAsItsTar() throws IOException {
    Path folder = dir().unpack(Files.createDirectory(bench.inputs().resolve("dir")));
    assertArrayEquals(bench.convert(dir()).tar(), bench.convert(folder, usual()).tar());
  }

  @Test
  void convert_index_hasAllItsImages() throws IOException {
    OciSave save = new OciSave();
    Map<String, @Nullable Object> manifest = save.image(HELLO, Packing.GZIP);
    Map<String, @Nullable Object> index = save.index(manifest, save.attestation(manifest));
    ArchiveFixture archive = save.list(index, "hello:1.0").archive();
    Workbench.Done done = bench.convert(Stores.dir(archive));
    assertEquals(
        bench.convert(archive).report().images().stream()
            .map(image -> image.id())
            .toList(),
        done.report().images().stream().map(image -> image.id()).toList());
    assertEquals(List.of(), done.report().warnings());
  }

  @Test
  void convert_schema1_hasTheIdOfTheV1Archive() throws IOException {
    V1Save v1 = V1Save.hello("app:1");
    ArchiveFixture archive = v1.archive();
    ArchiveFixture dir = ArchiveFixture.empty().file("version", "x");
    List<String> ids = List.of(v1.ids().get(1), v1.ids().get(0));
    for (String id : ids) {
      byte[] layer = Packing.GZIP.pack(archive.content(id + "/layer.tar"));
      dir = dir.file(Hashes.hex(layer), layer);
    }
    List<String> blobs = ids.stream()
        .map(id -> Hashes.digest(Packing.GZIP.pack(archive.content(id + "/layer.tar"))))
        .toList();
    List<String> rows = ids.stream().map(id -> archive.text(id + "/json")).toList();
    Workbench.Done done =
        bench.convert(dir.file("manifest.json", Jsons.text(Stores.schema1(rows, blobs))));
    assertEquals(bench.convert(archive).image("app:1").id(), done.image().id());
  }

  @Test
  void convert_missingBlob_isRefused() throws IOException {
    LayerliftException fault = bench.refuse(ErrorCode.BLOB_MISSING, dir().without(HELLO.id()));
    assertTrue(fault.getMessage().contains(HELLO.id()), fault.getMessage());
  }

  @Test
  void convert_otherBytes_areRefused() throws IOException {
    bench.refuse(ErrorCode.BLOB_MISMATCH, dir().with(HELLO.id(), new byte[HELLO.config().length]));
  }

  @Test
  void convert_dirInAFolder_isReadThere() throws IOException {
    Workbench.Done done = bench.convert(dir().prefixed("saved/"));
    assertEquals(List.of("inner-archive"), done.warnings());
    assertArrayEquals(HELLO.config(), done.image().config());
  }
}
