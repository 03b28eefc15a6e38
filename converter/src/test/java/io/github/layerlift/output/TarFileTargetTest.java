package io.github.layerlift.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.bytes.ByteSource;
import io.github.layerlift.bytes.Extent;
import io.github.layerlift.bytes.MemorySource;
import io.github.layerlift.bytes.Spool;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Faults;
import io.github.layerlift.image.Compression;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.Layer;
import io.github.layerlift.image.Root;
import io.github.layerlift.layout.Layout;
import io.github.layerlift.layout.LayoutFile;
import io.github.layerlift.layout.LayoutOptions;
import io.github.layerlift.layout.SampleImages;
import io.github.layerlift.plan.Blob;
import io.github.layerlift.plan.BlobTable;
import io.github.layerlift.plan.TarPlan;
import io.github.layerlift.pour.Slot;
import io.github.layerlift.progress.Monitor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Layers that are written before all positions are known. */
class TarFileTargetTest {
  private static final List<String> LAYERS = List.of("base", "x".repeat(512), "y".repeat(700));
  private static final List<Digest> DIGESTS =
      LAYERS.stream().map(SampleImages::digest).toList();
  private static final LayoutOptions ALL = new LayoutOptions(true, true, false);
  private static final int FLUSH_STEP = 16 << 20;

  @TempDir
  private Path folder;

  private final List<Root> roots = List.of(SampleImages.image("{\"c\":1}", layers(), "app"));
  private final BlobTable table = BlobTable.of(roots, Map.of());
  private final Layout layout = Layout.of(roots, SampleImages.DIGESTS, ALL);
  private final TarPlan plan = TarPlan.of(layout, table.blobs());

  private WatchedDisk disk;

  @BeforeEach
  void watch() {
    disk = new WatchedDisk(folder);
  }

  @Test
  void place_layers_startsWhereTheFirstStands() throws IOException {
    try (TarFileTarget target = open()) {
      Spool spool = target.place(layout, table.blobs()).orElseThrow();
      assertEquals(plan.layers()[0], spool.size());
      assertEquals(folder.resolve("out.tar").toString(), spool.name());
    }
  }

