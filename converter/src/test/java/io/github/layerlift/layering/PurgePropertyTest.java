package io.github.layerlift.layering;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Warning;
import io.github.layerlift.fault.Warnings;
import io.github.layerlift.image.LayerContent.Stored;
import io.github.layerlift.tree.ImageTree;
import io.github.layerlift.tree.Whiteouts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.statistics.Statistics;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Whatever layers do to each other: what is purged is gone, and nothing else changes. */
class PurgePropertyTest {
  private static final Set<ErrorCode> REFUSALS =
      EnumSet.of(ErrorCode.LAYER_ENTRY, ErrorCode.LINK_LOOP);

  private static String path(int number) {
    List<String> all = number % 2 == 0 ? RandomLayers.LEAVES : RandomLayers.FOLDERS;
    return all.get(number / 2 % all.size());
  }

  private static ImageTree tree(List<Stored> layers) throws IOException {
    return ImageTree.of(
        Layers.stack(layers), Whiteouts.APPLIED, Layers.MAX_ENTRIES, new Warnings());
  }

  /** What is at each path: the target of a symlink, and the content. */
  private static Optional<Map<String, String>> files(List<Stored> layers) throws IOException {
    try {
      Map<String, String> files = new TreeMap<>();
      for (String line : Layers.tree(Layers.stack(layers))) {
        String[] words = line.split(" ", -1);
        boolean folder = words[0].endsWith("/");
        boolean linked = !folder && !words[8].equals("itself");
        String link = folder ? "" : words[7];
        String content = folder ? "" : String.join(" ", List.of(words).subList(9, words.length));
        files.put(words[0], linked ? files.get(words[8]) : link + content);
      }
      return Optional.of(files);
    } catch (LayerliftException e) {
      return Optional.empty();
    }
  }

  /** What a purge of one path made of layers. */
  private record Purged(
      List<Stored> before, List<Stored> after, boolean found, List<Warning> warnings) {}

  /** Empty if it is refused: other files come by way of a link that goes, or a path has no end. */
  private static Optional<Purged> purge(List<List<Integer>> numbers, int choice)
      throws IOException {
    List<Stored> before = numbers.stream()
        .map(each -> Layers.stored(RandomLayers.layer(each, true)))
        .toList();
    if (files(before).isEmpty()) {
      return Optional.empty();
    }
    Warnings warnings = new Warnings();
    Purge purge = new Purge(List.of(path(choice)), Layers.MAX_ENTRIES, warnings);
    try {
      List<Stored> after = purge.apply(Layers.stack(before), plain -> plain);
      return Optional.of(new Purged(before, after, purge.hasFound(0), warnings.list()));
    } catch (LayerliftException e) {
      assertTrue(REFUSALS.contains(e.code()), e.getMessage());
      return Optional.empty();
    }
  }

  @Property(tries = 4000)
  void apply_path_isGoneAndNothingElseChanges(
      @ForAll @Size(min = 1, max = 4)
          List<@Size(max = 7) List<@IntRange(min = 0, max = 999_999) Integer>> numbers,
      @ForAll @IntRange(max = 99) int choice)
      throws IOException {
    Optional<Purged> purged = purge(numbers, choice);
    boolean found = purged.isPresent() && purged.get().found;
    Statistics.label("purged").collect(found);
    if (purged.isEmpty()) {
      return;
    }
    assertNull(tree(purged.get().after).find(path(choice)));
    Map<String, String> before = files(purged.get().before).orElseThrow();
    Map<String, String> after = files(purged.get().after).orElseThrow();
    for (Map.Entry<String, String> each : after.entrySet()) {
      assertEquals(before.get(each.getKey()), each.getValue(), each.getKey());
    }
    Set<String> gone = new HashSet<>(before.keySet());
    gone.removeAll(after.keySet());
    if (!found) {
      assertEquals(Set.of(), gone);
    } else if (numbers.stream().flatMap(List::stream).noneMatch(RandomLayers::isFolderLink)) {
      PathPattern pattern = PathPattern.of(path(choice));
      gone.removeIf(pattern::matches);
      // folders that only existed since the file was in them
      gone.removeIf(path -> path(choice).startsWith(path));
      assertEquals(Set.of(), gone);
    }
  }

  @Property(tries = 2000)
  void apply_contentOfWhatGoes_isNowhereUnlessAWarningSaysSo(
      @ForAll @Size(min = 1, max = 4)
          List<@Size(max = 7) List<@IntRange(min = 0, max = 999_999) Integer>> numbers,
      @ForAll @IntRange(max = 99) int choice)
      throws IOException {
    Optional<Purged> purged = purge(numbers, choice);
    if (purged.isPresent() && purged.get().warnings.isEmpty()) {
      Set<String> gone = contents(purged.get().before, PathPattern.of(path(choice))::matches);
      gone.retainAll(contents(purged.get().after, name -> true));
      assertEquals(Set.of(), gone);
    }
  }

  /** The contents of entries with certain names. */
  private static Set<String> contents(List<Stored> layers, Predicate<String> names)
      throws IOException {
    Set<String> contents = new HashSet<>();
    for (Stored layer : layers) {
      try (TarArchiveInputStream in =
          new TarArchiveInputStream(new ByteArrayInputStream(Layers.bytes(layer)))) {
        for (TarArchiveEntry each = in.getNextEntry(); each != null; each = in.getNextEntry()) {
          if (names.test(each.getName()) && each.getSize() > 0) {
            contents.add(new String(in.readAllBytes(), UTF_8));
          }
        }
      }
    }
    return contents;
  }
}
