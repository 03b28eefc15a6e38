package io.github.layerlift.batch;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.layerlift.codec.Decoder;
import io.github.layerlift.dialect.Context;
import io.github.layerlift.dialect.ImageSources;
import io.github.layerlift.dialect.Part;
import io.github.layerlift.dialect.Proof;
import io.github.layerlift.fault.Boundary;
import io.github.layerlift.fault.Damage;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.FaultKind;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Warnings;
import io.github.layerlift.image.Digest;
import io.github.layerlift.input.Listed;
import io.github.layerlift.input.OpenedInput;
import io.github.layerlift.input.Readers;
import io.github.layerlift.ledger.Identity;
import io.github.layerlift.location.Input;
import io.github.layerlift.options.BatchOptions;
import io.github.layerlift.options.ConvertOptions;
import io.github.layerlift.options.ReadOptions;
import io.github.layerlift.output.Folders;
import io.github.layerlift.report.BatchItem;
import io.github.layerlift.text.ByteNames;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The images on registries' disks, each of which is an input of its own. A disk is listed once, and what is listed is
 * kept, so that memory grows with the number of its files. For several threads.
 */
final class Storages {
  /** Between the path of a folder and the name of an image in it. */
  private static final String SEPARATOR = ":";

  private final ConvertOptions options;
  private final InputSniffer sniffer;
  private final Map<Path, Map<String, Part>> listed = new HashMap<>();

  Storages(ConvertOptions options) {
    this.options = options;
    this.sniffer = new InputSniffer(options.reading().limits());
  }

  /** The inputs {@code found}, with the images in it in place of each storage. */
  static List<Found> apart(List<Found> found, BatchOptions options) throws LayerliftException {
    // elsewhere, each machine would have to list all of a storage for each image
    if (!options.files().equals(FileSystems.getDefault())) {
      return found;
    }
    Storages storages = new Storages(options.conversion());
    List<Found> all = new ArrayList<>();
    for (Found each : found) {
      Map<String, Part> parts = each instanceof Found.Archive && Files.isDirectory(each.path())
          ? storages.parts(each.path())
          : Map.of();
      if (each instanceof Found.Archive storage && !parts.isEmpty()) {
        Folders.requireOutside(options.into(), storage.path());
        parts.values().forEach(part -> all.add(of(storage, part)));
      } else {
        all.add(each);
      }
    }
    return all;
  }

  private static Found of(Found.Archive storage, Part part) {
    String shown = ByteNames.isText(part.name()) ? part.name() : ByteNames.escaped(part.name());
    String name = storage.name() + SEPARATOR + shown;
    try {
      if (part.fault().isPresent()) {
        throw part.fault().get();
      }
      if (!shown.equals(part.name())) {
        throw Fault.of(ErrorCode.INPUT_UNREADABLE, "the name is not UTF-8: " + shown)
            .exception();
      }
      return new Found.Archive(
          name,
          storage.path(),
          storage.named(),
          storage.folder(),
          identity(storage.path(), part),
          Optional.of(new Found.Image(part.name(), part.reference())));
    } catch (LayerliftException e) {
      return new Found.Stranger(name, storage.path(), true, e);
    }
  }

  /** What must be the same for the output of {@code item} to be current. */
  Identity identity(BatchItem item) throws LayerliftException {
    return item.image().isPresent() ? identity(item.path(), part(item)) : Identity.of(item.path());
  }

  /** What a conversion reads. */
  Input input(BatchItem item) throws LayerliftException {
    return item.image().isPresent()
        ? new Input.OfPart(item.input(), item.path(), new Listed(part(item).archive()))
        : new Input.OfPath(item.path());
  }

  /** Where digests prove the content, neither sizes nor times of files matter. */
  private static Identity identity(Path folder, Part part) throws LayerliftException {
    Identity files = Identity.of(
        folder, part.files().stream().map(file -> ByteNames.path(folder, file)).toList());
    String all = part.name() + "\0" + part.id() + "\0" + files.digest();
    long modified = part.files().isEmpty() ? 0 : files.modified();
    return new Identity(part.bytes(), modified, Digest.of(all.getBytes(UTF_8)).toString());
  }

  private Part part(BatchItem item) throws LayerliftException {
    Part part = parts(item.path()).get(item.image().orElse(""));
    if (part == null) {
      throw Fault.of(ErrorCode.INPUT_MISSING, item.input() + " is no longer there")
          .exception();
    }
    return part;
  }

  /** By their names; none if the folder {@code path} isn't a storage, or can only be read as a whole. */
  private synchronized Map<String, Part> parts(Path path) throws LayerliftException {
    Map<String, Part> known = listed.get(path);
    if (known == null) {
      known = list(path);
      listed.put(path, known);
    }
    return known;
  }

  private Map<String, Part> list(Path path) throws LayerliftException {
    if (sniffer.kind(path) != InputSniffer.Kind.STORAGE) {
      return Map.of();
    }
    ReadOptions reading = options.reading();
    Decoder decoder = Readers.decoder(reading.limits());
    Map<String, Part> parts = new LinkedHashMap<>();
    // what is wrong with one image is told when that is read
    Context context = Readers.context(options, new Warnings(), Damage.collected(), Proof.NONE);
    try {
      return Boundary.faults(() -> {
        try (OpenedInput opened = new OpenedInput(reading, Readers.scratch(reading), decoder)) {
          ImageSources sources = ImageSources.of(
              opened.open(new Input.OfPath(path)), reading.leniency().readAs());
          for (Part part : sources.parts(reading.leniency().readAs(), context)) {
            parts.put(part.name(), part);
          }
          return parts;
        }
      });
    } catch (LayerliftException e) {
      if (e.code().kind() == FaultKind.INTERRUPTED) {
        throw e;
      }
      // reading it as a whole will say so
      return Map.of();
    }
  }
}
