package io.github.layerlift.layering;

import static io.github.layerlift.fixture.LayerFixture.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Warnings;
import io.github.layerlift.fixture.LayerFixture;
import io.github.layerlift.fixture.Packing;
import io.github.layerlift.image.LayerContent.Stored;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Test;

class SquashTest {
  private static Stored squash(int from, List<Stored> layers) throws IOException {
    return Squash.of(Layers.stack(layers), from, Layers.MAX_ENTRIES, new Warnings());
  }

  private static List<String> squashed(LayerFixture... layers) throws IOException {
    return Layers.names(squash(1, stored(layers)));
  }

  /** All layers but the base. */
  private static List<String> squashedOn(LayerFixture base, LayerFixture... layers)
      throws IOException {
    List<Stored> stored = stored(layers);
    stored.add(0, Layers.stored(base.bytes()));
    return Layers.names(squash(2, stored));
  }

  private static List<Stored> stored(LayerFixture... layers) {
    List<Stored> stored = new ArrayList<>();
    for (LayerFixture each : layers) {
      stored.add(Layers.stored(each.bytes()));
    }
    return stored;
  }

  /** The tree of the layers; empty if no engine could unpack them. */
  private static Optional<List<String>> tree(List<Stored> layers) throws IOException {
    try {
      return Optional.of(Layers.tree(Layers.stack(layers)));
    } catch (LayerliftException e) {
      return Optional.empty();
    }
  }

  private static List<Stored> stored(List<List<Integer>> layers, boolean alike) {
    return layers.stream()
        .map(each -> Layers.stored(RandomLayers.layer(each, alike)))
        .toList();
  }

  @Property(tries = 1500)
  void of_wholeStack_isTheSameTree(
      @ForAll @Size(min = 1, max = 4)
          List<@Size(max = 7) List<@IntRange(min = 0, max = 999_999) Integer>> numbers)
      throws IOException {
    List<Stored> layers = stored(numbers, false);
    Optional<List<String>> whole = tree(layers);
    Statistics.collect(whole.isPresent());
    if (whole.isPresent()) {
      Stored made = squash(1, layers);
      assertEquals(whole, tree(List.of(made)));
      assertEquals(Layers.names(made).stream().distinct().toList(), Layers.names(made));
    }
  }

  @Property(tries = 3000)
  void of_topLayers_haveTheSameEffectOnTheOthers(
      @ForAll @Size(min = 2, max = 4)
          List<@Size(max = 7) List<@IntRange(min = 0, max = 999_999) Integer>> numbers,
      @ForAll @IntRange(min = 1, max = 3) int cut)
      throws IOException {
    List<Stored> layers = stored(numbers, true);
    Optional<List<String>> whole = tree(layers);
    Statistics.collect(whole.isPresent());
    if (whole.isPresent() && cut < layers.size()) {
      Optional<Stored> top = squashUnlessRefused(cut + 1, layers);
      Statistics.label("squashed").collect(top.isPresent());
      if (top.isPresent()) {
        List<Stored> stack = new ArrayList<>(layers.subList(0, cut));
        stack.add(top.get());
        assertEquals(whole.map(Layers::withoutImplied), tree(stack).map(Layers::withoutImplied));
      }
    }
  }

  /** Empty if a hard link leads to a file of a lower layer that the same layer would hide. */
  private static Optional<Stored> squashUnlessRefused(int from, List<Stored> layers)
      throws IOException {
    try {
      return Optional.of(squash(from, layers));
    } catch (LayerliftException e) {
      assertEquals(ErrorCode.LAYER_ENTRY, e.code(), e.getMessage());
      return Optional.empty();
    }
  }

  @Test
  void of_wholeStack_isSortedAndHasNoWhiteouts() throws IOException {
    assertEquals(
        List.of("./", "a/", "a/b", "a/z", "c/", "c/d", "e = a/b", "f -> a"),
        squashed(
            layer().file("c/d", "x").file("old", "").file("a/b", "y").symlink("f", "a"),
            layer().folder("./").whiteout("old").hardLink("e", "a/b").file("a/z", "")));
  }

