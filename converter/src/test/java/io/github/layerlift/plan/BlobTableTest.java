package io.github.layerlift.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.bytes.Extent;
import io.github.layerlift.image.Compression;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.Hashed;
import io.github.layerlift.image.LayerContent.Stored;
import io.github.layerlift.image.MediaTypes;
import io.github.layerlift.image.Root;
import io.github.layerlift.layout.LayerDigests;
import io.github.layerlift.layout.SampleImages;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BlobTableTest {

  @Test
  void of_sameExtentTwice_oneBlob() {
    Stored base = plain("base");
    List<Root> roots = List.of(image(base, plain("one")), image(base, plain("two!")));
    BlobTable table = BlobTable.of(roots, Map.of());
    assertEquals(List.of("layer base", "layer one", "layer two!"), entries(table.blobs()));
    assertEquals(List.of(), table.twins());
    assertEquals(2, table.blobs().get(2).index());
    assertEquals(3, BlobTable.all(roots).size());
  }

  @Test
  void ambiguous_equalSizesWithoutClaims_named() {
    Stored one = plain("aaa");
    Stored other = plain("bbb");
    Stored lonely = plain("cccc");
    assertEquals(
        List.of(one.extent(), other.extent()),
        BlobTable.ambiguous(List.of(image(one, other, lonely, one))));
  }

  @Test
  void ambiguous_claimed_notNamed() {
    Stored claimed = plain("aaa");
    Stored other = plain("bbb");
    Root image = SampleImages.image(
        "{}",
        List.of(
            SampleImages.layer(claimed, SampleImages.digest("aaa")),
            SampleImages.layer(other, null)));
    assertEquals(List.of(other.extent()), BlobTable.ambiguous(List.of(image)));
  }

  @Test
  void ambiguous_emptyLayers_areKnown() {
    assertEquals(List.of(), BlobTable.ambiguous(List.of(image(plain(""), plain("")))));
  }

  @Test
  void of_hashedAsEqual_secondIsTwin() {
    Stored one = plain("same");
    Stored other = plain("same");
    Hashed hashed = new Hashed(SampleImages.digest("same"), SampleImages.digest("same"));
    BlobTable table = BlobTable.of(
        List.of(image(one, plain("x"), other)),
        Map.of(one.extent(), hashed, other.extent(), hashed));
    assertEquals(2, table.blobs().size());
    assertEquals(List.of(0), table.twins().stream().map(Blob::index).toList());
    assertEquals(other.extent(), table.twins().get(0).source());
    LayerDigests digests = table.placeholders();
    assertEquals(hashed.blob(), digests.blob(one));
    assertEquals(hashed.diffId(), digests.diffId(other));
  }

  @Test
  void of_claimedAsEqual_secondIsTwin() {
    Digest claim = SampleImages.digest("what is claimed");
    Root image = SampleImages.image(
        "{}",
        List.of(SampleImages.layer(plain("one"), claim), SampleImages.layer(plain("two"), claim)));
    assertEquals(1, BlobTable.of(List.of(image), Map.of()).twins().size());
  }

  @Test
  void of_packedLayersOfOneDiffId_differentBlobs() {
    Digest diffId = SampleImages.digest("unpacked");
    Stored gzip = SampleImages.stored("gzip-1", Compression.GZIP, null);
    Stored other = SampleImages.stored("gzip-2!", Compression.GZIP, null);
    Root image = SampleImages.image(
        "{}", List.of(SampleImages.layer(gzip, diffId), SampleImages.layer(other, diffId)));
    assertEquals(2, BlobTable.of(List.of(image), Map.of()).blobs().size());
  }

  @Test
  void of_claimedByItsFirstUseOnly_secondIsTwin() {
    Digest claim = SampleImages.digest("what is claimed");
    Stored one = plain("one");
    Root image = SampleImages.image(
        "{}", List.of(SampleImages.layer(one, claim), SampleImages.layer(plain("two"), claim)));
    assertEquals(1, BlobTable.of(List.of(image, image(one)), Map.of()).twins().size());
  }

  @Test
  void hidesTwins_packedLayerWithoutDiffIdOfSeveralRoots_only() {
    Stored packed = SampleImages.stored("packed", Compression.GZIP, null);
    Root loose = image(packed);
    Root claimed =
        SampleImages.image("{}", List.of(SampleImages.layer(packed, SampleImages.digest("x"))));
    Root artifact = new Root.Artifact(
        SampleImages.document("{}", MediaTypes.MANIFEST), List.of(packed), List.of());
    assertTrue(BlobTable.hidesTwins(List.of(loose, claimed)));
    assertFalse(BlobTable.hidesTwins(List.of(loose)));
    assertFalse(BlobTable.hidesTwins(List.of(claimed, artifact, image(plain("x")))));
  }

  @Test
  void claimedDigest_given_orDiffIdOfAPlainLayer() {
    Digest given = SampleImages.digest("given");
    Digest diffId = SampleImages.digest("unpacked");
    Stored bare = plain("x");
    Stored gzip = SampleImages.stored("x", Compression.GZIP, null);
    Stored named = SampleImages.stored("x", Compression.NONE, given);
    assertEquals(diffId, new LayerUse(bare, diffId, true).claimedDigest());
    assertNull(new LayerUse(bare, diffId, false).claimedDigest());
    assertNull(new LayerUse(gzip, diffId, true).claimedDigest());
    assertEquals(given, new LayerUse(named, diffId, true).claimedDigest());
    assertEquals(SampleImages.digest(""), new LayerUse(plain(""), null, true).claimedDigest());
  }

  @Test
  void of_emptyLayers_oneBlob() {
    BlobTable table = BlobTable.of(List.of(image(plain(""), plain(""))), Map.of());
    assertEquals(1, table.blobs().size());
    assertEquals(1, table.twins().size());
  }

  @Test
  void of_opaqueBlob_notUnpacked() {
    Stored blob = SampleImages.stored("opaque", Compression.GZIP, SampleImages.digest("opaque"));
    Root artifact = new Root.Artifact(
        SampleImages.document("{}", MediaTypes.MANIFEST), List.of(blob), List.of());
    assertFalse(BlobTable.of(List.of(artifact), Map.of()).blobs().get(0).unpack());
    BlobTable both = BlobTable.of(List.of(artifact, image(blob)), Map.of());
    assertEquals(1, both.blobs().size());
    assertTrue(both.blobs().get(0).unpack());
  }

  @Test
  void of_indexChildren_included() {
    Root index = new Root.Index(
        SampleImages.document("{}", MediaTypes.INDEX), List.of(image(plain("x"))), List.of());
    assertEquals(
        List.of("layer x"), entries(BlobTable.of(List.of(index), Map.of()).blobs()));
  }

  private static Stored plain(String bytes) {
    return SampleImages.stored(bytes, Compression.NONE, null);
  }

  private static Root.Image image(Stored... layers) {
    return SampleImages.image(
        "{}",
        Arrays.stream(layers).map(layer -> SampleImages.layer(layer, null)).toList());
  }

  private static List<String> entries(List<Blob> blobs) {
    return blobs.stream().map(Blob::source).map(Extent::entry).toList();
  }
}
