package io.github.layerlift.layering;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.WarningCode;
import io.github.layerlift.fault.Warnings;
import io.github.layerlift.file.FileKind;
import io.github.layerlift.image.LayerContent.Stored;
import io.github.layerlift.layering.LayerCut.Gap;
import io.github.layerlift.layering.LayerCut.Substitute;
import io.github.layerlift.tar.Entry;
import io.github.layerlift.tree.ImageTree;
import io.github.layerlift.tree.Inode;
import io.github.layerlift.tree.LayerStack;
import io.github.layerlift.tree.Leaf;
import io.github.layerlift.tree.MergeWatcher;
import io.github.layerlift.tree.WhiteoutNames;
import io.github.layerlift.tree.Whiteouts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Looks for files in all layers of one image. */
final class PurgeScan implements MergeWatcher {
  private final List<PathPattern> asked;
  private final Wanted wanted;

  /** Other paths of what was asked for. */
  private final Wanted others = new Wanted(new LinkedHashSet<>(), new HashMap<>());

  private final List<List<Gap>> gaps = new ArrayList<>();
  private final IdentityHashMap<Inode, List<String>> names = new IdentityHashMap<>();
  private final Map<String, String> keepers = new TreeMap<>();
  private final List<Stored> layers;
  private final BitSet found = new BitSet();

  private PurgeScan(List<Stored> layers, List<PathPattern> asked, Wanted others) {
    this.layers = layers;
    this.asked = asked;
    this.wanted = new Wanted(new LinkedHashSet<>(others.patterns), others.paths);
    for (int i = 0; i < asked.size(); i++) {
      wanted.patterns.add(new Sought(i, asked.get(i)));
    }
    layers.forEach(layer -> gaps.add(new ArrayList<>()));
  }

  /**
   * Files to look for.
   *
   * @param asked the place of the pattern that asks for them
   */
  private record Sought(int asked, PathPattern pattern) {}

  /**
   * What to look for.
   *
   * @param paths of files and folders, each with the places of the patterns that ask for it; links may
   *     lead to many, so they are looked up instead of being matched one by one
   */
  private record Wanted(Set<Sought> patterns, Map<String, BitSet> paths) {
    /** The places of the patterns that ask for {@code path}, or for a folder that it is in. */
    BitSet asking(String path) {
      BitSet asking = new BitSet();
      for (Sought each : patterns) {
        if (!asking.get(each.asked) && each.pattern.matches(path)) {
          asking.set(each.asked);
        }
      }
      for (String at = path; !paths.isEmpty() && !at.isEmpty(); ) {
        BitSet exact = paths.get(at);
        if (exact != null) {
          asking.or(exact);
        }
        at = at.substring(0, Math.max(0, at.lastIndexOf('/')));
      }
      return asking;
    }
  }

  /**
   * Reads the headers of all layers: once more if links lead to what matches, since the paths at which
   * it is in other layers are known only then.
   */
  static PurgeScan of(LayerStack stack, List<PathPattern> asked, int maxEntries)
      throws IOException {
    PurgeScan first = of(stack, asked, new Wanted(Set.of(), Map.of()), maxEntries);
    boolean isAll = first.others.patterns.isEmpty() && first.others.paths.isEmpty();
    return isAll ? first : of(stack, asked, first.others, maxEntries);
  }

  private static PurgeScan of(
      LayerStack stack, List<PathPattern> asked, Wanted others, int maxEntries) throws IOException {
    PurgeScan scan = new PurgeScan(stack.layers(), asked, others);
    // what a merge warns of doesn't concern a single file
    ImageTree.of(stack, Whiteouts.APPLIED, maxEntries, new Warnings(), scan);
    return scan;
  }

  /** Which of the patterns match a file that is there; what only hides files doesn't count. */
  BitSet found() {
    return found;
  }

