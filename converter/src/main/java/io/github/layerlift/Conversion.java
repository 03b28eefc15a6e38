package io.github.layerlift;

import io.github.layerlift.archive.Archive;
import io.github.layerlift.archive.Extent;
import io.github.layerlift.codec.Decoder;
import io.github.layerlift.codec.UnpackLimits;
import io.github.layerlift.dialect.Context;
import io.github.layerlift.dialect.Dialect;
import io.github.layerlift.dialect.Dialects;
import io.github.layerlift.image.Compression;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.Platform;
import io.github.layerlift.image.Root;
import io.github.layerlift.json.JsonLimits;
import io.github.layerlift.json.JsonReader;
import io.github.layerlift.layout.Layout;
import io.github.layerlift.layout.LayoutOptions;
import io.github.layerlift.output.Target;
import io.github.layerlift.plan.Blob;
import io.github.layerlift.plan.BlobTable;
import io.github.layerlift.plan.Claims;
import io.github.layerlift.plan.Hashed;
import io.github.layerlift.plan.HashedDigests;
import io.github.layerlift.plan.RootOrder;
import io.github.layerlift.pour.LayerUnpacker;
import io.github.layerlift.pour.Pour;
import io.github.layerlift.pour.Pourer;
import io.github.layerlift.pour.Slot;
import io.github.layerlift.report.ErrorCode;
import io.github.layerlift.report.Fault;
import io.github.layerlift.report.LayerliftException;
import io.github.layerlift.report.Progress;
import io.github.layerlift.report.Warnings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** One conversion, from the first byte to the report. Used once. */
final class Conversion {
  private final Input input;
  private final Output output;
  private final ConvertOptions options;
  private final Warnings warnings = new Warnings();
  private final Selection selection;
  private final Decoder decoder;
  private final Pourer pourer;
  private final Map<Extent, Hashed> hashed = new HashMap<>();

  Conversion(Input input, Output output, ConvertOptions options) {
    this.input = input;
    this.output = output;
    this.options = options;
    this.selection = new Selection(options);
    Limits limits = options.limits();
    this.decoder = new Decoder(new UnpackLimits(limits.unpackedBytes(), limits.unpackRatio()));
    this.pourer = new Pourer(options.jobs(), decoder, options.progress(), options.cancellation());
  }

  ConversionReport run() throws IOException {
    long start = System.nanoTime();
    Context context = context();
    SameFile.refuse(input, output);
    Path scratch = Targets.scratch(output, options);
    try (Target target = Targets.open(output, options);
        OpenedInput opened = new OpenedInput(options, scratch, decoder);
        LayerUnpacker unpacker = new LayerUnpacker(scratch, decoder, options.cancellation())) {
      Archive archive = opened.open(input);
      Dialect dialect = Dialects.of(archive);
      List<Root> read = unpacker.unpack(dialect.read(archive, context));
      hashed.putAll(unpacker.hashed());
      takeArrivals(read, opened);
      List<Root> roots = order(read, target);
      BlobTable table = BlobTable.of(roots, hashed);
      Layout layout = pour(roots, table, target);
      opened.checkUnchanged();
      requireNoWarnings();
      options.progress().enter(Progress.Stage.FINISHING, 0);
      long size = target.finish(layout, digests(table));
      options.progress().enter(Progress.Stage.DONE, 0);
      return new Reporter(input, output, dialect.id(), opened, warnings)
          .report(layout, archive, size, System.nanoTime() - start);
    }
  }

  /** Takes what was asked for, and puts it into the one order that its content gives it. */
  private List<Root> order(List<Root> roots, Target target) throws IOException {
    boolean all =
        target.isSequential() || selection.needsDigests(roots) || RootOrder.needsDigests(roots);
    hash(all ? BlobTable.all(roots) : BlobTable.ambiguous(roots), roots);
    List<Root> selected = selection.apply(
        roots, all ? new HashedDigests(hashed) : BlobTable.of(roots, hashed).placeholders());
    return RootOrder.of(
        selected,
        all ? new HashedDigests(hashed) : BlobTable.of(selected, hashed).placeholders());
  }