  @Test
  void place_noLayers_startsAtTheEnd() throws IOException {
    try (TarFileTarget target = open()) {
      Spool spool = target.place(layout, List.of()).orElseThrow();
      assertEquals(TarPlan.of(layout, List.of()).end(), spool.size());
    }
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows opens no folder to flush it")
  void finish_layersWhereTheyBelong_stayThere() throws IOException {
    try (TarFileTarget target = open()) {
      List<Blob> blobs = place(target, 0, LAYERS.size());
      Target.Writing writing = target.start(layout, blobs);
      assertEquals(1, names().size());
      for (Blob blob : blobs) {
        assertEquals(blob.size(), writing.slot(blob).copy(blob.source(), 0, 10_000));
      }
      Blob last = blobs.get(2);
      assertEquals(100, writing.slot(last).copy(last.source(), 600, 300));
      assertEquals(300, writing.slot(last).copy(last.source(), 0, 300));
      writing.finish(layout, DIGESTS);
    }
    assertFinished();
    assertEquals(List.of("flush TEMP", "link out.tar TEMP", "flush ."), disk.events());
  }

  /** As if the documents had become smaller; or only what follows the first layer. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void finish_layersWhereTheyDoNotBelong_areMoved(int firstMisplaced) throws IOException {
    try (TarFileTarget target = open()) {
      List<Blob> blobs = place(target, 512, firstMisplaced);
      Target.Writing writing = target.start(layout, blobs);
      assertEquals(2, names().size());
      for (Blob blob : blobs) {
        Slot slot = writing.slot(blob);
        for (long at = 0; at < blob.size(); ) {
          long copied = slot.copy(blob.source(), at, 300);
          assertEquals(Math.min(300, blob.size() - at), copied);
          at += copied;
        }
      }
      writing.finish(layout, DIGESTS);
    }
    assertFinished();
  }

  /** The same offset means nothing in another file. */
  @Test
  void start_layersOfAnotherSource_areMoved() throws IOException {
    try (TarFileTarget target = open()) {
      List<Blob> written = place(target, 0, LAYERS.size());
      List<Blob> elsewhere = new ArrayList<>();
      for (Blob blob : written) {
        byte[] bytes = new byte[(int) plan.end()];
        byte[] layer = LAYERS.get(blob.index()).getBytes(UTF_8);
        System.arraycopy(layer, 0, bytes, (int) plan.data(blob), layer.length);
        ByteSource source = new MemorySource(bytes);
        Extent extent = new Extent(source, "layer", plan.data(blob), layer.length);
        elsewhere.add(new Blob(blob.index(), extent, Compression.NONE, false));
      }
      target.start(layout, elsewhere);
      assertEquals(2, names().size());
    }
  }

  @Test
  void start_nothingPlaced_needsNoOtherFile() throws IOException {
    try (TarFileTarget target = open()) {
      Target.Writing writing = target.start(layout, table.blobs());
      assertEquals(1, names().size());
      Blob blob = table.blobs().get(0);
      assertEquals(0, writing.slot(blob).copy(blob.source(), 0, 10));
    }
  }

  @Test
  void finish_moreWasWrittenThanIsNeeded_isCut() throws IOException {
    try (TarFileTarget target = open()) {
      Spool spool = target.place(layout, table.blobs()).orElseThrow();
      List<Blob> blobs = place(spool, 0, LAYERS.size());
      spool.append(ByteBuffer.wrap(new byte[9000]));
      Target.Writing writing = target.start(layout, blobs);
      writing.finish(layout, DIGESTS);
    }
    assertFinished();
  }

  @Test
  void finish_noLayers_endsWithTheDocuments() throws IOException {
    try (TarFileTarget target = open()) {
      Target.Writing writing = target.start(layout, List.of());
      long size = writing.finish(layout, List.of());
      assertEquals(TarPlan.of(layout, List.of()).end() + 1024, size);
      assertEquals(size, Files.size(folder.resolve("out.tar")));
    }
  }

  /** By a block, whatever follows it: another document, a layer, or the end. */
  @ParameterizedTest
  @CsvSource({"0, 3", "1, 3", "1, 0"})
  void finish_documentOutgrewItsPlace_bug(int which, int layers) throws IOException {
    List<LayoutFile> blobs = List.of(
        new LayoutFile(LayoutFile.BLOBS + "a", new byte[512]),
        new LayoutFile(LayoutFile.BLOBS + "b", new byte[512]));
    List<LayoutFile> grown = new ArrayList<>(blobs);
    grown.set(which, new LayoutFile(blobs.get(which).name(), new byte[513]));
    List<Blob> written = table.blobs().subList(0, layers);
    try (TarFileTarget target = open()) {
      Target.Writing writing =
          target.start(new Layout(layout.named(), blobs, List.of(), List.of()), written);
      IllegalStateException bug = assertThrows(
          IllegalStateException.class,
          () -> writing.finish(new Layout(layout.named(), grown, List.of(), List.of()), DIGESTS));
      assertEquals(blobs.get(which).name() + " outgrew its place", bug.getMessage());
    }
    assertEquals(List.of(), names());
  }

  @Test
  void abandon_always_removesBothFiles() throws IOException {
    try (TarFileTarget target = open()) {
      Target.Writing writing = target.start(layout, place(target, 512, 0));
      assertEquals(2, names().size());
      target.abandon();
      assertEquals(List.of(), names());
      Faults.expect(ErrorCode.WRITE_FAILED, () -> writing.finish(layout, DIGESTS));
    }
    assertEquals(List.of(), names());
    assertEquals(0, disk.open());
  }

  @Test
  void start_abandonedBefore_makesNoFile() throws IOException {
    try (TarFileTarget target = open()) {
      List<Blob> blobs = place(target, 512, 0);
      target.abandon();
      Target.Writing writing = target.start(layout, blobs);
      assertEquals(List.of(), names());
      Faults.expect(ErrorCode.WRITE_FAILED, () -> writing.finish(layout, DIGESTS));
    }
    assertEquals(List.of(), names());
  }

  @Test
  void close_unfinished_removesAndClosesBothFiles() throws IOException {
    try (TarFileTarget target = open()) {
      target.start(layout, place(target, 512, 0));
      assertEquals(2, disk.open());
    }
    assertEquals(List.of(), names());
    assertEquals(0, disk.open());
  }

  @Test
  void write_much_isFlushedMeanwhile() throws Exception {
    CountDownLatch flushed = earlyFlush();
    try (TarFileTarget target = open()) {
      Target.Writing writing = target.start(layout, table.blobs());
      writing.slot(table.blobs().get(0)).write(ByteBuffer.allocate(FLUSH_STEP), 0);
      assertTrue(flushed.await(60, TimeUnit.SECONDS));
    }
  }

  @Test
  void copy_much_isFlushedMeanwhile() throws Exception {
    CountDownLatch flushed = earlyFlush();
    Extent big = new Extent(new QuickSource(), "layer", 0, FLUSH_STEP);
    try (TarFileTarget target = open()) {
      Target.Writing writing = target.start(layout, table.blobs());
      assertEquals(FLUSH_STEP, writing.slot(table.blobs().get(0)).copy(big, 0, FLUSH_STEP));
      assertTrue(flushed.await(60, TimeUnit.SECONDS));
    }
  }

  private CountDownLatch earlyFlush() {
    CountDownLatch flushed = new CountDownLatch(1);
    disk.hook(event -> {
      if (event.startsWith("flush early ")) {
        flushed.countDown();
      }
    });
    return flushed;
  }

  /** Has the system copy as much as requested. */
  private static final class QuickSource implements ByteSource {
    @Override
    public String name() {
      return "quick";
    }

    @Override
    public long size() {
      return FLUSH_STEP;
    }

    @Override
    public int read(ByteBuffer into, long position) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long transfer(long position, long count, FileChannel to) {
      return count;
    }

    @Override
    public void checkUnchanged() {}

    @Override
    public void close() {}
  }

  private TarFileTarget open() throws IOException {
    return new TarFileTarget(disk.path("out.tar"), false, Finished.UNNOTED);
  }

  private List<Blob> place(Target target, long shift, int firstMisplaced) throws IOException {
    return place(target.place(layout, table.blobs()).orElseThrow(), shift, firstMisplaced);
  }

  /** Writes all layers into {@code spool}, those from {@code firstMisplaced} on at later positions. */
  private List<Blob> place(Spool spool, long shift, int firstMisplaced) throws IOException {
    List<Blob> blobs = new ArrayList<>();
    for (Blob blob : table.blobs()) {
      long start = plan.data(blob) + (blob.index() < firstMisplaced ? 0 : shift);
      spool.skipTo(start);
      spool.append(ByteBuffer.wrap(LAYERS.get(blob.index()).getBytes(UTF_8)));
      Extent extent = new Extent(spool, "layer", start, blob.size());
      blobs.add(new Blob(blob.index(), extent, Compression.NONE, false));
    }
    return blobs;
  }

  private void assertFinished() throws IOException {
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    try (Target stream = new TarStreamTarget(
        new ChannelSink("stream", Channels.newChannel(expected), true), new Monitor())) {
      Target.Writing writing = stream.start(layout, table.blobs());
      writing.finish(layout, DIGESTS);
    }
    assertArrayEquals(expected.toByteArray(), Files.readAllBytes(folder.resolve("out.tar")));
    assertEquals(List.of("out.tar"), names());
    assertEquals(0, disk.open());
  }

  private static List<Layer> layers() {
    return LAYERS.stream().map(SampleImages::layer).toList();
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
