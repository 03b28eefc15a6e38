package io.github.layerlift.batch;

import io.github.layerlift.codec.Decoder;
import io.github.layerlift.dialect.ImageSources;
import io.github.layerlift.fault.Boundary;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Warnings;
import io.github.layerlift.image.Reference;
import io.github.layerlift.image.Root;
import io.github.layerlift.input.OpenedInput;
import io.github.layerlift.input.Readers;
import io.github.layerlift.location.Input;
import io.github.layerlift.options.Limits;
import io.github.layerlift.options.ReadOptions;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks into an archive for the name to use for its output. */
final class FirstReference {
  private FirstReference() {}

  /** The first name in the archive at {@code path}, in the order of its output; empty if it has none. */
  static Optional<String> of(Path path, ReadOptions options, Path scratch)
      throws LayerliftException {
    Limits limits = options.limits();
    Decoder decoder = Readers.decoder(limits);
    return Boundary.faults(() -> {
      try (OpenedInput opened = new OpenedInput(options, scratch, decoder)) {
        return opened.explaining(() -> of(
            ImageSources.of(
                opened.open(new Input.OfPath(path)), options.leniency().readAs()),
            options));
      }
    });
  }

  private static Optional<String> of(ImageSources sources, ReadOptions options)
      throws LayerliftException {
    return sources.read(Readers.context(options, new Warnings())).stream()
        .flatMap(FirstReference::tags)
        .sorted()
        .findFirst()
        .map(Reference::toString);
  }

  private static Stream<Reference> tags(Root root) {
    return root.tags().stream();
  }
}