  /** Takes over what was hashed while the archive arrived. */
  private void takeArrivals(List<Root> roots, OpenedInput opened) {
    for (Blob blob : eachBlob(roots)) {
      if (blob.compression() == Compression.NONE) {
        opened.hashed(blob.source()).ifPresent(found -> hashed.put(blob.source(), found));
      }
    }
  }

  /** Hashes what must be known before anything is written. */
  private void hash(List<Extent> extents, List<Root> roots) throws IOException {
    Set<Extent> wanted = new HashSet<>(extents);
    wanted.removeAll(hashed.keySet());
    List<Pour> pours = new ArrayList<>();
    for (Blob blob : eachBlob(roots)) {
      if (wanted.contains(blob.source())) {
        pours.add(new Pour(blob, Slot.NOWHERE));
      }
    }
    pourAll(pours);
  }

  /** Every extent that the roots name, as a blob of its own. */
  private static List<Blob> eachBlob(List<Root> roots) {
    BlobTable table = BlobTable.of(roots, Map.of());
    List<Blob> each = new ArrayList<>(table.blobs());
    each.addAll(table.twins());
    return each;
  }

  private Layout pour(List<Root> roots, BlobTable table, Target target) throws IOException {
    LayoutOptions parts = new LayoutOptions(
        options.manifestJson(), options.repositories(), options.platformInIndex());
    target.start(Layout.of(roots, table.placeholders(), parts), table.blobs());
    List<Pour> pours = new ArrayList<>();
    for (Blob blob : table.blobs()) {
      if (!target.isSequential()) {
        boolean isFixed = blob.source().source().isPrivate();
        pours.add(new Pour(blob, target.slot(blob), isFixed ? hashed.get(blob.source()) : null));
      }
    }
    for (Blob twin : table.twins()) {
      if (!hashed.containsKey(twin.source())) {
        pours.add(new Pour(twin, Slot.NOWHERE));
      }
    }
    pourAll(pours);
    Claims.check(table, hashed);
    Layout layout = Layout.of(roots, new HashedDigests(hashed), parts);
    Collisions.refuse(layout, digests(table));
    return layout;
  }

  private void pourAll(List<Pour> pours) throws IOException {
    long total = 0;
    for (Pour pour : pours) {
      total += pour.blob().size();
    }
    options.progress().enter(Progress.Stage.LAYERS, total);
    hashed.putAll(pourer.pour(pours));
  }

  private List<Digest> digests(BlobTable table) {
    List<Digest> digests = new ArrayList<>(table.blobs().size());
    for (Blob blob : table.blobs()) {
      digests.add(
          Objects.requireNonNull(hashed.get(blob.source()), "not hashed").blob());
    }
    return digests;
  }

  private Context context() throws LayerliftException {
    Limits limits = options.limits();
    String platform = options.platform().orElse("");
    return new Context(
        new JsonReader(new JsonLimits(limits.jsonBytes(), limits.jsonDepth())),
        warnings,
        limits.layers(),
        platform.isEmpty()
            ? null
            : Platform.parse(platform)
                .orElseThrow(() -> Fault.of(
                        ErrorCode.BAD_OPTION,
                        "--platform \"" + platform + "\" is not of the form os/arch[/variant]")
                    .exception()),
        options.dropEmptyLayers());
  }

  private void requireNoWarnings() throws LayerliftException {
    if (options.strict() && !warnings.list().isEmpty()) {
      throw Fault.of(ErrorCode.STRICT_WARNINGS, warnings.list().get(0).text())
          .hint("without --strict, this is a warning")
          .exception();
    }
  }

  /** What the system says where nothing more is known about it. */
  static LayerliftException unexpected(IOException e) {
    return Fault.of(ErrorCode.READ_FAILED, "the system refused: " + e).exception(e);
  }
}
