package io.github.layerlift;

import io.github.layerlift.codec.Decoder;
import io.github.layerlift.dialect.Context;
import io.github.layerlift.dialect.ImageSource;
import io.github.layerlift.dialect.ImageSources;
import io.github.layerlift.image.Root;
import io.github.layerlift.inspect.Evidence;
import io.github.layerlift.inspect.LayoutTree;
import io.github.layerlift.inspect.Writers;
import io.github.layerlift.report.LayerliftException;
import io.github.layerlift.report.Progress;
import io.github.layerlift.report.Warnings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Tells what is in archives. Stateless, and safe to use from several threads. */
public final class Inspector {
  private Inspector() {}

  /**
   * Reads the documents of the archive in {@code input}, however old or new it is, and no layers.
   * What is plain is read in place, so that the size of its layers doesn't matter; what is packed, or
   * a stream, is unpacked into a scratch file first.
   *
   * @throws LayerliftException if it is no archive of images, or a broken one
   */
  public static Inspection inspect(Input input, ReadOptions options) throws LayerliftException {
    Decoder decoder = OptionTexts.decoder(options.limits());
    try (OpenedInput opened = new OpenedInput(options, Targets.scratch(options), decoder)) {
      Inspection inspection = opened.explaining(() -> inspect(input, opened, options));
      opened.checkUnchanged();
      options.progress().enter(Progress.Stage.DONE, 0);
      return inspection;
    } catch (LayerliftException e) {
      throw e;
    } catch (IOException e) {
      throw Conversion.unexpected(e);
    }
  }

  private static Inspection inspect(Input input, OpenedInput opened, ReadOptions options)
      throws IOException {
    ImageSources sources =
        ImageSources.of(opened.open(input), options.leniency().readAs());
    Warnings warnings = new Warnings();
    Context context = OptionTexts.context(options, warnings);
    List<Root> roots = sources.read(context);
    List<LayoutTree.Node> tree = new ArrayList<>();
    Set<Optional<Evidence>> writers = new HashSet<>();
    for (ImageSource source : sources.all()) {
      tree.addAll(new LayoutTree(source.archive(), context.json()).read());
      writers.add(Writers.of(source.archive(), context.json()));
    }
    InspectedImages images = new InspectedImages(context.json(), tree);
    return new Inspection(
        input.name(),
        sources.dialects(),
        opened.compression().name().toLowerCase(Locale.ROOT),
        opened.bytes(),
        writers.size() == 1
            ? writers.iterator().next().map(InspectedImages::source)
            : Optional.empty(),
        images.of(roots),
        images.index(),
        sources.strayFiles(),
        warnings.list(),
        unchecked(sources));
  }

  private static List<Inspection.Unchecked> unchecked(ImageSources sources) {
    Set<Inspection.Unchecked> unchecked = EnumSet.noneOf(Inspection.Unchecked.class);
    for (ImageSource source : sources.all()) {
      unchecked.addAll(
          switch (source.dialect().id()) {
            case "v1" -> List.of(Inspection.Unchecked.IMAGE_IDS);
            case "oci-layout" ->
              List.of(Inspection.Unchecked.LAYER_DIGESTS, Inspection.Unchecked.DIFF_IDS);
            default -> List.of(Inspection.Unchecked.DIFF_IDS);
          });
    }
    return List.copyOf(unchecked);
  }
}
