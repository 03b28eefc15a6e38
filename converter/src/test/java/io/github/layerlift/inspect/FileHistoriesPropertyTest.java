package io.github.layerlift.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.layerlift.file.FileKind;
import io.github.layerlift.fixture.LayerFixture;
import io.github.layerlift.report.FileHistory;
import io.github.layerlift.report.ImageFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever layers do to each other: what is told of them is what a map of paths comes to. */
class FileHistoriesPropertyTest {
  private static final List<String> PATHS = List.of("a", "a/b", "a/b/c", "a/d", "a-b", "e", "e/f");

  /** The files of an image as a map, to which the entries of layers are applied one after the other. */
  private static final class Model {
    private final Map<String, Put> files = new TreeMap<>();
    private final Map<Integer, Integer> bytes = new HashMap<>();
    private final List<String> counts = new ArrayList<>();
    private Map<String, Put> before = Map.of();
    private LayerFixture fixture = LayerFixture.layer();
    private int layer;
    private int content;

    /**
     * Something put at a path.
     *
     * @param content which content; its size tells it from all others
     */
    private record Put(int layer, int content, int of) {}

    void start() {
      layer++;
      fixture = LayerFixture.layer();
      before = Map.copyOf(files);
    }

    /** Applies an entry, unless no engine could. */
    void add(int number) {
      String path = PATHS.get(number / 6 % PATHS.size());
      String other = PATHS.get(number / 60 % PATHS.size());
      switch (number % 6) {
        case 0, 1, 2, 3 -> {
          if (isReachable(path)) {
            add(number % 6, path, other);
          }
        }
        case 4 -> {
          fixture.whiteout(path);
          files.entrySet().removeIf(each -> isLower(each) && isIn(each.getKey(), path, true));
        }
        default -> {
          fixture.opaque(path);
          files.entrySet().removeIf(each -> isLower(each) && isIn(each.getKey(), path, false));
        }
      }
    }

    private void add(int kind, String path, String other) {
      Put target = files.get(other);
      if (kind == 3) {
        fixture.folder(path);
        files.remove(path);
      } else if (kind == 2 && target != null) {
        fixture.hardLink(path, other);
        put(path, new Put(layer, target.content, target.of));
      } else if (kind < 2) {
        content++;
        fixture.file(path, "x".repeat(content));
        put(path, new Put(layer, content, layer));
        bytes.merge(layer, content, Integer::sum);
      }
    }

    private void put(String path, Put put) {
      files.keySet().removeIf(each -> isIn(each, path, true));
      files.put(path, put);
    }

    private boolean isLower(Map.Entry<String, Put> file) {
      return file.getValue().layer < layer;
    }

    private static boolean isIn(String path, String folder, boolean itself) {
      return path.startsWith(folder + "/") || (itself && path.equals(folder));
    }

    private boolean isReachable(String path) {
      return files.keySet().stream().noneMatch(each -> isIn(path, each, false));
    }

    LayerFixture finish() {
      Set<String> added = new HashSet<>(files.keySet());
      added.removeAll(before.keySet());
      Set<String> deleted = new HashSet<>(before.keySet());
      deleted.removeAll(files.keySet());
      long changed = files.entrySet().stream()
          .filter(each -> each.getValue().layer == layer && !added.contains(each.getKey()))
          .count();
      counts.add("+" + added.size() + " ~" + changed + " -" + deleted.size());
      return fixture;
    }

    /** In the words of {@link Recorded}. */
    List<String> layers() {
      Map<Integer, Integer> left = new HashMap<>(bytes);
      Map<Integer, Integer> seen = new HashMap<>();
      files.values().forEach(put -> seen.put(put.content, put.of));
      seen.forEach((size, of) -> left.merge(of, -size, Integer::sum));
      List<String> layers = new ArrayList<>();
      for (int i = 1; i <= layer; i++) {
        layers.add(bytes.getOrDefault(i, 0) + " bytes, " + left.getOrDefault(i, 0) + " wasted, "
            + counts.get(i - 1));
      }
      return layers;
    }
  }

  @Property(tries = 5000)
  void of_anyLayers_isWhatAMapComesTo(
      @ForAll @Size(min = 1, max = 5)
          List<@Size(max = 8) List<@IntRange(min = 0, max = 999_999) Integer>> numbers)
      throws IOException {
    Model model = new Model();
    List<LayerFixture> layers = new ArrayList<>();
    for (List<Integer> layer : numbers) {
      model.start();
      layer.forEach(model::add);
      layers.add(model.finish());
    }
    ImageFiles files = Recorded.of(layers.toArray(LayerFixture[]::new));
    assertEquals(model.layers(), Recorded.layers(files));
    assertEquals(
        files.wasted(), files.files().stream().mapToLong(FileHistory::wasted).sum());
    Map<String, Integer> there = new TreeMap<>();
    long size = 0;
    for (FileHistory file : files.files()) {
      if (!file.isGone() && file.last().kind() != FileKind.FOLDER) {
        there.put(file.path(), file.last().layer());
        size += file.last().size();
      }
    }
    Map<String, Integer> expected = new TreeMap<>();
    model.files.forEach((path, put) -> expected.put(path, put.layer));
    assertEquals(expected, there);
    assertEquals(files.bytes() - files.wasted(), size);
  }
}
