package io.github.layerlift.convert;

import io.github.layerlift.bytes.Spool;
import io.github.layerlift.codec.CompressionMethod;
import io.github.layerlift.codec.Decoder;
import io.github.layerlift.dialect.Context;
import io.github.layerlift.dialect.ImageSources;
import io.github.layerlift.dialect.Tags;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Warning;
import io.github.layerlift.fault.Warnings;
import io.github.layerlift.image.Root;
import io.github.layerlift.input.OpenedInput;
import io.github.layerlift.input.Readers;
import io.github.layerlift.layout.LayerDigests;
import io.github.layerlift.layout.Layout;
import io.github.layerlift.layout.LayoutOptions;
import io.github.layerlift.location.Input;
import io.github.layerlift.location.Output;
import io.github.layerlift.options.ConvertOptions;
import io.github.layerlift.output.Target;
import io.github.layerlift.plan.Blob;
import io.github.layerlift.plan.BlobTable;
import io.github.layerlift.plan.Claims;
import io.github.layerlift.plan.RootOrder;
import io.github.layerlift.pour.LayerPacker;
import io.github.layerlift.pour.LayerUnpacker;
import io.github.layerlift.pour.Pour;
import io.github.layerlift.pour.Pourer;
import io.github.layerlift.pour.Slot;
import io.github.layerlift.progress.Progress;
import io.github.layerlift.report.ConversionReport;
import io.github.layerlift.select.Selection;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One conversion, from the first byte to the report. Used once. */
public final class Conversion {
  private final Input input;
  private final Output output;
  private final ConvertOptions options;
  private final Warnings warnings = new Warnings();
  private final Selection selection;
  private final Decoder decoder;
  private final LayerHashes hashes;
  private final long start = System.nanoTime();
  private final Noted noted;

  /** Told of a tar file that is whole, and of the warnings that there were, before it gets its name. */
  @FunctionalInterface
  public interface Noted {
    void note(long size, FileTime modified, List<Warning> warnings) throws IOException;
  }

  public Conversion(Input input, Output output, ConvertOptions options) {
    this(input, output, options, (size, modified, warnings) -> {});
  }

  public Conversion(Input input, Output output, ConvertOptions options, Noted noted) {
    this.input = input;
    this.output = output;
    this.options = options;
    this.noted = noted;
    this.selection = new Selection(options.select(), options.tags());
    this.decoder = Readers.decoder(options.limits());
    this.hashes = new LayerHashes(
        new Pourer(options.jobs(), decoder, options.progress(), options.cancellation()),
        options.progress());
  }

  public ConversionReport run() throws IOException {
    Context context = Readers.context(options, warnings);
    Optional<CompressionMethod> packing = Readers.packing(options);
    SameFile.refuse(input, output);
    Path scratch = Targets.scratch(output, options);
    try (Target target = Targets.open(
            output, options, (size, modified) -> noted.note(size, modified, warnings.list()));
        OpenedInput opened = OpenedInput.hashing(options.reading(), scratch, decoder);
        LayerUnpacker unpacker =
            new LayerUnpacker(scratch, packing.isPresent(), decoder, options.cancellation());
        LayerPacker packer = new LayerPacker(
            scratch,
            packing.orElse(null),
            options.deflaters(),
            options.jobs(),
            options.progress(),
            options.cancellation())) {
      return opened.explaining(() -> convert(context, target, opened, unpacker, packer));
    }
  }

  private ConversionReport convert(
      Context context,
      Target target,
      OpenedInput opened,
      LayerUnpacker unpacker,
      LayerPacker packer)
      throws IOException {
    ImageSources sources =
        ImageSources.of(opened.open(input), options.leniency().readAs());
    List<Root> found = sources.read(context);
    sources.warnOfLeftovers(found, context);
    List<Root> read = unpacker.unpack(found);
    if (!options.tags().isEmpty()) {
      warnings.forget(Tags.WARNINGS);
    }
    hashes.take(unpacker.hashed());
    hashes.takeArrivals(read, opened);
    List<Root> ordered = order(read, target);
    if (options.compress().isPresent() && ordered.stream().anyMatch(Root.Index.class::isInstance)) {
      warnings.add(
          "index-not-compressed",
          "images inside an index keep their manifests, so their layers too");
    }
    List<Root> roots = packer.pack(ordered, place(packer.preview(ordered), target));
    hashes.take(packer.hashed());
    BlobTable table = BlobTable.of(roots, hashes.all());
    Layout layout = pour(roots, table, target);
    opened.checkUnchanged();
    Foresight.warn(layout, roots, hashes.digests(), Readers.json(options.limits()), warnings);
    requireNoWarnings();
    options.progress().enter(Progress.Stage.FINISHING, 0);
    long size = target.finish(layout, hashes.of(table));
    options.progress().enter(Progress.Stage.DONE, 0);
    return new Reporter(input, output, sources, opened, warnings)
        .report(layout, size, System.nanoTime() - start);
  }

  /** Takes what was asked for, and puts it into the one order that its content gives it. */
  private List<Root> order(List<Root> roots, Target target) throws IOException {
    boolean all = target.isSequential()
        || selection.needsDigests(roots, () -> digests(roots, false))
        || RootOrder.needsDigests(roots)
        || BlobTable.hidesTwins(roots);
    hashes.hash(all ? BlobTable.all(roots) : BlobTable.ambiguous(roots), roots);
    List<Root> selected = selection.apply(roots, digests(roots, all));
    return RootOrder.of(selected, digests(selected, all));
  }

  /** Where compressed layers go: to where they would stand if they shrank a little only. */
  private Optional<Spool> place(List<Root> preview, Target target) {
    if (options.compress().isEmpty()) {
      return Optional.empty();
    }
    BlobTable table = BlobTable.of(preview, hashes.all());
    return target.place(Layout.of(preview, table.placeholders(), parts()), table.blobs());
  }

  private LayoutOptions parts() {
    return new LayoutOptions(
        options.manifestJson(), options.repositories(), options.platformInIndex());
  }

  private LayerDigests digests(List<Root> roots, boolean real) {
    return real ? hashes.digests() : BlobTable.of(roots, hashes.all()).placeholders();
  }

  private Layout pour(List<Root> roots, BlobTable table, Target target) throws IOException {
    LayoutOptions parts = parts();
    target.start(Layout.of(roots, table.placeholders(), parts), table.blobs());
    List<Pour> pours = new ArrayList<>();
    for (Blob blob : table.blobs()) {
      if (!target.isSequential()) {
        pours.add(new Pour(blob, target.slot(blob), hashes.fixed(blob.source())));
      }
    }
    for (Blob twin : table.twins()) {
      if (!hashes.all().containsKey(twin.source())) {
        pours.add(new Pour(twin, Slot.NOWHERE));
      }
    }
    hashes.pour(pours);
    Claims.check(table, hashes.all());
    Layout layout = Layout.of(roots, hashes.digests(), parts);
    Collisions.refuse(layout, hashes.of(table));
    return layout;
  }

  private void requireNoWarnings() throws LayerliftException {
    if (options.strict() && !warnings.list().isEmpty()) {
      throw Fault.of(ErrorCode.STRICT_WARNINGS, warnings.list().get(0).text())
          .hint("without --strict, this is a warning")
          .exception();
    }
  }
}
