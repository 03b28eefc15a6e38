package io.github.layerlift.convert;

import io.github.layerlift.codec.CompressionMethod;
import io.github.layerlift.codec.Decoder;
import io.github.layerlift.fault.Boundary;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Setting;
import io.github.layerlift.fault.WarningCode;
import io.github.layerlift.fault.Warnings;
import io.github.layerlift.fault.WayOut;
import io.github.layerlift.image.Root;
import io.github.layerlift.input.Readers;
import io.github.layerlift.json.JsonReader;
import io.github.layerlift.location.Input;
import io.github.layerlift.location.Output;
import io.github.layerlift.options.Change;
import io.github.layerlift.options.ConvertOptions;
import io.github.layerlift.options.ReadOptions;
import io.github.layerlift.options.SplitOptions;
import io.github.layerlift.output.AtomicFile;
import io.github.layerlift.output.Finished;
import io.github.layerlift.output.Folders;
import io.github.layerlift.output.Target;
import io.github.layerlift.plan.ImageSet;
import io.github.layerlift.pour.Hashing;
import io.github.layerlift.pour.LayerPacker;
import io.github.layerlift.pour.LayerUnpacker;
import io.github.layerlift.report.ConversionReport;
import io.github.layerlift.report.SplitReport;
import io.github.layerlift.select.Changes;
import io.github.layerlift.select.Shares;
import io.github.layerlift.text.ShellWord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One split: images are read and divided, and each share is settled, packed and written. Used once. */
public final class Splitting {
  private final Input input;
  private final SplitOptions options;
  private final ConvertOptions conversion;
  private final ReadOptions reading;
  private final Decoder decoder;
  private final Warnings warnings = new Warnings();

  public Splitting(Input input, SplitOptions options) {
    this.input = input;
    this.options = options;
    this.conversion = options.conversion();
    this.reading = conversion.reading();
    this.decoder = Readers.decoder(reading.limits());
  }

  /** Splits, and returns what was done. */
  public SplitReport run() throws IOException {
    return Boundary.calling(Setting.SPLIT, this::split);
  }

  private SplitReport split() throws IOException {
    if (!conversion.changes().stream().allMatch(Change.Select.class::isInstance)) {
      throw Fault.of(ErrorCode.BAD_OPTION, "a split only selects images; it doesn't change them")
          .exception();
    }
    Readers.requireValid(conversion);
    SplitNames names = new SplitNames(options, input.name());
    Targets.requireOther(input, new Output.Folder(options.into()));
    Path scratch = reading.tempFolder().orElseGet(() -> existing(options.into()));
    try (InputReading archives =
            new InputReading(List.of(input), conversion, scratch, decoder, warnings);
        LayerUnpacker unpacker = new LayerUnpacker(
            scratch,
            conversion.compress().isPresent(),
            decoder,
            reading.monitor().cancellation())) {
      ImageSet read = archives.read();
      return archives.explaining(
          () -> split(archives.addArrived(unpacker.unpack(read)), archives, names));
    }
  }

  /** The nearest folder that exists already: an archive that can't be split leaves none. */
  private static Path existing(Path folder) {
    Path found = folder.toAbsolutePath();
    while (!Files.isDirectory(found) && found.getParent() != null) {
      found = found.getParent();
    }
    return found;
  }

  private SplitReport split(ImageSet known, InputReading archives, SplitNames names)
      throws IOException {
    Hashing hashing = new Hashing(reading.jobs(), decoder, reading.monitor());
    Arranging arranging =
        new Arranging(new Changes(conversion.changes()), archives.origins(), hashing);
    JsonReader json = Readers.context(conversion, warnings).json();
    ImageSet chosen = arranging.choose(known);
    ImageSet hashed = arranging.hash(chosen, names.needDigests(chosen.roots()));
    List<ImageSet> shares = new ArrayList<>();
    for (List<Root> share :
        Shares.of(hashed.roots(), options.by(), hashed.table().placeholders())) {
      shares.add(arranging.settle(hashed.with(share), json));
    }
    warnOfArtifacts(hashed.roots());
    warnings.reword(this::worded);
    Delivery delivery = new Delivery(archives, conversion, arranging, hashing, json, this::worded);
    delivery.requireNone(warnings);
    return new SplitReport(write(outputs(names.of(shares)), delivery), warnings.list());
  }

  /** A split gives no names: what gives one is a conversion. */
  private WayOut worded(WayOut wayOut) {
    boolean names =
        wayOut.parts().stream().anyMatch(part -> part.setting() == Setting.CONVERT_TAGS);
    if (!names) {
      return wayOut.calling(Setting.SPLIT);
    }
    boolean calls = wayOut.parts().stream().anyMatch(part -> part.setting() == Setting.CONVERT);
    String archive =
        input instanceof Input.OfPath file ? ShellWord.of(file.path().toString()) : "-";
    return calls
        ? wayOut
        : WayOut.of("").set(Setting.CONVERT, archive).then(" ").then(wayOut);
  }

  private void warnOfArtifacts(List<Root> roots) {
    int artifacts = Shares.artifactsInIndexes(roots);
    if (options.by() == SplitOptions.By.PLATFORM && artifacts > 0) {
      warnings.add(
          WarningCode.ARTIFACTS_LEFT_OUT,
          "artifacts in an index, such as attestations, are left out: " + artifacts);
    }
  }

  /** What goes where; all of it is there before anything is written. */
  private List<Share> outputs(Map<String, ImageSet> named) throws LayerliftException {
    List<Share> shares = new ArrayList<>();
    for (Map.Entry<String, ImageSet> each : named.entrySet()) {
      Output.TarFile output =
          new Output.TarFile(options.into().resolve(each.getKey()), options.replace());
      Targets.requireOther(input, output);
      AtomicFile.requireFree(output.path(), output.replace());
      shares.add(new Share(output, each.getValue()));
    }
    return shares;
  }

  /** The images of one output. */
  private record Share(Output.TarFile output, ImageSet images) {}

  private List<ConversionReport> write(List<Share> shares, Delivery delivery) throws IOException {
    boolean made = !Files.exists(options.into());
    List<ConversionReport> reports = new ArrayList<>();
    try {
      for (Share share : shares) {
        reports.add(write(share, delivery));
      }
    } finally {
      if (made && reports.isEmpty()) {
        Folders.removeEmpty(options.into());
      }
    }
    return reports;
  }

  private ConversionReport write(Share share, Delivery delivery) throws IOException {
    long start = System.nanoTime();
    Path folder = Folders.holding(share.output.path());
    Folders.make(folder);
    AtomicFile.removeLeftOvers(share.output.path());
    Warnings own = new Warnings();
    CompressionMethod method = Readers.compression(conversion).orElse(null);
    try (Target target =
            Targets.open(share.output, reading.jobs(), reading.monitor(), Finished.UNNOTED);
        LayerPacker packer = new LayerPacker(
            reading.tempFolder().orElse(folder), method, null, reading.jobs(), reading.monitor())) {
      try {
        return delivery.deliver(
            share.images, ReplacedLayers.NONE, share.output, target, packer, own, start);
      } finally {
        target.stop();
      }
    }
  }
}
