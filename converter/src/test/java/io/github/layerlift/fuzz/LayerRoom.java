package io.github.layerlift.fuzz;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.bytes.MemorySource;
import io.github.layerlift.fault.Warnings;
import io.github.layerlift.image.Compression;
import io.github.layerlift.image.LayerContent.Stored;
import io.github.layerlift.progress.Monitor;
import io.github.layerlift.tree.ImageTree;
import io.github.layerlift.tree.LayerStack;
import io.github.layerlift.tree.Picked;
import io.github.layerlift.tree.Whiteouts;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Merges layers into a tree and reads its files. The bytes are applied on top of a layer of ours, twice. */
final class LayerRoom implements Room {
  private static final int MAX_ENTRIES = 10_000;

  @Override
  public List<byte[]> seeds() {
    return Seeds.layers();
  }

  @Override
  public void read(byte[] data) throws IOException {
    byte[] layer = FuzzedTar.of(data);
    Map<Integer, Stored> stored = new HashMap<>();
    for (byte[] each : List.of(Seeds.baseLayer(), layer, layer)) {
      stored.put(
          stored.size() + 1,
          new Stored(MemorySource.extent("layer.tar", each), Compression.detect(each), null));
    }
    LayerStack stack = new LayerStack(stored, CodecRoom.DECODER, new Monitor());
    Picked all =
        ImageTree.of(stack, Whiteouts.APPLIED, MAX_ENTRIES, new Warnings()).pick(List.of());
    all.nodes().forEach(node -> requireInside(node.path()));
    stack.read(all.files(), (file, content) -> content.skipNBytes(file.inode().size()));
  }

  private static void requireInside(String path) {
    assertFalse(path.startsWith("/"), path);
    for (String part : path.split("/", -1)) {
      assertFalse(part.equals("..") || part.equals("."), path);
      assertTrue(part.indexOf('\0') < 0, path);
    }
  }
}
