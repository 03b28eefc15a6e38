package io.github.layerlift.batch;

import io.github.layerlift.codec.Decoder;
import io.github.layerlift.dialect.ImageSources;
import io.github.layerlift.fault.Boundary;
import io.github.layerlift.fault.FaultKind;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Warnings;
import io.github.layerlift.image.Reference;
import io.github.layerlift.input.OpenedInput;
import io.github.layerlift.input.Readers;
import io.github.layerlift.ledger.Ledger;
import io.github.layerlift.location.Input;
import io.github.layerlift.options.BatchOptions;
import io.github.layerlift.options.ConvertOptions;
import io.github.layerlift.options.ReadOptions;
import io.github.layerlift.progress.Cancellation;
import io.github.layerlift.progress.Monitor;
import io.github.layerlift.progress.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks into archives for the names of their first images, unless a ledger knows them. */
final class BatchReferences {
  private final BatchOptions options;
  private final Ledger ledger;
  private final Map<String, Found.Stranger> unreadable = new HashMap<>();

  BatchReferences(BatchOptions options, Ledger ledger) {
    this.options = options;
    this.ledger = ledger;
  }

  /**
   * The names of the first images of {@code archives}, by the archives' names; archives that can't
   * be read are kept for {@link #unreadable}.
   */
  Map<String, String> of(List<Found.Archive> archives) throws LayerliftException {
    ConvertOptions conversion = options.conversion();
    Cancellation cancellation = conversion.reading().monitor().cancellation();
    ReadOptions reading =
        conversion.reading().withMonitor(new Monitor(new Progress(), cancellation));
    Map<String, String> references = new HashMap<>();
    for (Found.Archive archive : archives) {
      cancellation.check();
      if (archive.image().isPresent()) {
        continue;
      }
      Optional<String> known = ledger.reference(archive.identity());
      try {
        Optional<String> reference = known.isPresent() ? known : first(archive.path(), reading);
        reference.ifPresent(name -> references.put(archive.name(), name));
      } catch (LayerliftException e) {
        if (e.code().kind() == FaultKind.INTERRUPTED) {
          throw e;
        }
        leaveOut(archive, e);
      } catch (RuntimeException e) {
        leaveOut(archive, e);
      }
      options.progress().looked();
    }
    return references;
  }

  /** The first name in the archive at {@code path}, in the order of its output; empty if it has none. */
  private Optional<String> first(Path path, ReadOptions reading) throws LayerliftException {
    Decoder decoder = Readers.decoder(reading.limits());
    return Boundary.faults(() -> {
      try (OpenedInput opened = new OpenedInput(reading, scratch(reading), decoder)) {
        return opened.explaining(() -> ImageSources.of(
                opened.open(new Input.OfPath(path)), reading.leniency().readAs())
            .read(Readers.context(reading, new Warnings()))
            .stream()
            .flatMap(root -> root.tags().stream())
            .sorted()
            .findFirst()
            .map(Reference::toString));
      }
    });
  }

  private void leaveOut(Found.Archive archive, Throwable fault) {
    unreadable.put(
        archive.name(), new Found.Stranger(archive.name(), archive.path(), archive.named(), fault));
  }

  /** Archives that can't be read, with what is wrong with them. */
  Collection<Found.Stranger> unreadable() {
    return unreadable.values();
  }

  boolean isUnreadable(Found.Archive archive) {
    return unreadable.containsKey(archive.name());
  }

  /** Where packed archives are unpacked: in the output folder, if it already exists. */
  private Path scratch(ReadOptions reading) {
    return Files.isDirectory(options.into())
        ? reading.tempFolder().orElse(options.into())
        : Readers.scratch(reading);
  }
}
