package io.github.layerlift.layering;

import io.github.layerlift.fixture.LayerFixture;
import java.util.List;

/** Layers of few names, on which everything happens that layers can do to each other. */
final class RandomLayers {
  static final List<String> FOLDERS = List.of("a", "b", "a/d", "a-b");
  static final List<String> LEAVES =
      List.of("a/x", "a/y", "b/x", "a/d/x", "a/d/y", "a/!", "z", "a-b/x");

  private static final int KINDS = 13;

  private RandomLayers() {}

  /**
   * Makes a layer from numbers, one for each entry.
   *
   * @param alike whether all leaves have the same metadata, which hard links then don't change
   */
  static byte[] layer(List<Integer> numbers, boolean alike) {
    LayerFixture layer = LayerFixture.layer();
    for (int number : numbers) {
      int kind = number % KINDS;
      if (!alike || kind == 4 || kind == 5) {
        describe(layer, number / KINDS);
      } else {
        layer.mode(0640);
      }
      add(layer, kind, number / KINDS);
    }
    return layer.bytes();
  }

  /** Whether a number makes a link to a folder, through which others may be named. */
  static boolean isFolderLink(int number) {
    return number % KINDS == KINDS - 1;
  }

  private static void describe(LayerFixture layer, int number) {
    layer.mode(0600 + number % 8);
    if (number % 5 == 0) {
      layer.pax("mtime", number + ".25");
    } else if (number % 5 == 1) {
      layer.pax("SCHILY.xattr.user.n", "v" + number);
    }
  }

  private static void add(LayerFixture layer, int kind, int number) {
    String folder = FOLDERS.get(number % FOLDERS.size());
    String leaf = LEAVES.get(number % LEAVES.size());
    String other = LEAVES.get(number / LEAVES.size() % LEAVES.size());
    switch (kind) {
      case 0, 1, 2 -> layer.file(leaf, "content " + number);
      case 3 -> layer.file(folder, "in place of a folder " + number);
      case 4, 5 -> layer.folder(folder);
      case 6 -> layer.whiteout(leaf);
      case 7 -> layer.whiteout(folder);
      case 8 -> layer.opaque(number % 9 == 0 ? "" : folder);
      case 9, 10 -> layer.hardLink(leaf, other);
      case 11 -> layer.symlink(leaf, "target" + number);
      default -> layer.symlink(folder, "/" + FOLDERS.get(number / FOLDERS.size() % FOLDERS.size()));
    }
  }
}
