package io.github.layerlift;

import io.github.layerlift.codec.Decoder;
import io.github.layerlift.dialect.ImageSources;
import io.github.layerlift.image.Reference;
import io.github.layerlift.image.Root;
import io.github.layerlift.report.LayerliftException;
import io.github.layerlift.report.Warnings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks into an archive for the name by which its output is to be called. */
final class FirstReference {
  private FirstReference() {}

  /** The first name in the archive at {@code path}, in the order of its output; empty if it has none. */
  static Optional<String> of(Path path, ReadOptions options, Path scratch)
      throws LayerliftException {
    Limits limits = options.limits();
    Decoder decoder = OptionTexts.decoder(limits);
    try (OpenedInput opened = new OpenedInput(options, scratch, decoder)) {
      return opened.explaining(() -> of(
          ImageSources.of(
              opened.open(new Input.OfPath(path)), options.leniency().readAs()),
          options));
    } catch (LayerliftException e) {
      throw e;
    } catch (IOException e) {
      throw Conversion.unexpected(e);
    }
  }

  private static Optional<String> of(ImageSources sources, ReadOptions options)
      throws LayerliftException {
    return sources.read(OptionTexts.context(options, new Warnings())).stream()
        .flatMap(FirstReference::tags)
        .sorted()
        .findFirst()
        .map(Reference::toString);
  }

  private static Stream<Reference> tags(Root root) {
    return root.tags().stream();
  }
}
