package io.github.layerlift.verify;

import io.github.layerlift.archive.Archive;
import io.github.layerlift.bytes.Extent;
import io.github.layerlift.dialect.Context;
import io.github.layerlift.dialect.ImageSource;
import io.github.layerlift.dialect.ImageSources;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.MalformedArchiveException;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.Layer;
import io.github.layerlift.image.LayerContent.Stored;
import io.github.layerlift.image.Root;
import io.github.layerlift.pour.Pourer;
import io.github.layerlift.progress.Progress;
import io.github.layerlift.report.FindingCode;
import io.github.layerlift.tar.Ending;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Proves that a layout has the same content as an archive. The archive's layers are hashed from its
 * own bytes, the layout's from theirs; neither side's claims count.
 */
public final class AgainstCheck {
  private final ImageSources sources;
  private final Context context;
  private final BlobHashes hashes;
  private final Findings findings;
  private final Map<Digest, List<LayoutCheck.Image>> images = new LinkedHashMap<>();
  private final AgainstNames names;

  /**
   * @param context to read the archive with
   */
  public AgainstCheck(
      ImageSources sources, Context context, Pourer pourer, Progress progress, Findings findings) {
    this.sources = sources;
    this.context = context;
    this.hashes = new BlobHashes(pourer, progress);
    this.findings = findings;
    this.names = new AgainstNames(findings);
  }

  /**
   * Reports what {@code layout} lacks, has in addition, or has changed.
   *
   * @param subset whether it may lack images and names
   * @throws LayerliftException if the archive itself is damaged
   */
  public void check(LayoutCheck layout, boolean subset) throws IOException {
    for (LayoutCheck.Image image : layout.images()) {
      images.computeIfAbsent(image.id(), any -> new ArrayList<>()).add(image);
    }
    for (ImageSource source : sources.all()) {
      images(source, layout, subset);
    }
    names.check(layout, subset);
    for (Digest id : images.keySet()) {
      if (!names.has(id)) {
        findings.add(
            FindingCode.AGAINST_IMAGE_EXTRA, "", "the image " + id + " is not in the archive");
      }
    }
  }

  private void images(ImageSource source, LayoutCheck layout, boolean subset) throws IOException {
    rest(source.archive());
    OldImages olds = OldImages.of(source.read(context));
    artifacts(olds, layout, subset);
    hash(olds);
    V1Variants variants = new V1Variants(source, context, layout.images());
    V1Fields fields = new V1Fields(context);
    for (OldImages.Old old : olds.images()) {
      image(old, variants, fields, subset);
    }
  }

  private void rest(Archive archive) {
    archive
        .ending()
        .filter(Ending::hasStrangeRest)
        .ifPresent(ending ->
            findings.add(FindingCode.TRAILING_DATA, archive.name(), ending.describeRest()));
  }

  private void artifacts(OldImages olds, LayoutCheck layout, boolean subset) {
    for (Digest artifact : olds.artifacts()) {
      if (!subset && !layout.manifests().contains(artifact)) {
        findings.add(
            FindingCode.AGAINST_IMAGE_MISSING, "", "the artifact " + artifact + " is missing");
      }
    }
  }

  private void hash(OldImages olds) throws IOException {
    Set<Extent> files = new LinkedHashSet<>();
    for (OldImages.Old old : olds.images()) {
      for (Layer layer : old.image().layers()) {
        if (layer.content() instanceof Stored stored) {
          files.add(stored.extent());
        }
      }
    }
    hashes.hash(files, files);
    for (Extent file : files) {
      Optional<MalformedArchiveException> fault = hashes.corrupt(file);
      if (fault.isPresent()) {
        throw fault.get();
      }
    }
  }

  private void image(OldImages.Old old, V1Variants variants, V1Fields fields, boolean subset)
      throws LayerliftException {
    Digest expected = id(old.image());
    if (images.containsKey(expected)) {
      compare(old, old.image(), expected, fields);
      return;
    }
    for (V1Variants.Variant variant : variants.all(old)) {
      Digest other = id(variant.image());
      if (images.containsKey(other)) {
        if (variant.dropsEmptyLayers()) {
          findings.add(
              FindingCode.AGAINST_EMPTY_LAYERS,
              "",
              "the image " + other + " was " + expected + " with its empty layers");
        }
        compare(old, variant.image(), other, fields);
        return;
      }
    }
    Optional<Digest> namesake = namesake(old);
    if (namesake.isPresent()) {
      findings.add(
          FindingCode.AGAINST_ID,
          "",
          "the image " + old.tags() + " is " + namesake.get() + ", but should be " + expected);
      compare(old, old.image(), namesake.get(), fields);
    } else if (!subset) {
      findings.add(
          FindingCode.AGAINST_IMAGE_MISSING,
          "",
          "the image " + expected + " " + old.tags() + " is missing");
    }
  }

  /** The image ID, computed from the archive's own bytes. */
  private Digest id(Root.Image image) {
    return Digest.of(image
        .config()
        .bytes(image.layers().stream()
            .map(layer -> unpacked(layer).or(() -> Optional.ofNullable(layer.diffId())))
            .map(Optional::orElseThrow)
            .toList()));
  }

  /** The diff ID of a layer of the archive; empty if it is fetched from elsewhere. */
  private Optional<Digest> unpacked(Layer layer) {
    return layer.content() instanceof Stored stored
        ? hashes.of(stored.extent()).map(found -> found.diffId())
        : Optional.empty();
  }

  private Optional<Digest> namesake(OldImages.Old old) {
    for (Map.Entry<Digest, List<LayoutCheck.Image>> each : images.entrySet()) {
      for (LayoutCheck.Image image : each.getValue()) {
        if (old.tags().stream().anyMatch(image.names()::contains)) {
          return Optional.of(each.getKey());
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Compares an image with its counterpart.
   *
   * @param image as it should be now; {@code old} unless changes were requested
   */
  private void compare(OldImages.Old old, Root.Image image, Digest id, V1Fields fields)
      throws LayerliftException {
    names.add(id, old.tags());
    for (LayoutCheck.Image found : images.getOrDefault(id, List.of())) {
      layers(image.layers(), found);
    }
    List<LayoutCheck.Image> found = images.getOrDefault(id, List.of());
    if (!found.isEmpty()) {
      for (String difference : fields.differences(old.image(), found.get(0).config())) {
        findings.add(
            FindingCode.AGAINST_CONFIG, "", "the config of the image " + id + ": " + difference);
      }
    }
  }

  private void layers(List<Layer> layers, LayoutCheck.Image found) {
    if (layers.size() != found.unpacked().size()) {
      findings.add(
          FindingCode.AGAINST_LAYERS,
          "",
          "the image " + found.id() + " has " + found.unpacked().size()
              + " layers, but should have " + layers.size());
      return;
    }
    for (int i = 0; i < layers.size(); i++) {
      Optional<Digest> wanted = unpacked(layers.get(i));
      if (wanted.isPresent() && !wanted.equals(found.unpacked().get(i))) {
        findings.add(
            FindingCode.AGAINST_LAYERS,
            "",
            "layer " + (i + 1) + " of the image " + found.id() + " should unpack to " + wanted.get()
                + ", and "
                + found
                    .unpacked()
                    .get(i)
                    .map(other -> "unpacks to " + other)
                    .orElse("can't be unpacked"));
      }
    }
  }
}
