package io.github.layerlift.convert;

import io.github.layerlift.bytes.FileSource;
import io.github.layerlift.codec.CompressionMethod;
import io.github.layerlift.codec.Decoder;
import io.github.layerlift.dialect.Tags;
import io.github.layerlift.edit.Edits;
import io.github.layerlift.edit.LayerBench;
import io.github.layerlift.fault.Boundary;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Setting;
import io.github.layerlift.fault.UsageException;
import io.github.layerlift.fault.Warning;
import io.github.layerlift.fault.WarningCode;
import io.github.layerlift.fault.Warnings;
import io.github.layerlift.input.Readers;
import io.github.layerlift.json.JsonReader;
import io.github.layerlift.location.Input;
import io.github.layerlift.location.Output;
import io.github.layerlift.options.Change;
import io.github.layerlift.options.ConvertOptions;
import io.github.layerlift.options.ReadOptions;
import io.github.layerlift.output.Finished;
import io.github.layerlift.output.Target;
import io.github.layerlift.plan.ImageSet;
import io.github.layerlift.pour.Hashing;
import io.github.layerlift.pour.LayerPacker;
import io.github.layerlift.pour.LayerUnpacker;
import io.github.layerlift.registry.Registries;
import io.github.layerlift.report.ConversionReport;
import io.github.layerlift.select.Changes;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** One conversion: images are read, settled, packed, written. Used once. */
public final class Conversion {
  private final List<Input> inputs;
  private final Output output;
  private final ConvertOptions options;
  private final ReadOptions reading;
  private final Opening opening;
  private final Changes changes;
  private final Edits edits;
  private final Decoder decoder;
  private final Warnings warnings = new Warnings();
  private final long start = System.nanoTime();

  /** As {@link Finished} for a tar file, with the warnings so far. */
  @FunctionalInterface
  public interface Completion {
    void complete(long size, FileTime modified, List<Warning> warnings) throws IOException;

    /** Called when the file has got its name. */
    default void named(Path file) throws IOException {
      Finished.UNNOTED.named(file);
    }

    /** What an output calls. */
    default Finished with(Supplier<List<Warning>> warnings) {
      Completion all = this;
      return new Finished() {
        @Override
        public void note(long size, FileTime modified) throws IOException {
          all.complete(size, modified, warnings.get());
        }

        @Override
        public void named(Path file) throws IOException {
          all.named(file);
        }
      };
    }
  }

  /** Opens the output; called once. */
  @FunctionalInterface
  private interface Opening {
    Target open(Warnings warnings) throws IOException;
  }

  /**
   * @param inputs whose images become those of one layout; at least one
   */
  public Conversion(List<Input> inputs, Output output, ConvertOptions options)
      throws LayerliftException {
    this(inputs, output, options, (size, modified, warnings) -> {});
  }

  public Conversion(
      List<Input> inputs, Output output, ConvertOptions options, Completion completion)
      throws LayerliftException {
    this(
        inputs,
        output,
        options,
        warnings -> Targets.open(
            output,
            options.reading().jobs(),
            options.reading().monitor(),
            completion.with(warnings::list)));
  }

  /**
   * A push.
   *
   * @param registries stay open
   */
  public Conversion(
      List<Input> inputs, Output.Registry output, ConvertOptions options, Registries registries)
      throws LayerliftException {
    this(
        inputs,
        output,
        options,
        warnings -> Targets.open(output, registries, true, options.reading().monitor()));
  }

  private Conversion(List<Input> inputs, Output output, ConvertOptions options, Opening opening)
      throws LayerliftException {
    this.inputs = List.copyOf(inputs);
    this.output = output;
    this.options = options;
    this.reading = options.reading();
    this.opening = opening;
    this.changes = new Changes(options.changes());
    this.edits = new Edits(options.changes(), warnings);
    this.decoder = Readers.decoder(reading.limits());
  }

  /** Converts, and returns what was done. */
  public ConversionReport run() throws IOException {
    return Boundary.calling(call(), this::convert);
  }

