package io.github.layerlift.convert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fixture.ArchiveFixture;
import io.github.layerlift.fixture.DockerSave;
import io.github.layerlift.fixture.Hashes;
import io.github.layerlift.fixture.ImageFixture;
import io.github.layerlift.fixture.OciSave;
import io.github.layerlift.fixture.Packing;
import io.github.layerlift.fixture.Stores;
import io.github.layerlift.fixture.WithWorkbench;
import io.github.layerlift.fixture.Workbench;
import io.github.layerlift.options.ConvertOptionsBuilder;
import io.github.layerlift.options.ReadOptions;
import io.github.layerlift.options.Salvage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said of registries' disks and of folders that aren't whole, which nobody can save again. */
class StorageFaultsTest extends WithWorkbench {
  private static final ImageFixture HELLO = ImageFixture.hello("team/hello:1.0");
  private static final ArchiveFixture OCI = OciSave.of(Packing.GZIP, HELLO).archive();
  private static final String REPOSITORY = Stores.STORE + "repositories/team/hello/";

  private static ConvertOptionsBuilder salvage(ConvertOptionsBuilder options) {
    return options.reading(ReadOptions.builder().salvage(Salvage.WHOLE).build());
  }

  private static ArchiveFixture store() {
    ImageFixture beside = ImageFixture.image().layer("beside", "it").tag("zeta:9");
    return Stores.registry(OciSave.of(Packing.GZIP, HELLO, beside).archive());
  }

  private String digest() throws IOException {
    return bench.convert(OCI).image().manifestDigest();
  }

  @Test
  void convert_blobThatIsGone_saysWhichImageItIsOf() throws IOException {
    for (String hex : List.of(digest().substring("sha256:".length()), HELLO.id())) {
      ArchiveFixture store = store();
      for (String name : List.of("other:3", "other:2", "other:1")) {
        store = Stores.linked(store, name, digest());
      }
      store = store.without(Stores.blob(hex));
      LayerliftException fault = bench.refuse(ErrorCode.BLOB_MISSING, store);
      assertTrue(
          fault.getMessage().startsWith("other:1, other:2 and 2 more: the blob sha256:" + hex),
          fault.getMessage());
      assertTrue(
          fault
              .hint()
              .orElseThrow()
              .startsWith("the storage is incomplete; restore the file from a backup, or push the"
                  + " image again; "),
          fault.hint().orElseThrow());
    }
  }

  @Test
  void convert_imageWithoutATag_isCalledByItsDigest() throws IOException {
    LayerliftException fault = bench.refuse(
        ErrorCode.BLOB_MISSING,
        store()
            .without(REPOSITORY + "_manifests/tags/1.0/current/link")
            .without(Stores.blob(HELLO.id())));
    assertTrue(fault.getMessage().startsWith(digest() + ": "), fault.getMessage());
  }

  @Test
  void convert_layerWithOtherBytes_saysWhichImageItIsOf() throws IOException {
    String layer = Stores.blob(Hashes.hex(Packing.GZIP.pack(HELLO.layers().get(0))));
    byte[] other = store().content(layer);
    other[other.length - 1] ^= 1;
    LayerliftException fault =
        bench.refuse(ErrorCode.COMPRESSION_CORRUPT, store().with(layer, other));
    assertTrue(fault.getMessage().startsWith("team/hello:1.0: "), fault.getMessage());
    assertTrue(
        fault.hint().orElseThrow().startsWith("the file is corrupt; restore it from a backup"),
        fault.hint().orElseThrow());
  }

  @Test
  void convert_hintAtWhatIsWhole_works() throws IOException {
    ImageFixture other = ImageFixture.hello("other:1").command("/other");
    ArchiveFixture store = Stores.registry(
            OciSave.of(Packing.GZIP, HELLO, other).archive())
        .without(Stores.blob(HELLO.id()));
    LayerliftException fault = bench.refuse(ErrorCode.BLOB_MISSING, store);
    assertTrue(
        fault.hint().orElseThrow().contains("to get the images that are whole: "),
        fault.hint().orElseThrow());
    Workbench.Done done = bench.convert(store, StorageFaultsTest::salvage);
    assertEquals("sha256:" + other.id(), done.image("other:1").id());
  }

  private void folderHint(ErrorCode code, ArchiveFixture archive, String hint) throws IOException {
    Path folder = archive.unpack(Files.createDirectory(bench.inputs().resolve(code.id())));
    LayerliftException fault = bench.refuse(code, folder, Workbench.usual());
    String all = fault.hint().orElseThrow();
    assertTrue(all.startsWith(hint.replace("IN", folder.toString())), all);
  }

  @Test
  void convert_folderThatIsNotWhole_isToBeMadeAgain() throws IOException {
    ArchiveFixture docker = DockerSave.of(HELLO).archive();
    folderHint(
        ErrorCode.BLOB_MISSING,
        Stores.dir(OCI).without(HELLO.id()),
        "the folder is incomplete; unpack or copy it again");
    folderHint(
        ErrorCode.BLOB_MISMATCH,
        OCI.with(
            "blobs/sha256/" + HELLO.id(),
            new String(HELLO.config(), UTF_8).replace("amd64", "arm64")),
        "the file is corrupt or was tampered with; unpack or copy it again");
    folderHint(
        ErrorCode.JSON_SYNTAX,
        docker.with("manifest.json", "[{"),
        "correct this file in a copy of the folder, and use that: cp -a IN COPY");
  }

  @Test
  void convert_linkToNothingInAFolder_isToBeCopied() throws IOException {
    String layer = DockerSave.of(HELLO).v1Id(HELLO, 1) + "/layer.tar";
    folderHint(
        ErrorCode.LAYER_MISSING,
        DockerSave.of(HELLO).archive().without(layer).symlink(layer, "absent"),
        "copy the files into the folder instead of links to them: cp -RL FROM IN");
  }
}