  /** What goes out of each layer, base first. */
  List<LayerCut> cuts() {
    List<LayerCut> cuts = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      cuts.add(new LayerCut(layers.get(i), gaps.get(i)));
    }
    return cuts;
  }

  /** Warns of names that keep the content of what goes. */
  void warnOfLinks(Warnings warnings) {
    keepers.forEach((keeper, gone) -> warnings.add(
        WarningCode.CONTENT_KEPT,
        "\"/" + keeper + "\" keeps the content of \"/" + gone
            + "\", since both are names of one file; purge both to be rid of it"));
  }

  @Override
  public void applying(int layer, Entry entry, long start, long end, ImageTree tree)
      throws LayerliftException {
    if (entry.name().isEmpty()) {
      return;
    }
    boolean whiteout = WhiteoutNames.isWhiteout(entry.name());
    String name = whiteout ? WhiteoutNames.hidden(entry.name()) : entry.name();
    String place = place(name, tree);
    boolean goes = goes(place);
    if (!goes) {
      noteElsewhere(name, place);
    }
    if (!whiteout && !WhiteoutNames.isOpaque(place)) {
      found.or(wanted.asking(place));
    }
    Substitute put = entry.kind() == FileKind.HARD_LINK ? link(entry, place, goes, tree) : null;
    if (goes || put != null) {
      gaps.get(layer - 1).add(new Gap(start, end, put));
    }
    if (!goes && !place.equals(name)) {
      requireLinks(entry, name, tree);
    }
  }

  /** Notes where a file is that only its name in the layer matches. */
  private void noteElsewhere(String name, String place) {
    for (int i = 0; i < asked.size(); i++) {
      if (asked.get(i).matches(name)) {
        others.paths.computeIfAbsent(place, any -> new BitSet()).set(i);
      }
    }
  }

  /** Notes where the folders of the patterns lead. */
  @Override
  public void finished(ImageTree tree) throws LayerliftException {
    for (int i = 0; i < asked.size(); i++) {
      PathPattern pattern = asked.get(i);
      String folders = place(pattern.folders(), tree);
      if (!folders.equals(pattern.folders())) {
        others.patterns.add(new Sought(i, pattern.in(folders)));
      }
    }
  }

  private static String place(String name, ImageTree tree) throws LayerliftException {
    String place = tree.place(name);
    return place == null ? name : place;
  }

  /** A mark in a folder that hides all of lower layers in it goes with the folder only. */
  private boolean goes(String place) {
    int end = WhiteoutNames.isOpaque(place) ? place.lastIndexOf('/') : place.length();
    String path = place.substring(0, Math.max(0, end));
    return !path.isEmpty() && !wanted.asking(path).isEmpty();
  }

  /** What is put in place of a hard link; null if it stays as it is, or goes too. */
  private @Nullable Substitute link(Entry link, String place, boolean goes, ImageTree tree)
      throws LayerliftException {
    String target = place(link.link(), tree);
    boolean targetGoes = goes(target);
    if (goes != targetGoes) {
      keepers.put(goes ? target : place, goes ? place : target);
    }
    Inode inode = inode(target, tree);
    if (inode == null) {
      return null;
    }
    List<String> known = names.computeIfAbsent(inode, any -> new ArrayList<>(List.of(target)));
    boolean changes = targetGoes || purgedLinkTo(link.link(), tree) != null;
    Substitute put = goes || !changes ? null : substitute(link, place, inode, known, tree);
    known.add(place);
    return put;
  }

  private Substitute substitute(
      Entry link, String place, Inode inode, List<String> names, ImageTree tree)
      throws LayerliftException {
    for (String name : names) {
      String other = place(name, tree);
      boolean stays = !other.equals(place) && !goes(other);
      if (stays && Objects.equals(inode(other, tree), inode)) {
        return new Substitute(link.name(), other, inode, link.attributes());
      }
    }
    return new Substitute(link.name(), null, inode, inode.linked(link.attributes()));
  }

  private static @Nullable Inode inode(String path, ImageTree tree) throws LayerliftException {
    return tree.find(path) instanceof Leaf leaf ? leaf.inode() : null;
  }

  /** Refuses what would be elsewhere without a link that goes. */
  private void requireLinks(Entry entry, String name, ImageTree tree) throws LayerliftException {
    Leaf link = purgedLinkTo(name, tree);
    if (link != null) {
      throw Fault.of(
              ErrorCode.LAYER_ENTRY,
              "\"/" + link.path()
                  + "\" can't be purged: it is a link, and a layer has files below it")
          .in(entry.name())
          .hint("purge those too, or remove the link instead, which only hides it")
          .exception();
    }
  }

  /** A link on the way to {@code path} that goes; null if all stay. */
  private @Nullable Leaf purgedLinkTo(String path, ImageTree tree) throws LayerliftException {
    for (Leaf link : tree.linksTo(path)) {
      if (goes(link.path())) {
        return link;
      }
    }
    return null;
  }
}
