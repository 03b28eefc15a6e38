package io.github.layerlift.inspect;

import io.github.layerlift.codec.Decoder;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.MalformedArchiveException;
import io.github.layerlift.fault.Warnings;
import io.github.layerlift.image.Layer;
import io.github.layerlift.image.LayerContent.Stored;
import io.github.layerlift.image.Root;
import io.github.layerlift.options.ReadOptions;
import io.github.layerlift.report.ImageFiles;
import io.github.layerlift.tree.ImageTree;
import io.github.layerlift.tree.LayerStack;
import io.github.layerlift.tree.Whiteouts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads the headers of layers, to tell what they did to the files of images. */
public final class FileFacts {
  private final Decoder decoder;
  private final ReadOptions options;
  private final FileRecorder.PathRoom room;

  public FileFacts(Decoder decoder, ReadOptions options) {
    this.decoder = decoder;
    this.options = options;
    this.room = new FileRecorder.PathRoom(options.limits().entries());
  }

  /** What the layers of {@code image} did; a fault in a layer is part of the answer. */
  public ImageFiles of(Root.Image image) throws IOException {
    Map<Integer, Stored> stored = new TreeMap<>();
    List<String> notCovered = new ArrayList<>();
    int number = 0;
    for (Layer layer : image.layers()) {
      number++;
      if (layer.content() instanceof Stored there) {
        stored.put(number, there);
      } else {
        notCovered.add("layer " + number + " is not in the archive");
      }
    }
    Warnings warnings = new Warnings();
    FileRecorder recorder = new FileRecorder();
    try {
      LayerStack layers = new LayerStack(stored, decoder, options.monitor());
      ImageTree.of(layers, Whiteouts.APPLIED, options.limits().entries(), warnings, recorder);
      FileHistories histories = new FileHistories(recorder, room);
      return new ImageFiles(
          histories.layers(stored.keySet()),
          histories.files(),
          notCovered,
          warnings.list(),
          Optional.empty());
    } catch (MalformedArchiveException e) {
      return unreadable(e, notCovered, warnings);
    }
  }

  /** What an image's own layers need of those that aren't there is missing, not wrong. */
  private static ImageFiles unreadable(
      MalformedArchiveException fault, List<String> notCovered, Warnings warnings) {
    if (notCovered.isEmpty() || fault.code() != ErrorCode.LAYER_ENTRY) {
      return new ImageFiles(
          List.of(), List.of(), notCovered, warnings.list(), Optional.of(fault.fault()));
    }
    List<String> sentences = new ArrayList<>(notCovered);
    sentences.add(
        "without it, the other layers can't be put together: " + fault.fault().text());
    return new ImageFiles(List.of(), List.of(), sentences, warnings.list(), Optional.empty());
  }
}
