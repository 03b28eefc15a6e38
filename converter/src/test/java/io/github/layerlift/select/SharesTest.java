package io.github.layerlift.select;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.layerlift.image.MediaTypes;
import io.github.layerlift.image.Root;
import io.github.layerlift.layout.SampleImages;
import io.github.layerlift.options.SplitOptions.By;
import java.util.List;
import org.junit.jupiter.api.Test;

class SharesTest {
  private static final Root.Image ONE =
      SampleImages.image("{\"1\":1}", List.of(SampleImages.layer("x")), "a:1", "b:1");
  private static final Root.Image BARE =
      SampleImages.image("{\"2\":1}", List.of(SampleImages.layer("y")));
  private static final Root.Artifact PROOF =
      new Root.Artifact(SampleImages.document("{}", MediaTypes.MANIFEST), List.of(), List.of());
  private static final Root.Index INDEX = new Root.Index(
      SampleImages.document("{\"manifests\":[]}", MediaTypes.INDEX),
      List.of(ONE.withTags(List.of()), BARE, PROOF),
      SampleImages.tags("all:1"));

  private static List<List<Root>> of(By by, Root... roots) {
    return Shares.of(List.of(roots), by, SampleImages.DIGESTS);
  }

  @Test
  void image_sameOneTwice_isOneShare() {
    Root.Image again = ONE.withTags(SampleImages.tags("c:1"));
    assertEquals(
        List.of(List.of(ONE, again), List.of(INDEX), List.of(PROOF)),
        of(By.IMAGE, ONE, INDEX, again, PROOF));
  }

  @Test
  void tag_eachName_isAShare() {
    assertEquals(
        List.of(
            List.of(ONE.withTags(SampleImages.tags("a:1"))),
            List.of(ONE.withTags(SampleImages.tags("b:1"))),
            List.of(BARE)),
        of(By.TAG, ONE, BARE));
  }

  @Test
  void platform_index_isItsImagesUnderItsName() {
    Root.Image child = ONE.withTags(SampleImages.tags("all:1"));
    assertEquals(
        List.of(List.of(child, ONE), List.of(BARE.withTags(SampleImages.tags("all:1")))),
        of(By.PLATFORM, INDEX, ONE));
    assertEquals(1, Shares.artifactsInIndexes(List.of(INDEX, PROOF)));
  }

  @Test
  void platform_indexOfArtifactsOnly_staysWhole() {
    Root.Index proofs = INDEX.withChildren(List.of(PROOF));
    assertEquals(List.of(List.of(proofs)), of(By.PLATFORM, proofs));
    assertEquals(0, Shares.artifactsInIndexes(List.of(proofs)));
  }
}
