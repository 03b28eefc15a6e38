package io.github.layerlift.convert;

import io.github.layerlift.codec.Decoder;
import io.github.layerlift.dialect.Context;
import io.github.layerlift.dialect.ImageSources;
import io.github.layerlift.dialect.Proof;
import io.github.layerlift.fault.Boundary;
import io.github.layerlift.fault.Damage;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.MalformedArchiveException;
import io.github.layerlift.fault.Warning;
import io.github.layerlift.fault.Warnings;
import io.github.layerlift.image.Root;
import io.github.layerlift.input.OpenedInput;
import io.github.layerlift.input.Readers;
import io.github.layerlift.input.SecondLook;
import io.github.layerlift.location.Input;
import io.github.layerlift.options.ConvertOptions;
import io.github.layerlift.options.ReadOptions;
import io.github.layerlift.options.Salvage;
import io.github.layerlift.plan.BlobTable;
import io.github.layerlift.plan.ImageSet;
import io.github.layerlift.pour.Hashing;
import io.github.layerlift.select.Origin;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The archives of a conversion: opened and read one after the other. Used once. */
final class InputReading implements Closeable {
  private final ConvertOptions options;
  private final Decoder decoder;
  private final Warnings warnings;
  private final List<Part> parts = new ArrayList<>();
  private final List<Origin> origins = new ArrayList<>();

  /** One archive. */
  private static final class Part {
    final Input input;
    final OpenedInput opened;
    ImageSources sources = new ImageSources(List.of());
    List<Root> roots = List.of();

    Part(Input input, OpenedInput opened) {
      this.input = input;
      this.opened = opened;
    }

    /** The same fault, with the names of the images that a storage has the file for. */
    LayerliftException naming(LayerliftException fault) {
      Optional<String> entry =
          fault.entry().filter(file -> roots.size() > 1 && sources.namesLackRegistry());
      List<String> names = roots.stream()
          .filter(root -> BlobTable.all(List.of(root)).stream()
              .anyMatch(extent -> entry.filter(extent.entry()::equals).isPresent()))
          .flatMap(root -> root.tags().stream())
          .map(tag -> tag.familiarName() + ":" + tag.tag())
          .toList();
      return names.isEmpty() ? fault : fault.in(new Damage.Lost(names, "", fault.fault()).label());
    }
  }

  /**
   * Opens nothing yet.
   *
   * @param scratch the folder for spools
   */
  InputReading(
      List<Input> inputs,
      ConvertOptions options,
      Path scratch,
      Decoder decoder,
      Warnings warnings) {
    this.options = options;
    this.decoder = decoder;
    this.warnings = warnings;
    for (Input input : inputs) {
      parts.add(new Part(input, OpenedInput.hashing(options.reading(), scratch, decoder)));
    }
  }

  /** Reads the images of all archives. */
  ImageSet read() throws IOException {
    List<Root> roots = new ArrayList<>();
    for (Part part : parts) {
      try {
        List<Root> own = part.opened.explaining(() -> read(part));
        origins.add(new Origin(part.input.name(), own.size()));
        roots.addAll(own);
      } catch (LayerliftException e) {
        throw said(SecondLook.hint(e, part.input, part.opened, options.reading()), part);
      }
    }
    return ImageSet.of(roots);
  }

  /** Where the images come from that were read. */
  List<Origin> origins() {
    return List.copyOf(origins);
  }

  private List<Root> read(Part part) throws IOException {
    Warnings own = new Warnings();
    Damage damage = part.opened.damage();
    Context context = Readers.context(options, own, damage, proof(part, own));
    part.sources = ImageSources.of(
        part.opened.open(part.input), options.reading().leniency().readAs(), damage);
    List<Root> roots = part.sources.read(context);
    part.roots = roots;
    Salvaging.tell(damage, part.sources, roots, own);
    part.sources.warnOfLeftovers(roots, context);
    for (Warning each : own.list()) {
      warnings.add(
          parts.size() == 1
              ? each
              : new Warning(
                  each.code(), part.input.name() + ": " + each.sentence(), each.wayOut()));
    }
    return roots;
  }

  private Proof proof(Part part, Warnings own) {
    ReadOptions reading = options.reading();
    return reading.salvage() == Salvage.NONE
        ? Proof.NONE
        : new LayerProof(
            part.opened,
            new Hashing(reading.jobs(), decoder, reading.monitor()),
            decoder,
            Readers.json(reading.limits()),
            reading.salvage() == Salvage.RECOMPUTE,
            own);
  }

  /** Adds what was hashed while the archives arrived. */
  ImageSet addArrived(ImageSet images) {
    ImageSet known = images;
    for (Part part : parts) {
      known = part.opened.addArrived(known);
    }
    return known;
  }

  /**
   * Does {@code work} with what was read; its faults are explained as in {@link
   * OpenedInput#explaining}.
   */
  <T> T explaining(Boundary.Work<T> work) throws IOException {
    if (parts.size() == 1) {
      Part part = parts.get(0);
      try {
        return part.opened.explaining(work);
      } catch (MalformedArchiveException e) {
        throw part.naming(SecondLook.hint(e, part.input, part.opened, options.reading()));
      }
    }
    try {
      return work.run();
    } catch (MalformedArchiveException e) {
      checkUnchanged();
      List<Part> having = parts.stream()
          .filter(part -> part.sources.all().stream()
              .anyMatch(source -> e.entry().filter(source.archive()::has).isPresent()))
          .toList();
      if (having.size() != 1) {
        throw e;
      }
      Part part = having.get(0);
      try {
        return part.opened.explaining(() -> {
          throw e;
        });
      } catch (LayerliftException explained) {
        throw said(part.naming(explained), part);
      }
    }
  }

  /** Says which of several archives the fault is in. */
  private LayerliftException said(LayerliftException fault, Part part) {
    boolean named = parts.size() == 1 || fault.sentence().contains(part.input.name());
    return named ? fault : fault.in(part.input.name());
  }

  /**
   * Proves that no archive has changed.
   *
   * @throws io.github.layerlift.fault.StorageException if one has
   */
  void checkUnchanged() throws IOException {
    for (Part part : parts) {
      part.opened.checkUnchanged();
    }
  }

  /** The names of the archives. */
  String names() {
    return each(part -> part.input.name());
  }

  /** The kinds of the archives. */
  String dialects() {
    return each(part -> part.sources.dialects());
  }

  /** Whether one has names of some registry that it doesn't name. */
  boolean namesLackRegistry() {
    return parts.stream().anyMatch(part -> part.sources.namesLackRegistry());
  }

  /** How the archives as a whole are packed. */
  String compressions() {
    return each(part -> part.opened.compression().name().toLowerCase(Locale.ROOT));
  }

  private String each(Function<Part, String> text) {
    return parts.stream().map(text).distinct().collect(Collectors.joining(", "));
  }

  /** How many files belong to no image. */
  int strayFiles() {
    return parts.stream().mapToInt(part -> part.sources.strayFiles()).sum();
  }

  /** Bytes of the archives as given. */
  long bytes() {
    return parts.stream().mapToLong(part -> part.opened.bytes()).sum();
  }

  @Override
  public void close() throws IOException {
    for (Part part : parts) {
      part.opened.close();
    }
  }
}
