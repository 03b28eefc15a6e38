package io.github.layerlift.extract;

import io.github.layerlift.file.FileKind;
import io.github.layerlift.options.ReadOptions;
import io.github.layerlift.pour.Crew;
import io.github.layerlift.progress.Progress;
import io.github.layerlift.text.ByteNames;
import io.github.layerlift.tree.LayerStack;
import io.github.layerlift.tree.Leaf;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Writes regular files on several threads, into folders that are all there. A thread that unpacks a layer
 * hands small files to those that have nothing left to read.
 */
final class FileCrew {
  /** Fewer files than this, with fewer bytes, aren't worth a second thread. */
  private static final int FEW = 64;

  private static final int FEW_BYTES = 4 << 20;

  private final Path base;
  private final Describer describer;
  private final LayerStack layers;
  private final ReadOptions reading;

  /**
   * @param reading says how many threads there may be
   */
  FileCrew(Path base, Describer describer, LayerStack layers, ReadOptions reading) {
    this.base = base;
    this.describer = describer;
    this.layers = layers;
    this.reading = reading;
  }

  void write(List<Leaf> files) throws IOException {
    long bytes = LayerStack.size(files);
    layers.enter(Progress.Stage.EXTRACTING, bytes);
    List<List<Leaf>> shares = layers.shares(files);
    Queue<List<Leaf>> queue = new ConcurrentLinkedQueue<>(shares);
    boolean few = files.size() < FEW && bytes < FEW_BYTES;
    Crew crew = new Crew(reading.monitor().cancellation());
    crew.run(few ? 1 : Math.min(reading.jobs(), shares.size() + 1), () -> {
      FileWriter writer = writer();
      for (List<Leaf> share = queue.poll(); share != null; share = queue.poll()) {
        write(share, writer, crew);
      }
    });
    for (Leaf file : files) {
      if (describer.isLater(file)) {
        Path path = ByteNames.path(base, file.path());
        FolderWriter.make(
            file, path, at -> describer.describe(at, FileKind.FILE, file.attributes()));
      }
    }
  }

  private void write(List<Leaf> share, FileWriter writer, Crew crew) throws IOException {
    if (layers.isPlain(share.get(0))) {
      for (Leaf file : share) {
        crew.check();
        writer.write(file);
      }
      return;
    }
    layers.readInOrder(share, (file, content) -> {
      crew.check();
      if (file.inode().size() > FileWriter.CHUNK) {
        writer.write(file, content);
        return;
      }
      byte[] bytes = content.readNBytes((int) file.inode().size());
      if (!crew.share(() -> writer().write(file, bytes))) {
        writer.write(file, bytes);
      }
    });
  }

  private FileWriter writer() {
    return new FileWriter(base, describer, layers);
  }
}
