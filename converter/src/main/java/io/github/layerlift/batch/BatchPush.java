package io.github.layerlift.batch;

import io.github.layerlift.bytes.PiecewiseWriter;
import io.github.layerlift.convert.Conversion;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.FaultKind;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.WayOut;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.GivenName;
import io.github.layerlift.image.Reference;
import io.github.layerlift.input.Readers;
import io.github.layerlift.location.Input;
import io.github.layerlift.location.Output;
import io.github.layerlift.options.Change;
import io.github.layerlift.options.ConvertOptions;
import io.github.layerlift.options.PushOptions;
import io.github.layerlift.output.AtomicFile;
import io.github.layerlift.output.Folders;
import io.github.layerlift.output.WriteFaults;
import io.github.layerlift.progress.Monitor;
import io.github.layerlift.registry.Registries;
import io.github.layerlift.report.BatchItem;
import io.github.layerlift.report.ConversionReport;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Pushes the archives of a batch over the same connections, and leaves a receipt for each. For any
 * number of threads.
 */
final class BatchPush implements Closeable {
  private final PushOptions options;
  private final String domain;
  private final Registries registries;

  /** Whether the registry could not be reached when it was last needed. */
  private volatile boolean lost = true;

  /** Connects to nothing yet. */
  BatchPush(PushOptions options, Monitor monitor) throws LayerliftException {
    this.options = options;
    this.domain = new GivenName(options.place()).registry();
    this.registries = new Registries(options.access(), monitor);
  }

  /** Finds wrong options before any archive is touched. */
  static void requireValid(Optional<PushOptions> options) throws LayerliftException {
    if (options.isPresent()) {
      new GivenName(options.get().place(), true).registry();
      Readers.compression(options.get().packing());
    }
  }

  /**
   * Looks whether the registry is there, unless it was when it was last needed: so no archive is read
   * for nothing, and a registry that is gone doesn't cost many tries for each.
   *
   * @throws LayerliftException if it can't be reached
   */
  void requireRegistry() throws LayerliftException {
    if (lost) {
      registries.look(domain);
      lost = false;
    }
  }

  /** Reserves the names that an archive got which isn't pushed again. */
  void remember(Path receipt) throws IOException {
    for (Map.Entry<String, String> each :
        Receipt.names(Files.readAllBytes(receipt)).entrySet()) {
      Optional<Reference> name = Reference.parse(each.getKey());
      Optional<Digest> image = Digest.parse(each.getValue());
      if (name.isPresent() && image.isPresent()) {
        registries
            .repository(name.get().domain(), name.get().path())
            .claim(name.get().tag(), image.get());
      }
    }
  }

  /** Pushes an archive, then writes {@code receipt}. */
  ConversionReport push(
      BatchItem item,
      Input input,
      Path receipt,
      ConvertOptions each,
      Conversion.Completion completion)
      throws IOException {
    List<Change> changes = new ArrayList<>(each.changes());
    changes.add(new Change.Move(options.place()));
    Folders.make(Folders.holding(receipt));
    try (AtomicFile file = AtomicFile.open(receipt, item.mayReplace())) {
      requireRegistry();
      ConversionReport pushed = new Conversion(
              List.of(input),
              new Output.Registry(
                  options.place() + "/", options.access(), options.packing(), false),
              each.with().changes(changes).build(),
              registries)
          .run();
      write(file, receipt, Receipt.of(item.input(), pushed));
      file.commit(completion.with(pushed::warnings));
      return pushed;
    } catch (LayerliftException e) {
      if (e.code() == ErrorCode.REGISTRY_UNREACHABLE) {
        lost = true;
      }
      WayOut wayOut = e.wayOut().orElse(null);
      throw wayOut == null || e.code().kind() != FaultKind.USAGE
          ? e
          : e.with(WayOut.of("push it alone: ").then(wayOut));
    }
  }

  private static void write(AtomicFile file, Path receipt, byte[] bytes) throws IOException {
    try {
      PiecewiseWriter.write(file.channel(), ByteBuffer.wrap(bytes), 0);
    } catch (IOException e) {
      throw WriteFaults.of(receipt.toString(), e);
    }
  }

  @Override
  public void close() {
    registries.close();
  }
}
