package io.github.layerlift.tree;

import com.google.common.collect.Lists;
import io.github.layerlift.bytes.Extent;
import io.github.layerlift.bytes.ExtentStream;
import io.github.layerlift.codec.Decoder;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.image.Compression;
import io.github.layerlift.image.LayerContent.Stored;
import io.github.layerlift.progress.Monitor;
import io.github.layerlift.progress.Progress;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The layers of an image, by number: opened as often as needed, and read no further than needed. */
public final class LayerStack {
  private static final int BUFFER = 1 << 15;

  /** Files of a share: few enough to end all threads at about the same time. */
  private static final int SHARE = 32;

  private final TreeMap<Integer, Stored> layers;
  private final Decoder decoder;
  private final Monitor monitor;

  /**
   * @param layers by number; the base is 1
   */
  public LayerStack(Map<Integer, Stored> layers, Decoder decoder, Monitor monitor) {
    this.layers = new TreeMap<>(layers);
    this.decoder = decoder;
    this.monitor = monitor;
  }

  /** The layers from a number on, alone. */
  public LayerStack from(int number) {
    return new LayerStack(layers.tailMap(number), decoder, monitor);
  }

  /** Receives the content of a file. */
  @FunctionalInterface
  public interface Reader {
    /**
     * Receives it.
     *
     * @param content from which exactly the file's number of bytes must be read
     */
    void read(Leaf file, InputStream content) throws IOException;
  }

  /** Numbers, base first. */
  List<Integer> numbers() {
    return List.copyOf(layers.keySet());
  }

  String name(int layer) {
    return stored(layer).extent().entry();
  }

  /** Bytes of all layers as they are stored. */
  long size() {
    return layers.values().stream().mapToLong(Stored::size).sum();
  }

  /** Bytes of a layer as it is stored. */
  long size(int layer) {
    return stored(layer).size();
  }

  /** The unpacked bytes of a layer; skipping is free if it is plain. */
  InputStream open(int layer) throws IOException {
    Stored stored = stored(layer);
    InputStream bytes = new ExtentStream(stored.extent());
    return isPlain(layer)
        ? bytes
        : decoder.openPadded(
            stored.compression(), new BufferedInputStream(bytes, BUFFER), name(layer));
  }

  /** Like {@link #open}, for many small reads. */
  public InputStream openBuffered(int layer) throws IOException {
    return new BufferedInputStream(open(layer), BUFFER);
  }

  /** Reads files to extract them, as {@link #read(List, Progress.Stage, Reader)} does. */
  public void read(List<Leaf> files, Reader reader) throws IOException {
    read(files, Progress.Stage.EXTRACTING, reader);
  }

  /** Reads files in the order in which the layers have them; layers that have none aren't opened. */
  public void read(List<Leaf> files, Progress.Stage stage, Reader reader) throws IOException {
    enter(stage, size(files));
    for (List<Leaf> ofLayer : byLayer(files)) {
      readInOrder(ofLayer, reader);
    }
  }

  /**
   * Divides files into shares, to be read by {@link #readInOrder} on several threads. A packed layer is one
   * share, since it can only be unpacked from its start; such shares come first, as they take longest.
   */
  public List<List<Leaf>> shares(List<Leaf> files) {
    List<List<Leaf>> packed = new ArrayList<>();
    List<List<Leaf>> plain = new ArrayList<>();
    for (List<Leaf> ofLayer : byLayer(files)) {
      if (isPlain(ofLayer.get(0))) {
        plain.addAll(Lists.partition(ofLayer, SHARE));
      } else {
        packed.add(ofLayer);
      }
    }
    packed.sort((one, other) -> Long.compare(size(other), size(one)));
    packed.addAll(plain);
    return packed;
  }

  /**
   * Reads files of one layer.
   *
   * @param files in the order in which the layer has them
   */
  public void readInOrder(List<Leaf> files, Reader reader) throws IOException {
    try (InputStream in = open(files.get(0).inode().layer())) {
      long position = 0;
      for (Leaf file : files) {
        in.skipNBytes(file.inode().offset() - position);
        reader.read(file, in);
        position = file.inode().offset() + file.inode().size();
      }
    }
  }

  /** Bytes of files. */
  public static long size(List<Leaf> files) {
    return files.stream().mapToLong(file -> file.inode().size()).sum();
  }

  /** The files of each layer that has any, in its order. */
  private static Collection<List<Leaf>> byLayer(List<Leaf> files) {
    Map<Integer, List<Leaf>> byLayer = new TreeMap<>();
    for (Leaf file : files) {
      byLayer.computeIfAbsent(file.inode().layer(), layer -> new ArrayList<>()).add(file);
    }
    for (List<Leaf> ofLayer : byLayer.values()) {
      ofLayer.sort(Comparator.comparingLong(file -> file.inode().offset()));
    }
    return byLayer.values();
  }

  /** Whether a file is in a plain layer, which can be read anywhere. */
  public boolean isPlain(Leaf file) {
    return isPlain(file.inode().layer());
  }

  /** Whether a layer is not packed. */
  public boolean isPlain(int layer) {
    return stored(layer).compression() == Compression.NONE;
  }

  /**
   * Reads from a file in a plain layer.
   *
   * @param at the position in the file
   */
  public void read(Leaf file, ByteBuffer into, long at) throws LayerliftException {
    content(file).read(into, at);
  }

  /** The content of a file in a plain layer. */
  public Extent content(Leaf file) {
    Inode inode = file.inode();
    return stored(inode.layer()).extent().part(inode.offset(), inode.size());
  }

  /** The layers, base first. */
  public List<Stored> layers() {
    return layers(1);
  }

  /** The layers from a number on. */
  public List<Stored> layers(int from) {
    return List.copyOf(layers.tailMap(from).values());
  }

  /** Counts what was read, between two blocks of work. */
  public void advance(long bytes) throws LayerliftException {
    monitor.progress().advance(bytes);
    monitor.cancellation().check();
  }

  /** Starts a stage of the work. */
  public void enter(Progress.Stage stage, long bytes) {
    monitor.progress().enter(stage, bytes);
  }

  private Stored stored(int layer) {
    Stored stored = layers.get(layer);
    if (stored == null) {
      throw new IllegalArgumentException("no layer " + layer);
    }
    return stored;
  }
}
