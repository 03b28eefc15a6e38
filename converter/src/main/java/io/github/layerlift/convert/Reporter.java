package io.github.layerlift.convert;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Warnings;
import io.github.layerlift.image.Compression;
import io.github.layerlift.image.ConfigSource;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.Layer;
import io.github.layerlift.image.LayerContent.Foreign;
import io.github.layerlift.image.LayerContent.Stored;
import io.github.layerlift.image.MediaTypes;
import io.github.layerlift.image.Reference;
import io.github.layerlift.image.Root;
import io.github.layerlift.json.JsonReader;
import io.github.layerlift.layout.ImageSummary;
import io.github.layerlift.layout.LayerDigests;
import io.github.layerlift.layout.Layout;
import io.github.layerlift.layout.RootBlobs;
import io.github.layerlift.location.Output;
import io.github.layerlift.report.ConversionReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts what was done into the public report. */
final class Reporter {
  private final InputReading archives;
  private final Output output;
  private final Warnings warnings;
  private final JsonReader json;

  Reporter(InputReading archives, Output output, Warnings warnings, JsonReader json) {
    this.archives = archives;
    this.output = output;
    this.warnings = warnings;
    this.json = json;
  }

  ConversionReport report(OutputWriting.Poured poured, long outputBytes, long nanos) {
    List<ConversionReport.Image> images = new ArrayList<>();
    for (ImageSummary summary : poured.layout().images()) {
      images.add(image(summary, poured.images().digests()));
    }
    return new ConversionReport(
        archives.names(),
        output.name(),
        archives.dialects(),
        archives.compressions(),
        names(poured.layout()),
        images,
        warnings.list(),
        archives.strayFiles(),
        archives.bytes(),
        outputBytes,
        Duration.ofNanos(nanos));
  }

  private static List<ConversionReport.Name> names(Layout layout) {
    List<ConversionReport.Name> names = new ArrayList<>();
    for (RootBlobs each : layout.roots()) {
      for (Reference tag : each.root().tags()) {
        names.add(new ConversionReport.Name(tag.toString(), each.own().digest().toString()));
      }
    }
    return names;
  }

  private ConversionReport.Image image(ImageSummary summary, LayerDigests digests) {
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
        created(image.config().bytes(summary.diffIds())),
        layers,
        original(summary, digests));
  }

  /** The output is done: a config without a readable time must not end it, and {@link Foresight} has warned. */
  private String created(byte[] config) {
    try {
      return json.read(config, "config").text("created");
    } catch (LayerliftException e) {
      return "";
    }
  }

  private static Optional<ConversionReport.Original> original(
      ImageSummary summary, LayerDigests digests) {
    if (!(summary.image().config() instanceof ConfigSource.Edited edited)) {
      return Optional.empty();
    }
    List<Digest> diffIds = digests.diffIds(edited.original());
    byte[] config = edited.original().config().bytes(diffIds);
    return Optional.of(new ConversionReport.Original(
        Digest.of(config).toString(),
        diffIds.stream().map(Digest::toString).toList(),
        new String(config, UTF_8),
        new String(edited.bytes(summary.diffIds()), UTF_8)));
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
