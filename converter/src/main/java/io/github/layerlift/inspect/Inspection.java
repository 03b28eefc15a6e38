package io.github.layerlift.inspect;

import io.github.layerlift.archive.Archive;
import io.github.layerlift.codec.Decoder;
import io.github.layerlift.dialect.Context;
import io.github.layerlift.dialect.Dialects;
import io.github.layerlift.dialect.ImageSource;
import io.github.layerlift.dialect.ImageSources;
import io.github.layerlift.fault.Damage;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.MalformedArchiveException;
import io.github.layerlift.fault.UnsupportedArchiveException;
import io.github.layerlift.fault.Warnings;
import io.github.layerlift.image.Root;
import io.github.layerlift.input.OpenedInput;
import io.github.layerlift.input.Readers;
import io.github.layerlift.input.SecondLook;
import io.github.layerlift.location.Input;
import io.github.layerlift.options.ReadOptions;
import io.github.layerlift.progress.Progress;
import io.github.layerlift.report.InspectionReport;
import io.github.layerlift.report.InspectionReport.Source;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Inspects one archive. Used once. */
public final class Inspection {
  private final Input input;
  private final ReadOptions options;
  private final boolean files;
  private List<Archive> archives = List.of();

  /**
   * @param files whether to read the headers of layers, too
   */
  public Inspection(Input input, ReadOptions options, boolean files) {
    this.input = input;
    this.options = options;
    this.files = files;
  }

  /** Reads the documents of the archive, and no layers but those whose files are asked for. */
  public InspectionReport run() throws IOException {
    Decoder decoder = Readers.decoder(options.limits());
    try (OpenedInput opened = new OpenedInput(options, Readers.scratch(options), decoder)) {
      InspectionReport report;
      try {
        report = opened.explaining(() -> read(opened));
      } catch (MalformedArchiveException e) {
        report = again(opened, e);
      } catch (UnsupportedArchiveException e) {
        report = wrapped(opened, e);
      }
      opened.checkUnchanged();
      options.monitor().progress().enter(Progress.Stage.DONE, 0);
      return report;
    }
  }

  private InspectionReport read(OpenedInput opened) throws IOException {
    archives = opened.open(input);
    ImageSources sources = ImageSources.of(archives, options.leniency().readAs());
    Warnings warnings = new Warnings();
    List<Root> roots = sources.read(Readers.context(options, warnings));
    return report(opened, sources, roots, warnings, Damage.refused(), Optional.empty());
  }

  /** The archives that are in one of no kind itself; {@code fault} alone if there are none. */
  private InspectionReport wrapped(OpenedInput opened, UnsupportedArchiveException fault)
      throws LayerliftException {
    List<InspectionReport.Inner> inner = new ArrayList<>();
    if (fault.code() == ErrorCode.WRAPPED_ARCHIVE) {
      for (Archive archive : archives) {
        List<String> paths = Dialects.inside(archive).all();
        Map<String, Long> bytes = archive.bytesOf(paths);
        for (String path : paths) {
          inner.add(
              new InspectionReport.Inner(archive.placeOf(path), bytes.getOrDefault(path, 0L)));
        }
      }
    }
    if (inner.isEmpty()) {
      throw fault;
    }
    return new InspectionReport(
        input.name(),
        "wrapped",
        opened.compression().name().toLowerCase(Locale.ROOT),
        opened.bytes(),
        Optional.empty(),
        List.of(),
        List.of(),
        0,
        List.of(),
        List.of(),
        Optional.of(new InspectionReport.Broken(fault.fault(), List.of(), List.of())),
        inner,
        List.of());
  }

  /** What a damaged archive still says; {@code fault} alone if that is nothing. */
  private InspectionReport again(OpenedInput opened, MalformedArchiveException fault)
      throws IOException {
    SecondLook look;
    try {
      look = SecondLook.at(opened, options);
    } catch (LayerliftException e) {
      fault.addSuppressed(e);
      throw fault;
    }
    Damage damage = look.damage();
    if (look.roots().isEmpty() && damage.lost().isEmpty()) {
      throw fault;
    }
    Fault first = look.hint(fault, input).fault();
    List<String> others = new ArrayList<>();
    for (Fault other : damage.faults()) {
      if (!other.text().equals(first.text())) {
        others.add(other.text());
      }
    }
    List<InspectionReport.Lost> lost = new ArrayList<>();
    for (Damage.Lost loss : damage.lost()) {
      lost.add(new InspectionReport.Lost(loss.id(), loss.names(), loss.fault().text()));
    }
    return report(
        opened,
        look.sources(),
        look.roots(),
        look.warnings(),
        damage,
        Optional.of(new InspectionReport.Broken(first, others, lost)));
  }

  private InspectionReport report(
      OpenedInput opened,
      ImageSources sources,
      List<Root> roots,
      Warnings warnings,
      Damage damage,
      Optional<InspectionReport.Broken> broken)
      throws IOException {
    Context context = Readers.context(options, warnings, damage);
    List<InspectionReport.Listed> index = new ArrayList<>();
    Map<String, List<String>> layerTypes = new HashMap<>();
    Set<Optional<Source>> writers = new HashSet<>();
    for (ImageSource source : sources.all()) {
      LayoutTree tree = new LayoutTree(source.archive(), context.json(), layerTypes);
      index.addAll(context.orElse(List.of(), tree::read));
      // what is missing would be taken for evidence
      writers.add(damage.any() ? Optional.empty() : Writers.of(source.archive(), context.json()));
    }
    List<InspectionReport.Image> images = images(roots, layerTypes, context);
    return new InspectionReport(
        input.name(),
        sources.dialects(),
        opened.compression().name().toLowerCase(Locale.ROOT),
        opened.bytes(),
        writers.size() == 1 ? writers.iterator().next() : Optional.empty(),
        images,
        index,
        sources.strayFiles(),
        warnings.list(),
        unchecked(sources),
        broken,
        List.of(),
        files && !damage.any() ? Fates.of(sources, images, context.json()) : List.of());
  }

  private List<InspectionReport.Image> images(
      List<Root> roots, Map<String, List<String>> layerTypes, Context context) throws IOException {
    Optional<FileFacts> facts = files
        ? Optional.of(new FileFacts(Readers.decoder(options.limits()), options))
        : Optional.empty();
    return new InspectedImages(context.json(), layerTypes, facts).of(roots);
  }

  private static List<InspectionReport.Unchecked> unchecked(ImageSources sources) {
    Set<InspectionReport.Unchecked> unchecked = EnumSet.noneOf(InspectionReport.Unchecked.class);
    for (ImageSource source : sources.all()) {
      unchecked.addAll(
          switch (source.dialect().id()) {
            case "v1" -> List.of(InspectionReport.Unchecked.IMAGE_IDS);
            case "oci-layout" ->
              List.of(
                  InspectionReport.Unchecked.LAYER_DIGESTS, InspectionReport.Unchecked.DIFF_IDS);
            default -> List.of(InspectionReport.Unchecked.DIFF_IDS);
          });
    }
    return List.copyOf(unchecked);
  }
}
