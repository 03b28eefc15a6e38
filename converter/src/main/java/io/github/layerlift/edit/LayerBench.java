package io.github.layerlift.edit;

import io.github.layerlift.bytes.Extent;
import io.github.layerlift.bytes.Spool;
import io.github.layerlift.codec.Decoder;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Warnings;
import io.github.layerlift.image.Compression;
import io.github.layerlift.image.Hashed;
import io.github.layerlift.image.Layer;
import io.github.layerlift.image.LayerContent.Stored;
import io.github.layerlift.layering.Squash;
import io.github.layerlift.options.ReadOptions;
import io.github.layerlift.pour.LayerUnpacker;
import io.github.layerlift.progress.Monitor;
import io.github.layerlift.tree.ImageTree;
import io.github.layerlift.tree.LayerStack;
import io.github.layerlift.tree.Whiteouts;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What it takes to look into layers and to make new ones; holds the bytes of those that are added. */
public final class LayerBench implements Closeable {
  private final Path scratch;
  private final ReadOptions reading;
  private final LayerUnpacker unpacker;
  private final Decoder decoder;
  private final Warnings warnings;
  private final Map<Extent, Hashed> hashed = new HashMap<>();
  private @Nullable Spool spool;

  /**
   * @param scratch the folder for the bytes of added layers
   * @param unpacker unpacks layers that have to be rewritten
   */
  public LayerBench(
      Path scratch,
      ReadOptions reading,
      LayerUnpacker unpacker,
      Decoder decoder,
      Warnings warnings) {
    this.scratch = scratch;
    this.reading = reading;
    this.unpacker = unpacker;
    this.decoder = decoder;
    this.warnings = warnings;
  }

  Monitor monitor() {
    return reading.monitor();
  }

  Warnings warnings() {
    return warnings;
  }

  Decoder decoder() {
    return decoder;
  }

  /** How many entries the layers of an image may have together. */
  int maxEntries() {
    return reading.limits().entries();
  }

  /** The layers of an image from number {@code from} on, as they are stored, base first. */
  static List<Stored> stored(Draft draft, int from) throws LayerliftException {
    List<Stored> all = new ArrayList<>(draft.layers().size());
    for (Layer layer : draft.layers().subList(from - 1, draft.layers().size())) {
      if (!(layer.content() instanceof Stored stored)) {
        throw Fault.of(
                ErrorCode.FOREIGN_LAYER,
                "layer " + (all.size() + from) + " of " + draft.name() + " is not in the archive")
            .hint("edits of the config and of names don't need it")
            .exception();
      }
      all.add(stored);
    }
    return all;
  }

  LayerStack stack(List<Stored> layers) {
    Map<Integer, Stored> numbered = new TreeMap<>();
    for (int i = 0; i < layers.size(); i++) {
      numbered.put(i + 1, layers.get(i));
    }
    return new LayerStack(numbered, decoder, reading.monitor());
  }

  ImageTree tree(LayerStack stack) throws IOException {
    return ImageTree.of(stack, Whiteouts.APPLIED, maxEntries(), warnings);
  }

  /** The unpacked bytes of a layer. */
  Stored plain(Stored layer) throws IOException {
    return unpacker.plain(layer);
  }

  List<Stored> plain(List<Stored> layers) throws IOException {
    List<Stored> plain = new ArrayList<>(layers.size());
    for (Stored layer : layers) {
      plain.add(plain(layer));
    }
    return plain;
  }

  /** One layer with what all layers from number {@code from} on make, which are plain. */
  Stored squash(Map<Integer, Stored> layers, int from) throws IOException {
    return Squash.of(
        new LayerStack(layers, decoder, reading.monitor()), from, maxEntries(), warnings);
  }

  /** A writer of a new layer. */
  LayerWriter writer() throws LayerliftException {
    Spool known = spool;
    if (known == null) {
      known = Spool.in(scratch, "added layers");
      spool = known;
    }
    return new LayerWriter(known, reading.monitor());
  }

  /** Ends a new layer. */
  Layer finish(LayerWriter writer) throws LayerliftException {
    Extent extent = writer.end();
    hashed.put(extent, writer.hashed());
    return new Layer(new Stored(extent, Compression.NONE, null), null, List.of());
  }

  /** What is known of the bytes of new layers. */
  Map<Extent, Hashed> hashed() {
    Map<Extent, Hashed> all = new HashMap<>(hashed);
    all.putAll(unpacker.hashed());
    return all;
  }

  @Override
  public void close() throws IOException {
    if (spool != null) {
      spool.close();
    }
  }
}
