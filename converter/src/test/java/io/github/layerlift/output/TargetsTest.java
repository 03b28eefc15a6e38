package io.github.layerlift.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.bytes.Extent;
import io.github.layerlift.bytes.MemorySource;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Faults;
import io.github.layerlift.image.Compression;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.Layer;
import io.github.layerlift.image.LayerContent.Stored;
import io.github.layerlift.image.Root;
import io.github.layerlift.layout.Layout;
import io.github.layerlift.layout.LayoutFile;
import io.github.layerlift.layout.LayoutOptions;
import io.github.layerlift.layout.SampleImages;
import io.github.layerlift.plan.Blob;
import io.github.layerlift.plan.BlobTable;
import io.github.layerlift.progress.Cancellation;
import io.github.layerlift.progress.Monitor;
import io.github.layerlift.progress.Progress;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One layout through every target. */
class TargetsTest {

  private static final List<String> LAYERS = List.of("base", "", "x".repeat(512), "y".repeat(700));
  private static final LayoutOptions ALL = new LayoutOptions(true, true, false);

  @TempDir
  private Path folder;

  private final List<Root> roots = List.of(SampleImages.image("{\"c\":1}", layers(), "app"));
  private final BlobTable table = BlobTable.of(roots, Map.of());
  private final Layout draft = Layout.of(roots, table.placeholders(), ALL);
  private final Layout layout = Layout.of(roots, SampleImages.DIGESTS, ALL);
  private final Progress progress = new Progress();
  private final Cancellation cancellation = new Cancellation();

  @Test
  void finish_fileAndStream_sameBytes() throws IOException {
    Path file = folder.resolve("out.tar");
    long size;
    try (Target target = new TarFileTarget(file, false, Finished.UNNOTED)) {
      size = fill(target);
    }
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    long streamed;
    try (Target target = stream(Channels.newChannel(stream))) {
      streamed = fill(target);
    }
    assertArrayEquals(stream.toByteArray(), Files.readAllBytes(file));
    assertEquals(Files.size(file), size);
    assertEquals(size, streamed);
    assertEquals(List.of("out.tar"), names());
  }

  @Test
  void finish_file_entriesInOrderWithTheirBytes() throws IOException {
    Path file = folder.resolve("out.tar");
    try (Target target = new TarFileTarget(file, false, Finished.UNNOTED)) {
      fill(target);
    }
    Map<String, byte[]> entries = untar(Files.readAllBytes(file));
    List<String> expected = new ArrayList<>(List.of(
        "oci-layout", "index.json", "manifest.json", "repositories", "blobs/", LayoutFile.BLOBS));
    layout.blobs().forEach(small -> expected.add(small.name()));
    LAYERS.forEach(
        layer -> expected.add(LayoutFile.BLOBS + SampleImages.digest(layer).hex()));
    assertEquals(expected, List.copyOf(entries.keySet()));
    for (String layer : LAYERS) {
      assertEquals(
          layer,
          new String(entries.get(LayoutFile.BLOBS + SampleImages.digest(layer).hex()), UTF_8));
    }
    for (LayoutFile small : layout.named()) {
      assertArrayEquals(small.bytes(), entries.get(small.name()));
    }
  }

  @Test
  void finish_folder_everyFileAndNothingElse() throws IOException {
    Path out = folder.resolve("layout");
    long size;
    try (Target target = FolderTarget.open(out)) {
      size = fill(target);
      assertFalse(target.isSequential());
    }
    assertEquals(List.of("layout"), names());
    Map<String, byte[]> files = new LinkedHashMap<>();
    try (Stream<Path> all = Files.walk(out)) {
      for (Path path : all.filter(Files::isRegularFile).toList()) {
        files.put(out.relativize(path).toString(), Files.readAllBytes(path));
      }
    }
    assertEquals(4 + layout.blobs().size() + LAYERS.size(), files.size());
    assertEquals(size, files.values().stream().mapToLong(bytes -> bytes.length).sum());
    for (String layer : LAYERS) {
      String name = LayoutFile.BLOBS + SampleImages.digest(layer).hex();
      assertEquals(layer, new String(files.get(name), UTF_8));
    }
  }

  @Test
  void close_unfinished_nothingLeft() throws IOException {
    try (Target file = new TarFileTarget(folder.resolve("out.tar"), false, Finished.UNNOTED);
        Target layoutFolder = FolderTarget.open(folder.resolve("layout"))) {
      for (Target target : List.of(file, layoutFolder)) {
        Target.Writing writing = target.start(draft, table.blobs());
        writing.slot(table.blobs().get(0)).write(ByteBuffer.wrap(new byte[4]), 0);
      }
    }
    assertEquals(List.of(), names());
  }

  @Test
  void open_folderTaken_refused() throws IOException {
    Path full = Files.createDirectory(folder.resolve("full"));
    Files.writeString(full.resolve("f"), "x");
    Path file = Files.writeString(folder.resolve("file"), "x");
    Faults.expect(ErrorCode.TARGET_EXISTS, () -> FolderTarget.open(full));
    Faults.expect(ErrorCode.TARGET_EXISTS, () -> FolderTarget.open(file));
    Faults.expect(
        ErrorCode.TARGET_UNWRITABLE, () -> FolderTarget.open(folder.resolve("gone/layout")));
    assertEquals(List.of("file", "full"), names());
  }