  /** The call that the caller has made. */
  private Setting call() {
    if (!edits.isEmpty()) {
      return Setting.EDIT;
    }
    boolean index = options.changes().stream().anyMatch(Change.Index.class::isInstance);
    if (output instanceof Output.Registry) {
      return index ? Setting.PUSH_INDEX : Setting.PUSH;
    }
    return index || inputs.size() > 1 ? Setting.MERGE : Setting.CONVERT;
  }

  private ConversionReport convert() throws IOException {
    changes.requireNames(
        output instanceof Output.Registry, inputs.stream().map(Input::name).toList());
    JsonReader json = Readers.context(options, warnings).json();
    Optional<CompressionMethod> method = Readers.compression(options);
    for (Input input : inputs) {
      // said first: what is wrong with the output doesn't matter then
      if (input instanceof Input.OfPath file) {
        FileSource.requirePresent(file.path());
      }
      Targets.requireOther(input, output);
    }
    Path scratch = Targets.scratch(output, reading);
    try (Target target = opening.open(warnings);
        InputReading archives = new InputReading(inputs, options, scratch, decoder, warnings);
        LayerUnpacker unpacker = new LayerUnpacker(
            scratch, method.isPresent(), decoder, reading.monitor().cancellation());
        LayerBench bench = new LayerBench(scratch, reading, unpacker, decoder, warnings);
        LayerPacker packer = new LayerPacker(
            scratch,
            method.orElse(null),
            Targets.packing(output).orElse(null),
            reading.jobs(),
            reading.monitor())) {
      ImageSet read = archives.read();
      if (changes.rename()) {
        warnings.forget(Tags.WARNINGS);
      }
      return archives.explaining(() -> {
        try {
          return convert(read, json, target, archives, unpacker, bench, packer);
        } finally {
          target.stop();
        }
      });
    }
  }

  private ConversionReport convert(
      ImageSet read,
      JsonReader json,
      Target target,
      InputReading archives,
      LayerUnpacker unpacker,
      LayerBench bench,
      LayerPacker packer)
      throws IOException {
    ImageSet known = archives.addArrived(unpacker.unpack(read));
    Hashing hashing = new Hashing(reading.jobs(), decoder, reading.monitor());
    Arranging arranging = new Arranging(changes, archives.origins(), hashing);
    ImageSet chosen = choose(arranging, known);
    ImageSet edited =
        edits.isEmpty() ? chosen : arranging.hash(edits.apply(chosen, bench, json), false);
    ImageSet settled = arranging.settle(edited, json);
    NamelessImages nameless = new NamelessImages(inputs, options.changes(), warnings.list());
    if (output instanceof Output.Registry) {
      if (archives.namesLackRegistry()) {
        nameless.requirePlace(settled.roots());
      }
      nameless.requireNone(
          settled.roots(),
          all -> (all ? arranging.hash(settled, true) : settled).table().placeholders());
    }
    ReplacedLayers replaced =
        edits.isEmpty() ? ReplacedLayers.NONE : ReplacedLayers.of(chosen, edited);
    Delivery delivery = new Delivery(
        archives,
        options,
        arranging,
        hashing,
        json,
        wayOut -> nameless.naming(wayOut.calling(call())));
    return delivery.deliver(settled, replaced, output, target, packer, warnings, start);
  }

  /** An image that isn't found may be one that was lost. */
  private ImageSet choose(Arranging arranging, ImageSet known) throws IOException {
    try {
      return arranging.choose(known);
    } catch (UsageException e) {
      String lost = warnings.list().stream()
          .filter(warning -> warning.code() == WarningCode.IMAGE_LOST)
          .map(warning -> "; " + warning.sentence())
          .collect(Collectors.joining());
      Fault fault = Fault.of(e.code(), e.sentence() + lost);
      throw lost.isEmpty() ? e : e.wayOut().map(fault::hint).orElse(fault).exception(e);
    }
  }
}
