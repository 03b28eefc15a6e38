package io.github.layerlift.extract;

import io.github.layerlift.codec.Decoder;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Setting;
import io.github.layerlift.fault.Warnings;
import io.github.layerlift.fault.WayOut;
import io.github.layerlift.file.FileKind;
import io.github.layerlift.image.LayerContent.Stored;
import io.github.layerlift.input.OpenedInput;
import io.github.layerlift.input.Readers;
import io.github.layerlift.location.Destination;
import io.github.layerlift.location.Input;
import io.github.layerlift.options.ExtractOptions;
import io.github.layerlift.options.ReadOptions;
import io.github.layerlift.output.Folders;
import io.github.layerlift.progress.Progress;
import io.github.layerlift.report.ExtractionReport;
import io.github.layerlift.report.FileEntry;
import io.github.layerlift.select.ImageChoice;
import io.github.layerlift.tar.Attributes;
import io.github.layerlift.text.ByteNames;
import io.github.layerlift.tree.ImageTree;
import io.github.layerlift.tree.Inode;
import io.github.layerlift.tree.LayerStack;
import io.github.layerlift.tree.Leaf;
import io.github.layerlift.tree.Node;
import io.github.layerlift.tree.Picked;
import io.github.layerlift.tree.Whiteouts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Extracts files from one image. Used once. */
public final class Extraction {
  private final Input input;
  private final ExtractOptions options;
  private final ReadOptions reading;
  private final Warnings warnings = new Warnings();
  private final Decoder decoder;
  private final long start = System.nanoTime();

  public Extraction(Input input, ExtractOptions options) {
    this.input = input;
    this.options = options;
    this.reading = options.reading();
    this.decoder = Readers.decoder(reading.limits());
  }

  public ExtractionReport extract(Destination destination) throws IOException {
    if (destination instanceof Destination.Folder out && input instanceof Input.OfPath in) {
      Folders.requireOutside(out.path(), in.path());
    }
    try (Extract place = open(destination);
        OpenedInput opened = new OpenedInput(reading, scratch(destination), decoder)) {
      reading.monitor().cancellation().onRequest(place::abandon);
      return read(opened, (picked, layers) -> place.write(picked, layers), place::finish);
    }
  }

  public ExtractionReport list(Consumer<FileEntry> each) throws IOException {
    try (OpenedInput opened = new OpenedInput(reading, Readers.scratch(reading), decoder)) {
      return read(
          opened,
          (picked, layers) -> picked.nodes().forEach(node -> each.accept(entry(node, picked))),
          picked -> {});
    }
  }

  /** Processes the requested files. */
  @FunctionalInterface
  private interface Step {
    void with(Picked picked, LayerStack layers) throws IOException;
  }

  /** What is done once everything that was read has proved to be sound. */
  @FunctionalInterface
  private interface LastStep {
    void with(Picked picked) throws IOException;
  }

  private ExtractionReport read(OpenedInput opened, Step step, LastStep last) throws IOException {
    return opened.explaining(() -> readUnchanged(opened, step, last));
  }

  private ExtractionReport readUnchanged(OpenedInput opened, Step step, LastStep last)
      throws IOException {
    ImageChoice choice = new ImageChoice(OneImage.platform(options.platform()));
    OneImage image = OneImage.of(
        opened, input, new OneImage.Wanted(options.select(), choice), reading, warnings);
    Map<Integer, Stored> stored = layers(image);
    LayerStack layers = new LayerStack(stored, decoder, reading.monitor());
    Whiteouts whiteouts = options.layer() > 0 ? Whiteouts.FILES : Whiteouts.APPLIED;
    ImageTree tree = ImageTree.of(layers, whiteouts, reading.limits().entries(), warnings);
    Picked picked = tree.pick(options.paths().stream().map(ByteNames::unescaped).toList());
    step.with(picked, layers);
    opened.checkUnchanged();
    last.with(picked);
    reading.monitor().progress().enter(Progress.Stage.DONE, 0);
    return report(image, stored.size(), picked);
  }

  private Extract open(Destination destination) throws IOException {
    if (destination instanceof Destination.Folder folder) {
      return FolderExtract.open(folder, options, warnings);
    }
    Destination.TarStream stream = (Destination.TarStream) destination;
    return new TarExtract(new TarWriter(stream.name(), stream.channel()));
  }

  /** The layers to read, by their numbers. */
  private Map<Integer, Stored> layers(OneImage image) throws LayerliftException {
    int count = image.image().layers().size();
    if (options.layer() > count) {
      throw Fault.of(
              ErrorCode.BAD_OPTION,
              "there is no layer " + options.layer() + ": the image has " + count)
          .hint("layers are numbered from 1, the base")
          .exception();
    }
    Map<Integer, Stored> layers = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      if (options.layer() == 0 || options.layer() == i + 1) {
        layers.put(i + 1, image.stored(i + 1, otherLayers()));
      }
    }
    return layers;
  }

  private static WayOut otherLayers() {
    return WayOut.of(Setting.EXTRACT_LAYER, " extracts a single other layer");
  }

  private ExtractionReport report(OneImage image, int layers, Picked picked) {
    List<Leaf> files = picked.files();
    return new ExtractionReport(
        input.name(),
        image.dialects(),
        image.image().tags().stream().map(Object::toString).toList(),
        image.image().platform().toString(),
        layers,
        files.size(),
        picked.folders().size(),
        picked.symlinks().size() + picked.hardLinks().size(),
        picked.specials().size(),
        files.stream().mapToLong(file -> file.inode().size()).sum(),
        warnings.list(),
        Duration.ofNanos(System.nanoTime() - start));
  }

  /** A file of the tree in public words. */
  private static FileEntry entry(Node node, Picked picked) {
    if (!(node instanceof Leaf leaf)) {
      return entry(node, FileKind.FOLDER, 0, "");
    }
    String first = picked.firstName(leaf).map(Node::path).orElse("");
    Inode inode = leaf.inode();
    return first.isEmpty()
        ? entry(leaf, inode.kind(), inode.size(), inode.link())
        : entry(leaf, FileKind.HARD_LINK, 0, first);
  }

  private static FileEntry entry(Node node, FileKind kind, long size, String link) {
    Attributes attributes = node.attributes();
    return new FileEntry(
        ByteNames.escaped(node.path()),
        kind,
        attributes.mode(),
        Integer.toUnsignedLong(attributes.uid()),
        Integer.toUnsignedLong(attributes.gid()),
        size,
        Instant.ofEpochSecond(attributes.seconds(), attributes.nanos()),
        ByteNames.escaped(link),
        node.layer(),
        attributes.xattrs().keySet().stream().map(ByteNames::escaped).toList());
  }

  /** Where scratch files go: beside the target, since the space must be there anyway. */
  private Path scratch(Destination destination) {
    if (reading.tempFolder().isEmpty() && destination instanceof Destination.Folder folder) {
      return Files.isDirectory(folder.path()) ? folder.path() : Folders.holding(folder.path());
    }
    return Readers.scratch(reading);
  }
}
