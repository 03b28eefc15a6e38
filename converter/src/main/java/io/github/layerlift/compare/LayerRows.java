package io.github.layerlift.compare;

import io.github.layerlift.image.Compression;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.Layer;
import io.github.layerlift.image.LayerContent.Stored;
import io.github.layerlift.report.DiffReport;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts the layers of two images beside each other. */
final class LayerRows {
  private final Side.Described a;
  private final Side.Described b;
  private final List<String> commandsA;
  private final List<String> commandsB;
  private final List<DiffReport.Layer> rows = new ArrayList<>();

  private LayerRows(Side.Described a, Side.Described b) {
    this.a = a;
    this.b = b;
    this.commandsA = ConfigDiff.commands(a.config(), a.diffIds().size());
    this.commandsB = ConfigDiff.commands(b.config(), b.diffIds().size());
  }

  /** How many of the lowest layers are the same. */
  static int sharedBase(Side.Described a, Side.Described b) {
    int shared = 0;
    int most = Math.min(a.diffIds().size(), b.diffIds().size());
    while (shared < most && a.diffIds().get(shared).equals(b.diffIds().get(shared))) {
      shared++;
    }
    return shared;
  }

  /** Whether a plain layer that both have, as they say, is not of one size in both. */
  static boolean areContradictory(Side.Described a, Side.Described b) {
    Map<Digest, Long> sizes = new HashMap<>();
    for (int i = 0; i < a.diffIds().size(); i++) {
      if (isPlain(a.image().layers().get(i))) {
        sizes.put(a.diffIds().get(i), a.image().layers().get(i).content().size());
      }
    }
    for (int i = 0; i < b.diffIds().size(); i++) {
      Layer layer = b.image().layers().get(i);
      long size = layer.content().size();
      if (isPlain(layer) && sizes.getOrDefault(b.diffIds().get(i), size) != size) {
        return true;
      }
    }
    return false;
  }

  private static boolean isPlain(Layer layer) {
    return layer.content() instanceof Stored stored && stored.compression() == Compression.NONE;
  }

  /** All layers, each once; those of the first image alone before those of the second. */
  static List<DiffReport.Layer> of(Side.Described a, Side.Described b) {
    LayerRows rows = new LayerRows(a, b);
    rows.fill();
    return rows.rows;
  }

  private void fill() {
    Map<Digest, Deque<Integer>> places = new HashMap<>();
    for (int i = 0; i < a.diffIds().size(); i++) {
      places.computeIfAbsent(a.diffIds().get(i), any -> new ArrayDeque<>()).add(i + 1);
    }
    int[] partners = new int[b.diffIds().size() + 1];
    boolean[] taken = new boolean[a.diffIds().size() + 1];
    for (int i = 1; i < partners.length; i++) {
      Deque<Integer> same = places.getOrDefault(b.diffIds().get(i - 1), new ArrayDeque<>());
      partners[i] = same.isEmpty() ? 0 : same.removeFirst();
      taken[partners[i]] |= partners[i] > 0;
    }
    int next = 1;
    for (int i = 1; i < partners.length; i++) {
      next = addAlone(next, below(partners, i, taken.length), taken);
      add(partners[i], i);
    }
    addAlone(next, taken.length, taken);
  }

  /** The place in the first image of the next layer that both have. */
  private static int below(int[] partners, int from, int end) {
    int i = from;
    while (i < partners.length && partners[i] == 0) {
      i++;
    }
    return i < partners.length ? partners[i] : end;
  }

  /** Adds the layers of the first image alone up to one; returns where to go on. */
  private int addAlone(int from, int end, boolean[] taken) {
    for (int i = from; i < end; i++) {
      if (!taken[i]) {
        add(i, 0);
      }
    }
    return Math.max(from, end);
  }

  private void add(int ofA, int ofB) {
    rows.add(new DiffReport.Layer(
        (ofA > 0 ? a.diffIds().get(ofA - 1) : b.diffIds().get(ofB - 1)).toString(),
        ofA,
        ofB,
        ofA > 0 ? a.image().layers().get(ofA - 1).content().size() : 0,
        ofB > 0 ? b.image().layers().get(ofB - 1).content().size() : 0,
        ofA > 0 ? commandsA.get(ofA - 1) : commandsB.get(ofB - 1)));
  }
}
