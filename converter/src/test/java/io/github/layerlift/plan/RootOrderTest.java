package io.github.layerlift.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Faults;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.image.Layer;
import io.github.layerlift.image.MediaTypes;
import io.github.layerlift.image.Reference;
import io.github.layerlift.image.Root;
import io.github.layerlift.layout.RootDigest;
import io.github.layerlift.layout.SampleImages;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RootOrderTest {

  private static final Layer BASE = SampleImages.layer("base");
  private static final Layer TOP = SampleImages.layer("top");

  @Test
  void of_anyOrder_oneOrder() throws Exception {
    List<Root> roots = new ArrayList<>(List.of(
        SampleImages.image("{\"1\":1}", List.of(BASE), "b"),
        SampleImages.image("{\"2\":1}", List.of(BASE), "a:2", "z"),
        SampleImages.image("{\"3\":1}", List.of(BASE)),
        SampleImages.image("{\"4\":1}", List.of(TOP)),
        SampleImages.image("{\"5\":1}", List.of(TOP), "a:1"),
        new Root.Artifact(SampleImages.document("{}", MediaTypes.MANIFEST), List.of(), List.of())));
    List<Root> expected = order(roots);
    assertEquals(
        List.of("docker.io/library/a:1", "docker.io/library/a:2", "docker.io/library/b:latest"),
        expected.stream()
            .flatMap(root -> root.tags().stream().limit(1))
            .map(Reference::toString)
            .toList());
    List<String> untagged = expected.subList(3, 6).stream()
        .map(root -> RootDigest.id(root, SampleImages.DIGESTS).hex())
        .toList();
    assertEquals(untagged.stream().sorted().toList(), untagged);
    for (int seed = 0; seed < 20; seed++) {
      Collections.shuffle(roots, new Random(seed));
      assertEquals(expected, order(roots));
    }
  }

  @Test
  void of_sameImageTwice_joinedWithAllTags() throws Exception {
    List<Root> joined = order(List.of(
        SampleImages.image("{}", List.of(BASE), "b"),
        SampleImages.image("{}", List.of(SampleImages.layer("base")), "a", "b")));
    assertEquals(1, joined.size());
    assertEquals(SampleImages.tags("a", "b"), joined.get(0).tags());
  }

  @Test
  void of_indexTwice_joined() throws Exception {
    Root index = new Root.Index(
        SampleImages.document("{}", MediaTypes.INDEX), List.of(), SampleImages.tags("a"));
    List<Root> joined = order(List.of(index, index.withTags(SampleImages.tags("b"))));
    assertEquals(1, joined.size());
    assertEquals(SampleImages.tags("a", "b"), joined.get(0).tags());
  }

  @Test
  void of_oneConfigUnderTwoManifests_apart() throws Exception {
    Root.Image image = SampleImages.image("{}", List.of(BASE));
    Root one =
        SampleImages.withManifest(image, SampleImages.document("{\"1\":1}", MediaTypes.MANIFEST));
    Root other =
        SampleImages.withManifest(image, SampleImages.document("{\"2\":1}", MediaTypes.MANIFEST));
    assertEquals(2, order(List.of(one, other)).size());
  }

  @Test
  void of_configWithAndWithoutManifest_keepsTheManifest() throws Exception {
    Root.Image image = SampleImages.image("{}", List.of(BASE), "a");
    Root stored =
        SampleImages.withManifest(image, SampleImages.document("{\"1\":1}", MediaTypes.MANIFEST));
    for (List<Root> roots : List.of(
        List.of(image.withTags(SampleImages.tags("b")), stored),
        List.of(stored, image.withTags(SampleImages.tags("b"))))) {
      List<Root> joined = order(roots);
      assertEquals(1, joined.size());
      assertEquals(stored.document(), joined.get(0).document());
      assertEquals(SampleImages.tags("a", "b"), joined.get(0).tags());
    }
  }

  @Test
  void of_oneTagForTwo_refused() {
    LayerliftException fault = Faults.expect(
        ErrorCode.TAG_CONFLICT,
        () -> order(List.of(
            SampleImages.image("{\"1\":1}", List.of(BASE), "a"),
            SampleImages.image("{\"2\":1}", List.of(BASE), "a:latest"))));
    String message = String.valueOf(fault.getMessage());
    assertTrue(
        message.matches("the tag \"docker.io/library/a:latest\" refers to two images:"
            + " [0-9a-f]{12} and [0-9a-f]{12}"),
        message);
  }

  @Test
  void needsDigests_twoUntaggedMade_true() {
    Root made = SampleImages.made(List.of(BASE));
    Root tagged = SampleImages.made(List.of(BASE), "x");
    Root verbatim = SampleImages.image("{}", List.of(BASE));
    assertFalse(RootOrder.needsDigests(List.of()));
    assertFalse(RootOrder.needsDigests(List.of(made, tagged, tagged, verbatim, verbatim)));
    assertTrue(RootOrder.needsDigests(List.of(made, made)));
    Root stored = SampleImages.withManifest(
        SampleImages.image("{}", List.of(BASE)), SampleImages.document("{}", MediaTypes.MANIFEST));
    assertFalse(RootOrder.needsDigests(List.of(stored, verbatim)));
    assertTrue(RootOrder.needsDigests(List.of(stored, tagged)));
  }

  private static List<Root> order(List<Root> roots) throws LayerliftException {
    return RootOrder.of(roots, SampleImages.DIGESTS);
  }
}
