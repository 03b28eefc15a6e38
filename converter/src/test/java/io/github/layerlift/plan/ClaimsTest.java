package io.github.layerlift.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.layerlift.bytes.Extent;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Faults;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.image.Compression;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.Hashed;
import io.github.layerlift.image.LayerContent.Stored;
import io.github.layerlift.image.MediaTypes;
import io.github.layerlift.image.Root;
import io.github.layerlift.layout.LayerDigests;
import io.github.layerlift.layout.SampleImages;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClaimsTest {

  private static final Digest BLOB = SampleImages.digest("blob");
  private static final Digest DIFF = SampleImages.digest("diff");
  private static final Digest OTHER = SampleImages.digest("other");

  @Test
  void check_allTrue_fine() throws Exception {
    check(BLOB, DIFF);
    check(null, DIFF);
    check(BLOB, null);
    check(null, null);
  }

  @Test
  void check_diffId_namesBoth() {
    LayerliftException fault = Faults.expect(ErrorCode.DIFF_ID_MISMATCH, () -> check(BLOB, OTHER));
    assertEquals(
        "the layer unpacks to " + DIFF + ", but the image expects " + OTHER
            + " (entry \"layer x\" at offset 0)",
        fault.getMessage());
  }

  @Test
  void check_blob_namesBoth() {
    LayerliftException fault = Faults.expect(ErrorCode.BLOB_MISMATCH, () -> check(OTHER, DIFF));
    assertEquals(
        "the blob hashes to " + BLOB + ", but the image expects " + OTHER
            + " (entry \"layer x\" at offset 0)",
        fault.getMessage());
  }

  @Test
  void check_secondUseOfOneExtent_checkedToo() {
    Stored stored = SampleImages.stored("x", Compression.GZIP, null);
    List<Root> roots = List.of(
        SampleImages.image("{}", List.of(SampleImages.layer(stored, DIFF))),
        SampleImages.image("{}", List.of(SampleImages.layer(stored, OTHER))));
    BlobTable table = BlobTable.of(roots, Map.of());
    Map<Extent, Hashed> hashed = Map.of(stored.extent(), new Hashed(BLOB, DIFF));
    Faults.expect(ErrorCode.DIFF_ID_MISMATCH, () -> Claims.check(table, hashed));
  }

  @Test
  void check_artifactBlob_checked() {
    Stored stored = SampleImages.stored("x", Compression.NONE, OTHER);
    Root artifact = new Root.Artifact(
        SampleImages.document("{}", MediaTypes.MANIFEST), List.of(stored), List.of());
    BlobTable table = BlobTable.of(List.of(artifact), Map.of());
    Map<Extent, Hashed> hashed = Map.of(stored.extent(), new Hashed(BLOB, BLOB));
    Faults.expect(ErrorCode.BLOB_MISMATCH, () -> Claims.check(table, hashed));
  }

  @Test
  void digests_known_given() {
    Stored stored = SampleImages.stored("x", Compression.GZIP, null);
    LayerDigests digests =
        new ImageSet(List.of(), Map.of(stored.extent(), new Hashed(BLOB, DIFF))).digests();
    assertEquals(BLOB, digests.blob(stored));
    assertEquals(DIFF, digests.diffId(stored));
  }

  private static void check(Digest blob, Digest diffId) throws LayerliftException {
    Stored stored = SampleImages.stored("x", Compression.GZIP, blob);
    Root image = SampleImages.image("{}", List.of(SampleImages.layer(stored, diffId)));
    BlobTable table = BlobTable.of(List.of(image), Map.of());
    Claims.check(table, Map.of(stored.extent(), new Hashed(BLOB, DIFF)));
  }
}
