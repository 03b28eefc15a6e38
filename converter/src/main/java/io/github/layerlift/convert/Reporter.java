package io.github.layerlift.convert;

import io.github.layerlift.dialect.ImageSources;
import io.github.layerlift.fault.Warnings;
import io.github.layerlift.image.Compression;
import io.github.layerlift.image.Layer;
import io.github.layerlift.image.LayerContent.Foreign;
import io.github.layerlift.image.LayerContent.Stored;
import io.github.layerlift.image.MediaTypes;
import io.github.layerlift.image.Root;
import io.github.layerlift.input.OpenedInput;
import io.github.layerlift.layout.ImageSummary;
import io.github.layerlift.layout.Layout;
import io.github.layerlift.location.Input;
import io.github.layerlift.location.Output;
import io.github.layerlift.report.ConversionReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Puts what was done into the public report. */
final class Reporter {
  private final Input input;
  private final Output output;
  private final ImageSources sources;
  private final OpenedInput opened;
  private final Warnings warnings;

  Reporter(
      Input input, Output output, ImageSources sources, OpenedInput opened, Warnings warnings) {
    this.input = input;
    this.output = output;
    this.sources = sources;
    this.opened = opened;
    this.warnings = warnings;
  }

  ConversionReport report(Layout layout, long outputBytes, long nanos) {
    List<ConversionReport.Image> images = new ArrayList<>();
    for (ImageSummary summary : layout.images()) {
      images.add(image(summary));
    }
    return new ConversionReport(
        input.name(),
        output.name(),
        sources.dialects(),
        opened.compression().name().toLowerCase(Locale.ROOT),
        images,
        warnings.list(),
        sources.strayFiles(),
        opened.bytes(),
        outputBytes,
        Duration.ofNanos(nanos));
  }

  private static ConversionReport.Image image(ImageSummary summary) {
    Root.Image image = summary.image();
    List<ConversionReport.Layer> layers = new ArrayList<>();
    for (int i = 0; i < image.layers().size(); i++) {
      Layer layer = image.layers().get(i);
      layers.add(new ConversionReport.Layer(
          summary.layers().get(i).toString(),
          summary.diffIds().get(i).toString(),
          layer.content().size(),
          mediaType(layer),
          layer.v1Ids()));
    }
    return new ConversionReport.Image(
        summary.id().toString(),
        summary.manifest().toString(),
        summary.tags().stream().map(Object::toString).toList(),
        image.platform().toString(),
        layers);
  }

  /** An OCI archive may hold layers packed with a method for which OCI has no media type. */
  private static String mediaType(Compression compression) {
    return compression.hasMediaType() ? MediaTypes.layer(compression) : MediaTypes.LAYER;
  }

  private static String mediaType(Layer layer) {
    return layer.content() instanceof Foreign foreign
        ? foreign.mediaType()
        : mediaType(((Stored) layer.content()).compression());
  }
}
