package io.github.layerlift.convert;

import io.github.layerlift.bytes.Extent;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Setting;
import io.github.layerlift.fault.Warning;
import io.github.layerlift.fault.WarningCode;
import io.github.layerlift.fault.Warnings;
import io.github.layerlift.fault.WayOut;
import io.github.layerlift.image.Digest;
import io.github.layerlift.json.JsonReader;
import io.github.layerlift.location.Output;
import io.github.layerlift.options.ConvertOptions;
import io.github.layerlift.output.Target;
import io.github.layerlift.plan.BlobTable;
import io.github.layerlift.plan.ImageSet;
import io.github.layerlift.pour.Hashing;
import io.github.layerlift.pour.LayerPacker;
import io.github.layerlift.progress.Progress;
import io.github.layerlift.report.ConversionReport;
import java.io.IOException;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The way of settled images into an output: packed, poured, finished.
 *
 * @param archives that the images come from
 * @param wording of what can be done about warnings
 */
record Delivery(
    InputReading archives,
    ConvertOptions options,
    Arranging arranging,
    Hashing hashing,
    JsonReader json,
    UnaryOperator<WayOut> wording) {
  /**
   * Writes {@code settled}.
   *
   * @param replaced layers that are not written, but checked as well
   * @param target of {@code output}
   * @param warnings of all that led to the output; those of writing are added
   * @param start in nanoseconds, by the clock of the system
   */
  ConversionReport deliver(
      ImageSet settled,
      ReplacedLayers replaced,
      Output output,
      Target target,
      LayerPacker packer,
      Warnings warnings,
      long start)
      throws IOException {
    target.requireFit(settled.roots());
    warnOfIndexes(settled, warnings);
    OutputWriting writing = new OutputWriting(target, hashing, options);
    ImageSet packed = pack(settled, packer, target, writing);
    ImageSet ready = target.isSequential() ? arranging.hash(packed, true) : packed;
    OutputWriting.Poured poured = writing.pour(ready, replaced);
    archives.checkUnchanged();
    Foresight.warn(poured.layout(), poured.images(), json, warnings);
    warnings.reword(wording);
    requireNone(warnings);
    Progress progress = options.reading().monitor().progress();
    progress.enter(Progress.Stage.FINISHING, 0);
    long size = poured.finish();
    progress.enter(Progress.Stage.DONE, 0);
    return new Reporter(archives, output, warnings, json)
        .report(poured, size, System.nanoTime() - start);
  }

  /** Packs layers; the target may take each as soon as its digest is known. */
  private static ImageSet pack(
      ImageSet images, LayerPacker packer, Target target, OutputWriting writing)
      throws IOException {
    ImageSet preview = packer.preview(images);
    for (Map.Entry<Extent, Digest> each : BlobTable.claimed(preview.roots()).entrySet()) {
      target.ready(each.getKey(), each.getKey(), each.getValue());
    }
    return packer.pack(images, writing.place(preview), target::ready);
  }

  private void warnOfIndexes(ImageSet images, Warnings warnings) {
    if (options.compress().isPresent() && Arranging.keepsManifests(images.roots())) {
      warnings.add(
          WarningCode.INDEX_NOT_COMPRESSED,
          "images inside an index keep their manifests, and so their layers");
    }
  }

  /**
   * Refuses {@code warnings}, if that is wanted.
   *
   * @throws LayerliftException if there is one
   */
  void requireNone(Warnings warnings) throws LayerliftException {
    if (options.strict() && !warnings.list().isEmpty()) {
      Warning first = warnings.list().get(0);
      WayOut lenient =
          WayOut.of("without ").set(Setting.CONVERT_STRICT).then(", this is a warning");
      WayOut own = first.wayOut();
      throw Fault.of(ErrorCode.STRICT_WARNINGS, first.sentence())
          .hint(own == null ? lenient : own.then("; ").then(lenient))
          .exception();
    }
  }
}