  @Test
  void of_topLayers_keepsWhiteouts() throws IOException {
    assertEquals(
        List.of(".wh.gone", "a/.wh.b", "d/.wh..wh..opq", "d/new"),
        squashedOn(
            layer(),
            layer().whiteout("a/b").file("d/old", "").whiteout("gone"),
            layer().opaque("d").file("d/new", "")));
  }

  @Test
  void of_topLayersWithLeafInPlaceOfAWhiteout_dropsIt() throws IOException {
    assertEquals(
        List.of("a"), squashedOn(layer(), layer().whiteout("a"), layer().file("a", "")));
    assertEquals(
        List.of(".wh.a"), squashedOn(layer(), layer().file("a", ""), layer().whiteout("a")));
  }

  @Test
  void of_topLayersWithFolderInPlaceOfAWhiteoutOrALeaf_isOpaque() throws IOException {
    List<String> opaque = List.of("a/", "a/.wh..wh..opq", "a/x");
    assertEquals(opaque, squashedOn(layer(), layer().whiteout("a"), layer().file("a/x", "")));
    assertEquals(
        opaque, squashedOn(layer(), layer().file("a", ""), layer().folder("a").file("a/x", "")));
    assertEquals(opaque, squashedOn(layer(), layer().file("a/x", "").whiteout("a")));
  }

  @Test
  void of_topLayersWithOpaqueRoot_marksIt() throws IOException {
    assertEquals(
        List.of(".wh..wh..opq", "x"),
        squashedOn(layer(), layer().whiteout("a"), layer().opaque("").file("x", "")));
  }

  @Test
  void of_topLayersWithLinkToALowerLayer_comesBeforeWhatHidesItsTarget() throws IOException {
    assertEquals(
        List.of("z = a", ".wh.a"),
        squashedOn(layer().file("a", "x"), layer().hardLink("z", "a"), layer().whiteout("a")));
    assertEquals(
        List.of("z/", "z/b = a/x", "a/", "a/.wh..wh..opq", "z/c = z/b"),
        squashedOn(
            layer().file("a/x", "x"),
            layer().folder("z").hardLink("z/b", "a/x").hardLink("z/c", "z/b"),
            layer().folder("a").opaque("a")));
  }

  @Test
  void of_topLayersThroughALinkOfALowerLayer_goWhereItLeads() throws IOException {
    assertEquals(
        List.of("run/x", "var/.wh.run"),
        squashedOn(
            layer().folder("run").symlink("var/run", "/run"),
            layer().file("var/run/x", "x"),
            layer().whiteout("var/run")));
  }

  @Test
  void of_topLayersWithAMarkThatHidesTheLinkToIt_hideWhatTheLinkLedTo() throws IOException {
    assertEquals(
        List.of("a/.wh..wh..opq"),
        squashedOn(
            layer().symlink("a/d", "/a"), layer().file("a/x", "x"), layer().opaque("a/d")));
  }

  @Test
  void of_linkThatNoOrderCanKeep_isRefused() {
    assertThrows(
        LayerliftException.class,
        () -> squashedOn(
            layer(),
            layer().hardLink("b", "d/a"),
            layer().opaque("d").hardLink("d/c", "b"),
            layer().whiteout("b")));
    assertThrows(
        LayerliftException.class,
        () -> squashedOn(layer(), layer().whiteout("a"), layer().hardLink("b", "a")));
  }

  @Test
  void of_aufsLeftovers_areAppliedAndLeftOut() throws IOException {
    assertEquals(
        List.of("a", "b = a"),
        squashedOn(
            layer(),
            layer()
                .folder(".wh..wh.plnk")
                .file(".wh..wh.plnk/1.2", "content")
                .hardLink("a", ".wh..wh.plnk/1.2")
                .hardLink("b", ".wh..wh.plnk/1.2")));
  }

  @Test
  void of_nothingLeft_isAnEmptyTar() throws IOException {
    Stored made = squash(1, List.of(Layers.stored(layer().bytes())));
    assertEquals(1024, Layers.bytes(made).length);
  }

  @Test
  void of_packedLayer_throws() throws IOException {
    List<Stored> packed = List.of(Layers.stored(Packing.GZIP.pack(layer().bytes())));
    assertThrows(IllegalArgumentException.class, () -> squash(1, packed));
  }
}
