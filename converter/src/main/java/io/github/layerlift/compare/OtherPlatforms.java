package io.github.layerlift.compare;

import io.github.layerlift.options.Aspect;
import io.github.layerlift.report.DiffReport.PlatformChange;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Compares the images of two indexes for other platforms, by their configs and diff IDs: no layer is
 * read for them.
 */
final class OtherPlatforms {
  private final Set<Aspect> ignored;

  OtherPlatforms(Set<Aspect> ignored) {
    this.ignored = ignored;
  }

  /** Those that differ, sorted by platform. */
  List<PlatformChange> differing(List<Side.Described> a, List<Side.Described> b) {
    SortedMap<String, Side.Described> ofA = byPlatform(a);
    SortedMap<String, Side.Described> ofB = byPlatform(b);
    Set<String> names = new TreeSet<>(ofA.keySet());
    names.addAll(ofB.keySet());
    List<PlatformChange> changes = new ArrayList<>();
    for (String name : names) {
      Side.Described one = ofA.get(name);
      Side.Described other = ofB.get(name);
      if (one == null || other == null) {
        changes.add(new PlatformChange(name, one != null, other != null, Set.of()));
      } else if (!aspects(one, other).isEmpty()) {
        changes.add(new PlatformChange(name, true, true, aspects(one, other)));
      }
    }
    return changes;
  }

  /** A platform that an index lists several times has its place among them behind its name. */
  private static SortedMap<String, Side.Described> byPlatform(List<Side.Described> images) {
    SortedMap<String, Side.Described> named = new TreeMap<>();
    for (Side.Described image : images) {
      String platform = image.platform();
      String name = platform;
      for (int place = 2; named.containsKey(name); place++) {
        name = platform + " (" + place + ")";
      }
      named.put(name, image);
    }
    return named;
  }

  /** Other layers may have the same files, but nobody has looked. */
  private Set<Aspect> aspects(Side.Described a, Side.Described b) {
    Set<Aspect> found = EnumSet.noneOf(Aspect.class);
    if (!ConfigDiff.platform(a.config(), b.config()).isEmpty()) {
      found.add(Aspect.PLATFORM);
    }
    if (!ConfigDiff.fields(a.config(), b.config()).isEmpty()) {
      found.add(Aspect.CONFIG);
    }
    if (!ConfigDiff.history(a.config(), b.config()).isEmpty()) {
      found.add(Aspect.HISTORY);
    }
    found.removeAll(ignored);
    boolean layersMatter = !ignored.contains(Aspect.LAYERS) || !ignored.contains(Aspect.FILES);
    if (layersMatter && !a.diffIds().equals(b.diffIds())) {
      found.add(Aspect.LAYERS);
    }
    return found;
  }
}
