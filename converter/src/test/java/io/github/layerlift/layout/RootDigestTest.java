package io.github.layerlift.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.image.MediaTypes;
import io.github.layerlift.image.Root;
import java.util.List;
import org.junit.jupiter.api.Test;

class RootDigestTest {

  private static final Root.Image IMAGE =
      SampleImages.image("{}", List.of(SampleImages.layer("base")));

  private static final Root INDEX = new Root.Index(
      SampleImages.document("{\"i\":1}", MediaTypes.INDEX), List.of(IMAGE), List.of());

  @Test
  void id_image_itsConfig() {
    assertEquals(SampleImages.digest("{}"), RootDigest.id(IMAGE, SampleImages.DIGESTS));
    assertNotEquals(SampleImages.digest("{}"), RootDigest.of(IMAGE, SampleImages.DIGESTS));
  }

  @Test
  void of_givenManifest_itsOwn() {
    Root image =
        SampleImages.withManifest(IMAGE, SampleImages.document("{\"m\":1}", MediaTypes.MANIFEST));
    assertEquals(SampleImages.digest("{\"m\":1}"), RootDigest.of(image, SampleImages.DIGESTS));
  }

  @Test
  void of_documents_theirOwn() {
    Root artifact = new Root.Artifact(
        SampleImages.document("{\"a\":1}", MediaTypes.MANIFEST), List.of(), List.of());
    assertEquals(SampleImages.digest("{\"i\":1}"), RootDigest.of(INDEX, SampleImages.DIGESTS));
    assertEquals(SampleImages.digest("{\"a\":1}"), RootDigest.id(artifact, SampleImages.DIGESTS));
  }

  @Test
  void idDependsOnLayers_madeConfig_true() {
    assertTrue(RootDigest.idDependsOnLayers(SampleImages.made(List.of())));
    assertFalse(RootDigest.idDependsOnLayers(IMAGE));
    assertFalse(RootDigest.idDependsOnLayers(INDEX));
  }

  @Test
  void dependsOnLayers_imageWithoutManifest_true() {
    assertTrue(RootDigest.dependsOnLayers(IMAGE));
    assertFalse(RootDigest.dependsOnLayers(
        SampleImages.withManifest(IMAGE, SampleImages.document("{}", MediaTypes.MANIFEST))));
    assertFalse(RootDigest.dependsOnLayers(INDEX));
  }
}
