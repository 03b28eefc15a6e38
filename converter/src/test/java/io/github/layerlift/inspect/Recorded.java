package io.github.layerlift.inspect;

import io.github.layerlift.bytes.MemorySource;
import io.github.layerlift.codec.Decoder;
import io.github.layerlift.codec.UnpackLimits;
import io.github.layerlift.fault.Warnings;
import io.github.layerlift.fixture.LayerFixture;
import io.github.layerlift.image.Compression;
import io.github.layerlift.image.LayerContent.Stored;
import io.github.layerlift.progress.Monitor;
import io.github.layerlift.report.FileHistory;
import io.github.layerlift.report.FileHistory.Version;
import io.github.layerlift.report.ImageFiles;
import io.github.layerlift.report.ImageFiles.LayerFiles;
import io.github.layerlift.tree.ImageTree;
import io.github.layerlift.tree.LayerStack;
import io.github.layerlift.tree.Whiteouts;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What layers did to files, in words. */
final class Recorded {
  private static final int MAX_ENTRIES = 10_000;

  private Recorded() {}

  static ImageFiles of(LayerFixture... layers) throws IOException {
    Map<Integer, Stored> stored = new TreeMap<>();
    for (LayerFixture layer : layers) {
      stored.put(
          stored.size() + 1,
          new Stored(MemorySource.extent("layer", layer.bytes()), Compression.NONE, null));
    }
    FileRecorder recorder = new FileRecorder();
    Decoder decoder = new Decoder(new UnpackLimits(1L << 30, 1000));
    ImageTree.of(
        new LayerStack(stored, decoder, new Monitor()),
        Whiteouts.APPLIED,
        MAX_ENTRIES,
        new Warnings(),
        recorder);
    FileHistories histories = new FileHistories(recorder, new FileRecorder.PathRoom(MAX_ENTRIES));
    return new ImageFiles(
        histories.layers(stored.keySet()),
        histories.files(),
        List.of(),
        List.of(),
        Optional.empty());
  }

  /** Such as {@code etc/a: 1 until 2 file 5 wasted 5, 2 file 3}. */
  static List<String> lines(ImageFiles files) {
    return files.files().stream().map(Recorded::line).toList();
  }

  private static String line(FileHistory file) {
    return file.path() + ": "
        + file.versions().stream().map(Recorded::words).collect(Collectors.joining(", "));
  }

  private static String words(Version version) {
    return version.layer()
        + (version.goneIn() == 0 ? "" : " until " + version.goneIn())
        + " " + version.kind().name().toLowerCase(Locale.ROOT)
        + (version.link().isEmpty() ? "" : " of " + version.link())
        + (version.size() == 0 ? "" : " " + version.size())
        + (version.wasted() == 0 ? "" : " wasted " + version.wasted());
  }

  /** Such as {@code 7 bytes, 5 wasted, +1 ~0 -2}. */
  static List<String> layers(ImageFiles files) {
    return files.layers().stream().map(Recorded::words).toList();
  }

  private static String words(LayerFiles layer) {
    return layer.bytes() + " bytes, " + layer.wasted() + " wasted, +" + layer.added() + " ~"
        + layer.changed() + " -" + layer.deleted();
  }
}
