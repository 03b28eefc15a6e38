package io.github.layerlift.plan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.layerlift.archive.SparseSource;
import io.github.layerlift.bytes.Extent;
import io.github.layerlift.image.Compression;
import io.github.layerlift.layout.Layout;
import io.github.layerlift.layout.LayoutFile;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TarPlanTest {

  private static final Layout LAYOUT = new Layout(
      List.of(file("oci-layout", 30), file("index.json", 513)),
      List.of(file("blobs/sha256/a", 512), file("blobs/sha256/b", 0)),
      List.of(),
      List.of());

  @Test
  void of_smallBlobs_offsetsToTheByte() {
    Blob one = blob(0, 1);
    Blob none = blob(1, 0);
    Blob two = blob(2, 1024);
    TarPlan plan = TarPlan.of(LAYOUT, List.of(one, none, two));
    assertArrayEquals(new long[] {0, 1024, 1024 + 1536 + 1024, 4608}, plan.files());
    assertArrayEquals(new long[] {5120, 6144, 6656}, plan.layers());
    assertEquals(5120 + 512, plan.data(one));
    assertEquals(6656 + 512, plan.data(two));
    assertEquals(6656 + 512 + 1024, plan.end());
    assertEquals(plan.end() + 1024, plan.size());
  }

  @Test
  void of_blobOver8GiB_threeHeaderBlocks() {
    long size = (8L << 30) + 1;
    Blob big = blob(0, size);
    Blob after = blob(1, 10);
    TarPlan plan = TarPlan.of(LAYOUT, List.of(big, after));
    assertEquals(5120 + 3 * 512, plan.data(big));
    assertEquals(5120 + 3 * 512 + size + 511, plan.layers()[1]);
    assertEquals(plan.layers()[1] + 512, plan.data(after));
  }

  @Test
  void of_nothing_foldersAndEndOnly() {
    TarPlan plan =
        TarPlan.of(new Layout(List.of(file("a", 1)), List.of(), List.of(), List.of()), List.of());
    assertArrayEquals(new long[] {0}, plan.files());
    assertEquals(1024 + 1024, plan.end());
  }

  @Test
  void of_layersOnly_foldersBeforeThem() {
    TarPlan plan = TarPlan.of(
        new Layout(List.of(file("a", 1)), List.of(), List.of(), List.of()), List.of(blob(0, 5)));
    assertEquals(1024 + 1024, plan.layers()[0]);
  }

  @ParameterizedTest
  @CsvSource({"0,512", "8589934591,512", "8589934592,1536", "9223372036854775807,1536"})
  void headerLength_size_blocks(long size, int length) {
    assertEquals(length, TarPlan.headerLength(size));
  }

  @ParameterizedTest
  @CsvSource({"0,0", "1,512", "511,512", "512,512", "513,1024", "8589934592,8589934592"})
  void padded_size_wholeBlocks(long size, long padded) {
    assertEquals(padded, TarPlan.padded(size));
  }

  private static LayoutFile file(String name, int size) {
    return new LayoutFile(name, new byte[size]);
  }

  private static Blob blob(int index, long size) {
    Extent extent = new Extent(new SparseSource(new byte[0], size), "layer", 0, size);
    return new Blob(index, extent, Compression.NONE, true);
  }
}
