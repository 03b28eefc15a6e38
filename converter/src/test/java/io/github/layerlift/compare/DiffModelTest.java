package io.github.layerlift.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.fixture.DockerSave;
import io.github.layerlift.fixture.ImageFixture;
import io.github.layerlift.fixture.LayerFixture;
import io.github.layerlift.fixture.OciSave;
import io.github.layerlift.fixture.Packing;
import io.github.layerlift.options.Aspect;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Random images, compared with what a few lines of code say of them. */
class DiffModelTest extends WithDiffs {
  private static final int PAIRS = 300;
  private static final List<String> FOLDERS = List.of("", "d/", "d/e/", "g/");
  private static final List<String> NAMES = List.of("a", "b", "c");
  private static final List<String> CONTENTS = List.of("", "1", "2", "long");

  /** A file under any number of names, or a folder. */
  private static final class Model {
    private final String type;
    private final String content;
    private int mode;
    private int owner;

    Model(String type, String content, int mode, int owner) {
      this.type = type;
      this.content = content;
      this.mode = mode;
      this.owner = owner;
    }
  }

  /** Makes layers, and keeps in mind what comes of them. */
  private static final class Maker {
    private final Random random;
    private final TreeMap<String, Model> files = new TreeMap<>();
    private ImageFixture image = image();

    Maker(Random random) {
      this.random = random;
    }

    Maker copy() {
      Maker copy = new Maker(random);
      copy.image = image;
      Map<Model, Model> copies = new HashMap<>();
      files.forEach((path, file) -> copy.files.put(
          path,
          copies.computeIfAbsent(
              file, each -> new Model(each.type, each.content, each.mode, each.owner))));
      return copy;
    }

    private <T> T any(List<T> list) {
      return list.get(random.nextInt(list.size()));
    }

    void layer() {
      LayerFixture layer = LayerFixture.layer();
      TreeSet<String> touched = new TreeSet<>();
      for (int i = random.nextInt(6); i >= 0; i--) {
        String path = any(FOLDERS) + any(NAMES);
        if (touched.stream().noneMatch(each -> overlap(each, path))) {
          touched.add(path);
          step(layer, path);
        }
      }
      image = image.layer(layer.bytes());
    }

    private static boolean overlap(String one, String other) {
      return one.equals(other) || one.startsWith(other + "/") || other.startsWith(one + "/");
    }

    private void step(LayerFixture layer, String path) {
      int mode = any(List.of(0600, 0644));
      int owner = random.nextInt(2);
      layer.mode(mode).owner(owner);
      String first = files.entrySet().stream()
          .filter(each -> each.getValue().type.equals("file") && !each.getKey().equals(path))
          .map(each -> each.getKey())
          .findFirst()
          .orElse("");
      switch (random.nextInt(6)) {
        case 0, 1 -> {
          String content = any(CONTENTS);
          layer.file(path, content);
          put(path, new Model("file", content, mode, owner));
        }
        case 2 -> {
          layer.symlink(path, "t" + owner);
          put(path, new Model("link", "t" + owner, 0, owner));
        }
        case 3 -> {
          layer.folder(path);
          putFolder(path, mode, owner);
        }
        case 4 -> {
          layer.whiteout(path);
          files.keySet().removeIf(each -> each.equals(path) || each.startsWith(path + "/"));
        }
        default -> link(layer, path, first, mode, owner);
      }
    }

    private void link(LayerFixture layer, String path, String first, int mode, int owner) {
      if (!first.isEmpty() && !first.startsWith(path + "/")) {
        layer.hardLink(path, first);
        Model file = files.get(first);
        file.mode = mode;
        file.owner = owner;
        put(path, file);
      }
    }

    private void put(String path, Model file) {
      files.keySet().removeIf(each -> each.startsWith(path + "/"));
      makeParents(path);
      files.put(path, file);
    }

    private void putFolder(String path, int mode, int owner) {
      makeParents(path);
      files.put(path, new Model("folder", "", mode, owner));
    }

    /** Folders without an entry. */
    private void makeParents(String path) {
      for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
        String parent = path.substring(0, slash);
        Model there = files.get(parent);
        if (there == null || !there.type.equals("folder")) {
          files.put(parent, new Model("folder", "", 0755, 0));
        }
      }
    }
  }

  private static List<String> expected(Maker a, Maker b) {
    TreeSet<String> paths = new TreeSet<>((one, other) -> compare(one, other));
    paths.addAll(a.files.keySet());
    paths.addAll(b.files.keySet());
    TreeSet<String> common = new TreeSet<>(a.files.keySet());
    common.retainAll(b.files.keySet());
    common.removeIf(path ->
        a.files.get(path).type.equals("folder") || b.files.get(path).type.equals("folder"));
    List<String> lines = new ArrayList<>();
    for (String path : paths) {
      Model one = a.files.get(path);
      Model other = b.files.get(path);
      if (one == null || other == null) {
        lines.add((one == null ? "+" : "-") + path);
      } else {
        String aspects = aspects(one, other, names(a, one, common), names(b, other, common));
        if (!aspects.isEmpty()) {
          lines.add(path + " " + aspects);
        }
      }
    }
    return lines;
  }

  /** Folders come right before what is in them. */
  private static int compare(String one, String other) {
    return one.replace('/', '\0').compareTo(other.replace('/', '\0'));
  }

  private static List<String> names(Maker maker, Model file, Set<String> common) {
    return common.stream().filter(path -> maker.files.get(path) == file).toList();
  }

  private static String aspects(Model one, Model other, List<String> namesA, List<String> namesB) {
    List<String> aspects = new ArrayList<>();
    if (!one.type.equals(other.type)) {
      aspects.add("type");
    } else if (!one.content.equals(other.content)) {
      aspects.add(one.type.equals("link") ? "link" : "content");
    }
    boolean links = one.type.equals("link") || other.type.equals("link");
    if (one.mode != other.mode && !links) {
      aspects.add("mode");
    }
    if (one.owner != other.owner) {
      aspects.add("owner");
    }
    boolean folder = one.type.equals("folder") || other.type.equals("folder");
    if (!folder && !namesA.equals(namesB)) {
      aspects.add("hard-links");
    }
    return String.join(",", aspects);
  }

  @Test
  void diff_randomImages_findsWhatTheModelDoes() throws IOException {
    int differences = 0;
    for (int seed = 0; seed < PAIRS; seed++) {
      Random random = new Random(seed);
      Maker a = new Maker(random);
      for (int i = random.nextInt(3); i > 0; i--) {
        a.layer();
      }
      Maker b = a.copy();
      a.layer();
      b.layer();
      if (random.nextBoolean()) {
        b.layer();
      }
      Packing packing = List.of(Packing.values()).get(random.nextInt(Packing.values().length));
      diff(
          input(OciSave.of(packing, a.image).archive()),
          input(DockerSave.of(b.image).archive()),
          ignoring(Aspect.TIMES));
      assertEquals(expected(a, b), lines(), "seed " + seed);
      differences += changes.size();
    }
    assertTrue(differences > PAIRS, "only " + differences);
  }
}
