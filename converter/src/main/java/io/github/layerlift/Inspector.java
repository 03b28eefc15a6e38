package io.github.layerlift;

import io.github.layerlift.archive.Archive;
import io.github.layerlift.codec.Decoder;
import io.github.layerlift.dialect.Context;
import io.github.layerlift.dialect.Dialect;
import io.github.layerlift.dialect.Dialects;
import io.github.layerlift.image.Root;
import io.github.layerlift.inspect.LayoutTree;
import io.github.layerlift.inspect.Writers;
import io.github.layerlift.report.LayerliftException;
import io.github.layerlift.report.Progress;
import io.github.layerlift.report.Warnings;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

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
    Archive archive = opened.open(input);
    Warnings warnings = new Warnings();
    Context context = OptionTexts.context(options, warnings);
    Dialect dialect = Dialects.of(archive);
    List<Root> roots = dialect.read(archive, context);
    List<LayoutTree.Node> tree = new LayoutTree(archive, context.json()).read();
    InspectedImages images = new InspectedImages(context.json(), tree);
    return new Inspection(
        input.name(),
        dialect.id(),
        opened.compression().name().toLowerCase(Locale.ROOT),
        opened.bytes(),
        Writers.of(archive, context.json()).map(InspectedImages::source),
        images.of(roots),
        images.index(),
        Dialects.strayFiles(archive),
        warnings.list(),
        unchecked(dialect));
  }

  private static List<Inspection.Unchecked> unchecked(Dialect dialect) {
    return switch (dialect.id()) {
      case "v1" -> List.of(Inspection.Unchecked.IMAGE_IDS);
      case "oci-layout" ->
        List.of(Inspection.Unchecked.LAYER_DIGESTS, Inspection.Unchecked.DIFF_IDS);
      default -> List.of(Inspection.Unchecked.DIFF_IDS);
    };
  }
}