  @Test
  void open_emptyFolder_isFilled() throws IOException {
    Path out = Files.createDirectory(folder.resolve("layout"));
    try (Target target = FolderTarget.open(out)) {
      fill(target);
    }
    assertTrue(Files.exists(out.resolve("index.json")));
    assertEquals(List.of("layout"), names());
  }

  @Test
  void finish_folderFilledMeanwhile_faultAndKept() throws IOException {
    Path out = folder.resolve("layout");
    try (Target target = FolderTarget.open(out)) {
      Files.createDirectory(out);
      Files.writeString(out.resolve("mine"), "x");
      Faults.expect(ErrorCode.WRITE_FAILED, () -> fill(target));
    }
    assertEquals("x", Files.readString(out.resolve("mine")));
    assertEquals(List.of("layout"), names());
  }

  @Test
  void finish_sourceChangedSinceHashing_fault() throws IOException {
    List<Digest> wrong = new ArrayList<>(digests());
    wrong.set(0, SampleImages.digest("something else"));
    try (Target target = stream(Channels.newChannel(new ByteArrayOutputStream()))) {
      Target.Writing writing = target.start(draft, table.blobs());
      Faults.expect(ErrorCode.INPUT_CHANGED, () -> writing.finish(layout, wrong));
    }
  }

  @Test
  void finish_streamCancelled_stops() throws IOException {
    try (Target target = stream(Channels.newChannel(new ByteArrayOutputStream()))) {
      assertTrue(target.isSequential());
      Target.Writing writing = target.start(draft, table.blobs());
      cancellation.request();
      Faults.expect(ErrorCode.INTERRUPTED_BY_USER, () -> writing.finish(layout, digests()));
    }
  }

  @Test
  void finish_streamFails_namesIt() throws IOException {
    WritableByteChannel full = Channels.newChannel(new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException("No space left on device");
      }
    });
    try (Target target = stream(full)) {
      Target.Writing writing = target.start(draft, table.blobs());
      assertEquals(
          "no space left for standard output",
          Faults.expect(ErrorCode.NO_SPACE, () -> writing.finish(layout, digests()))
              .getMessage());
    }
  }

  @Test
  void finish_streamProgress_countsLayers() throws IOException {
    try (Target target = stream(Channels.newChannel(new ByteArrayOutputStream()))) {
      fill(target);
    }
    assertEquals(Progress.Stage.FINISHING, progress.stage());
    assertEquals(4 + 512 + 700, progress.total());
    assertEquals(progress.total(), progress.done());
  }

  /** Any file with a name after a crash must be whole. */
  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows opens no folder to flush it")
  void finish_folder_allIsFlushedBeforeItHasItsName() throws IOException {
    WatchedDisk disk = new WatchedDisk(folder);
    try (Target target = FolderTarget.open(disk.path("layout"))) {
      fill(target);
    }
    String blobs = "TEMP.d/" + LayoutFile.BLOBS;
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < LAYERS.size(); i++) {
      String unnamed = blobs + "layer-" + i;
      expected.add("flush " + unnamed);
      expected.add("move " + unnamed + " " + blobs + digests().get(i).hex());
    }
    layout.blobs().forEach(small -> expected.add("flush TEMP.d/" + small.name()));
    layout.named().forEach(small -> expected.add("flush TEMP.d/" + small.name()));
    expected.addAll(List.of(
        "flush TEMP.d/blobs/sha256",
        "flush TEMP.d/blobs",
        "flush TEMP.d",
        "move TEMP.d layout",
        "flush ."));
    assertEquals(expected, disk.events());
    assertEquals(0, disk.open());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void close_stream_closesOnlyItsOwn(boolean owned) throws IOException {
    WritableByteChannel out = Channels.newChannel(new ByteArrayOutputStream());
    new TarStreamTarget(new ChannelSink("pipe", out, owned), new Monitor(progress, cancellation))
        .close();
    assertEquals(owned, !out.isOpen());
  }

  private TarStreamTarget stream(WritableByteChannel out) {
    return new TarStreamTarget(
        new ChannelSink("standard output", out, false), new Monitor(progress, cancellation));
  }

  private long fill(Target target) throws IOException {
    Target.Writing writing = target.start(draft, table.blobs());
    for (Blob blob : table.blobs()) {
      byte[] bytes = blob.source().head(10_000);
      int half = bytes.length / 2;
      writing.slot(blob).write(ByteBuffer.wrap(bytes, half, bytes.length - half), half);
      writing.slot(blob).write(ByteBuffer.wrap(bytes, 0, half), 0);
    }
    return writing.finish(layout, digests());
  }

  private static List<Digest> digests() {
    return LAYERS.stream().map(SampleImages::digest).toList();
  }

  private static List<Layer> layers() {
    return LAYERS.stream()
        .map(bytes -> {
          Extent extent = MemorySource.extent("layer", bytes.getBytes(UTF_8));
          return SampleImages.layer(new Stored(extent, Compression.NONE, null), null);
        })
        .toList();
  }

  private static Map<String, byte[]> untar(byte[] tar) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (TarArchiveInputStream in = new TarArchiveInputStream(new ByteArrayInputStream(tar))) {
      for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        entries.put(entry.getName(), in.readAllBytes());
      }
    }
    return entries;
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
