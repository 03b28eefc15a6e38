package io.github.layerlift.compare;

import com.github.difflib.algorithm.Change;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.DeltaType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/** Finds what two lists share in the same order, in bounded time. */
final class Alignment {
  /** Up to here, the slowest comparison takes a few seconds. */
  private static final int MAX_DIFFERENT = 20_000;

  private Alignment() {}

  /**
   * The runs in which {@code a} and {@code b} differ, in their order. What is between the first
   * difference and the last one is a single run if it is too long to be searched.
   */
  static <T> List<Change> of(List<T> a, List<T> b, BiPredicate<T, T> same) {
    int common = Math.min(a.size(), b.size());
    int head = 0;
    while (head < common && same.test(a.get(head), b.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < common - head
        && same.test(a.get(a.size() - 1 - tail), b.get(b.size() - 1 - tail))) {
      tail++;
    }
    List<T> middleA = a.subList(head, a.size() - tail);
    List<T> middleB = b.subList(head, b.size() - tail);
    if (middleA.isEmpty() && middleB.isEmpty()) {
      return List.of();
    }
    int offset = head;
    boolean plain = middleA.isEmpty() || middleB.isEmpty();
    return plain || middleA.size() + middleB.size() > MAX_DIFFERENT
        ? List.of(run(offset, 0, middleA.size(), 0, middleB.size()))
        : joined(offset, new MyersDiffWithLinearSpace<T>(same).computeDiff(middleA, middleB, null));
  }

  /** What was removed and added in one place is one run. */
  private static List<Change> joined(int offset, List<Change> changes) {
    List<Change> runs = new ArrayList<>();
    for (Change each : changes) {
      Change last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
      int startA = offset + each.startOriginal;
      int startB = offset + each.startRevised;
      if (last != null && last.endOriginal == startA && last.endRevised == startB) {
        runs.remove(runs.size() - 1);
        startA = last.startOriginal;
        startB = last.startRevised;
      }
      runs.add(run(0, startA, offset + each.endOriginal, startB, offset + each.endRevised));
    }
    return runs;
  }

  private static Change run(int offset, int startA, int endA, int startB, int endB) {
    DeltaType type = DeltaType.CHANGE;
    if (startA == endA) {
      type = DeltaType.INSERT;
    } else if (startB == endB) {
      type = DeltaType.DELETE;
    }
    return new Change(type, offset + startA, offset + endA, offset + startB, offset + endB);
  }
}
