package io.github.layerlift.compare;

import static io.github.layerlift.fixture.LayerFixture.layer;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import io.github.layerlift.bytes.Extent;
import io.github.layerlift.bytes.MemorySource;
import io.github.layerlift.codec.Decoder;
import io.github.layerlift.codec.UnpackLimits;
import io.github.layerlift.fault.Warnings;
import io.github.layerlift.fixture.LayerFixture;
import io.github.layerlift.fixture.Packing;
import io.github.layerlift.image.Compression;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.LayerContent.Stored;
import io.github.layerlift.progress.Monitor;
import io.github.layerlift.tree.ImageTree;
import io.github.layerlift.tree.LayerStack;
import io.github.layerlift.tree.Leaf;
import io.github.layerlift.tree.Node;
import io.github.layerlift.tree.Whiteouts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PassingHashesTest {
  private static final String LONG = "0123456789".repeat(20_000);
  private static final Map<String, String> FILES =
      Map.of("a", "x", "b", LONG, "c", "y".repeat(512), "d", "", "e", "z".repeat(513));

  private static LayerStack stack(Packing packing, LayerFixture... layers) {
    Map<Integer, Stored> stored = new TreeMap<>();
    for (LayerFixture layer : layers) {
      byte[] packed = packing.pack(layer.bytes());
      Extent extent = new Extent(new MemorySource("layer", packed), "layer", 0, packed.length);
      stored.put(stored.size() + 1, new Stored(extent, Compression.detect(packed), null));
    }
    return new LayerStack(stored, new Decoder(new UnpackLimits(1L << 30, 1000)), new Monitor());
  }

  private static LayerFixture files() {
    LayerFixture layer = layer().folder("f").symlink("l", "a");
    new TreeMap<>(FILES).forEach(layer::file);
    return layer.hardLink("link", "a");
  }

  private static Leaf leaf(ImageTree tree, String name) throws IOException {
    Node node = tree.find(name);
    assertNotNull(node, name);
    return (Leaf) node;
  }

  @ParameterizedTest
  @ValueSource(strings = {"PLAIN", "GZIP", "ZSTD"})
  void of_fileOfAWantedLayer_isTheHashOfItsContent(Packing packing) throws IOException {
    PassingHashes hashes = new PassingHashes(Set.of(2));
    LayerStack layers = stack(packing, layer().file("base", "base"), files());
    ImageTree tree = ImageTree.of(layers, Whiteouts.APPLIED, 100, new Warnings(), hashes);
    for (Map.Entry<String, String> file : FILES.entrySet()) {
      HashCode expected = file.getValue().isEmpty()
          ? null
          : Hashing.sha256().hashBytes(file.getValue().getBytes(UTF_8));
      assertEquals(expected, hashes.of(leaf(tree, file.getKey()).inode()), file.getKey());
    }
    assertEquals(
        hashes.of(leaf(tree, "a").inode()), hashes.of(leaf(tree, "link").inode()));
    assertNull(hashes.of(leaf(tree, "base").inode()), "not wanted");
  }

  @Test
  void opening_anyReads_giveTheSameBytes() throws IOException {
    byte[] bytes = files().bytes();
    PassingHashes hashes = new PassingHashes(Set.of(1));
    assertArrayEquals(bytes, hashes.opening(1, new ByteArrayInputStream(bytes)).readAllBytes());
    try (InputStream in = hashes.opening(1, new ByteArrayInputStream(bytes))) {
      assertEquals(bytes[0], (byte) in.read());
      assertEquals(9, in.skip(9));
      assertEquals(bytes[10], (byte) in.read());
      in.skipNBytes(bytes.length - 11);
      assertEquals(-1, in.read());
    }
  }

  @Test
  void worthIt_layers_areThePackedOnesThatTheOtherLacks() {
    Digest one = Digest.of(new byte[] {1});
    Digest two = Digest.of(new byte[] {2});
    LayerFixture layer = layer().file("a", "a");
    assertEquals(
        Set.of(2),
        PassingHashes.worthIt(stack(Packing.GZIP, layer, layer), List.of(one, two), List.of(one)));
    assertEquals(
        Set.of(), PassingHashes.worthIt(stack(Packing.PLAIN, layer), List.of(two), List.of(one)));
  }
}
