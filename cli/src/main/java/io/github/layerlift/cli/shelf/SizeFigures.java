package io.github.layerlift.cli.shelf;

import io.github.layerlift.cli.page.Bar;
import java.util.List;

/**
 * Sizes before and after.
 *
 * @param archives how many have both
 * @param before in bytes
 * @param after in bytes
 */
record SizeFigures(int archives, long before, long after) {
  static SizeFigures of(List<Archive> archives) {
    List<Archive> counted = archives.stream().filter(Archive::hasBothSizes).toList();
    return new SizeFigures(
        counted.size(),
        counted.stream().mapToLong(Archive::before).sum(),
        counted.stream().mapToLong(Archive::after).sum());
  }

  Bar beforeBar() {
    return bar(0, before);
  }

  Bar afterBar() {
    return bar(1, after);
  }

  private Bar bar(int kind, long bytes) {
    return new Bar(kind, 0, bytes / (double) Math.max(1, Math.max(before, after)));
  }
}
