package io.github.layerlift.inspect;

import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.image.ConfigSource;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.Layer;
import io.github.layerlift.image.LayerContent.Foreign;
import io.github.layerlift.image.LayerContent.Stored;
import io.github.layerlift.image.Platform;
import io.github.layerlift.image.Reference;
import io.github.layerlift.image.Root;
import io.github.layerlift.json.JsonReader;
import io.github.layerlift.report.InspectionReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts what was read from an archive into an {@link InspectionReport}. */
public final class InspectedImages {
  /** The placeholder for unknown digests in a config made for an old image. */
  private static final Digest UNKNOWN = new Digest("0".repeat(Digest.HEX_LENGTH));

  private final JsonReader json;
  private final Map<String, List<String>> layerTypes;
  private final Optional<FileFacts> files;

  /**
   * @param layerTypes of the images of an OCI layout, by the digests of their manifests
   * @param files reads what layers did to files, if that is asked for
   */
  public InspectedImages(
      JsonReader json, Map<String, List<String>> layerTypes, Optional<FileFacts> files) {
    this.json = json;
    this.layerTypes = Map.copyOf(layerTypes);
    this.files = files;
  }

  /** An image of the archive, and all its names. */
  private record Named(Root.Image image, Set<Reference> tags) {}

  public List<InspectionReport.Image> of(List<Root> roots) throws IOException {
    Map<InspectionReport.Image, Named> named = new LinkedHashMap<>();
    for (Root root : roots) {
      add(root, root.tags(), named);
    }
    List<InspectionReport.Image> images = new ArrayList<>();
    for (Map.Entry<InspectionReport.Image, Named> each : named.entrySet()) {
      Named with = each.getValue();
      List<String> tags = with.tags.stream().map(Reference::toString).toList();
      InspectionReport.Image image = each.getKey().withTags(tags);
      images.add(files.isPresent() ? image.withFiles(files.get().of(with.image)) : image);
    }
    return images;
  }

  /**
   * An image below an index has no name but the index's. {@code index.json} lists an image once for each name:
   * here it is one image with several.
   */
  private void add(Root root, List<Reference> tags, Map<InspectionReport.Image, Named> named)
      throws LayerliftException {
    if (root instanceof Root.Image image) {
      named
          .computeIfAbsent(image(image), any -> new Named(image, new LinkedHashSet<>()))
          .tags
          .addAll(tags);
    } else if (root instanceof Root.Index index) {
      for (Root child : index.children()) {
        add(child, tags, named);
      }
    }
  }

  private InspectionReport.Image image(Root.Image image) throws LayerliftException {
    List<Layer> layers = image.layers();
    boolean known = image.config() instanceof ConfigSource.Verbatim;
    byte[] config = image.config().bytes(layers.stream().map(any -> UNKNOWN).toList());
    ConfigFacts facts = ConfigFacts.read(config, "the image config", json);
    Root.Document manifest = image.manifest();
    String manifestDigest = manifest == null ? "" : Digest.of(manifest.bytes()).toString();
    return new InspectionReport.Image(
        known ? Digest.of(config).toString() : "",
        known || layers.isEmpty() ? "" : layers.get(layers.size() - 1).v1Ids().get(0),
        manifestDigest,
        List.of(),
        platform(image.platform()),
        facts.created(),
        facts.author(),
        Builders.of(facts),
        facts.labels(),
        facts.start(),
        size(layers),
        layers(layers, layerTypes.getOrDefault(manifestDigest, List.of())),
        history(facts, layers.size()),
        Optional.empty());
  }

  private static String platform(Platform platform) {
    boolean given = !platform.os().isEmpty() || !platform.architecture().isEmpty();
    return given ? platform.toString() : "";
  }

  private static long size(List<Layer> layers) {
    Set<Object> counted = new HashSet<>();
    long size = 0;
    for (Layer layer : layers) {
      size += counted.add(layer.content()) ? layer.content().size() : 0;
    }
    return size;
  }

  private static List<InspectionReport.Layer> layers(List<Layer> layers, List<String> types) {
    List<InspectionReport.Layer> described = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      described.add(layer(layers.get(i), i < types.size() ? types.get(i) : ""));
    }
    return described;
  }

  private static InspectionReport.Layer layer(Layer layer, String type) {
    Digest diffId = layer.diffId();
    String declared = diffId == null ? "" : diffId.toString();
    if (layer.content() instanceof Foreign foreign) {
      return new InspectionReport.Layer(
          foreign.digest().toString(),
          declared,
          foreign.size(),
          foreign.mediaType(),
          "",
          "",
          layer.v1Ids());
    }
    Stored stored = (Stored) layer.content();
    Digest digest = stored.digest();
    return new InspectionReport.Layer(
        digest == null ? "" : digest.toString(),
        declared,
        stored.size(),
        type,
        stored.compression().name().toLowerCase(Locale.ROOT),
        stored.extent().entry(),
        layer.v1Ids());
  }

  private static List<InspectionReport.Step> history(ConfigFacts facts, int layerCount) {
    List<InspectionReport.Step> steps = new ArrayList<>();
    int layer = 0;
    for (ConfigFacts.Step step : facts.history()) {
      boolean makesOne = !step.empty() && layer < layerCount;
      steps.add(new InspectionReport.Step(
          step.created(),
          step.createdBy(),
          step.author(),
          step.comment(),
          step.empty(),
          makesOne ? layer++ : -1));
    }
    return steps;
  }
}
