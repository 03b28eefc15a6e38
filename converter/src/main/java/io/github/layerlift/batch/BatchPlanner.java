package io.github.layerlift.batch;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Reason;
import io.github.layerlift.fault.Setting;
import io.github.layerlift.fault.WayOut;
import io.github.layerlift.input.Readers;
import io.github.layerlift.ledger.Ledger;
import io.github.layerlift.ledger.LedgerRecord;
import io.github.layerlift.ledger.OutputState;
import io.github.layerlift.options.BatchOptions;
import io.github.layerlift.progress.Cancellation;
import io.github.layerlift.report.BatchItem;
import io.github.layerlift.report.BatchItem.Action;
import io.github.layerlift.report.BatchPlan;
import io.github.layerlift.text.ByteNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the plan of a batch. Used once. */
public final class BatchPlanner {
  private final BatchOptions options;
  private final Path into;
  private Map<String, String> references = Map.of();

  public BatchPlanner(BatchOptions options) {
    this.options = options;
    this.into = options.into();
  }

  public BatchPlan plan() throws LayerliftException {
    NameTemplate template = NameTemplate.parse(options.name());
    Readers.requireValid(options.conversion());
    BatchPush.requireValid(options.push());
    requireFolder();
    Ledger ledger = Ledger.read(into);
    List<Found.Archive> archives = new ArrayList<>();
    List<Found.Stranger> strangers = new ArrayList<>();
    for (Found found : find(ledger)) {
      if (found instanceof Found.Archive archive) {
        archives.add(archive);
      } else {
        strangers.add((Found.Stranger) found);
      }
    }
    Dealing dealing = Dealing.of(archives, options);
    if (template.needsReference()) {
      BatchReferences reader = new BatchReferences(options, ledger);
      references = reader.of(archives);
      strangers.addAll(reader.unreadable());
      archives.removeIf(reader::isUnreadable);
    }
    OutputNames.Given outputs = OutputNames.of(archives, template, references);
    Set<Path> inputs = new HashSet<>();
    archives.forEach(archive -> inputs.add(archive.path().toAbsolutePath().normalize()));
    List<Found.Archive> ours = new ArrayList<>(archives);
    ours.removeIf(archive -> !dealing.has(archive));
    List<BatchItem> items = items(ours, outputs, inputs, ledger);
    strangers.removeIf(stranger -> !dealing.has(stranger));
    Setting call = options.push().isPresent() ? Setting.PUSH : Setting.CONVERT;
    strangers.forEach(stranger -> items.add(stranger.item(call)));
    items.sort(Comparator.comparing(BatchItem::input));
    return new BatchPlan(options, items, archives.size() - ours.size(), dealing.listing());
  }

  private List<BatchItem> items(
      List<Found.Archive> archives, OutputNames.Given outputs, Set<Path> inputs, Ledger ledger)
      throws LayerliftException {
    List<BatchItem> items = new ArrayList<>();
    List<Found.Archive> unknown = new ArrayList<>();
    Cancellation stop = options.conversion().reading().monitor().cancellation();
    List<BatchItem> seen =
        Looks.at(archives, stop, archive -> item(archive, outputs, inputs, ledger));
    for (int i = 0; i < seen.size(); i++) {
      BatchItem item = seen.get(i);
      Found.Archive archive = archives.get(i);
      if (item.reason().equals(ErrorCode.TARGET_EXISTS.id())) {
        unknown.add(archive);
      } else {
        items.add(item);
      }
    }
    if (!unknown.isEmpty()) {
      // another batch writes its record before its output, so that a visible output has one
      Ledger now = Ledger.read(into);
      unknown.forEach(archive -> items.add(item(archive, outputs, inputs, now)));
    }
    return items;
  }

  private void requireFolder() throws LayerliftException {
    if (Files.exists(into) && !Files.isDirectory(into)) {
      throw Fault.of(ErrorCode.TARGET_UNWRITABLE, into + " is not a folder").exception();
    }
  }

  private List<Found> find(Ledger ledger) throws LayerliftException {
    SourceFinder finder = new SourceFinder(options, ledger);
    for (String source : options.sources()) {
      finder.add(source);
    }
    for (Path path : options.paths()) {
      finder.add(path);
    }
    return Storages.apart(finder.found(), options);
  }

  static String reason(Throwable fault) {
    return fault instanceof LayerliftException known ? known.code().id() : "bug";
  }

  /** An error in one archive is its item's fault, and doesn't stop the others. */
  private BatchItem item(
      Found.Archive archive, OutputNames.Given outputs, Set<Path> inputs, Ledger ledger) {
    @Nullable Path output = null;
    Verdict verdict;
    try {
      Optional<LayerliftException> known = leftAlone(archive, ledger);
      LayerliftException unfit = outputs.faults().get(archive.name());
      if (known.isPresent()) {
        verdict = new Verdict(Action.IGNORE, known.get());
      } else if (unfit != null) {
        verdict = new Verdict(Action.FAIL, unfit);
      } else {
        String name = outputs.names().getOrDefault(archive.name(), "");
        output = ByteNames.path(into, name);
        requireNoInput(output, inputs);
        verdict = Files.exists(output, LinkOption.NOFOLLOW_LINKS)
            ? again(archive, name, output, ledger)
            : new Verdict(
                Action.CONVERT, ledger.hasWritten(name) ? "the output is gone" : "new", false);
      }
    } catch (IOException | RuntimeException e) {
      verdict = new Verdict(Action.FAIL, e);
    }
    return new BatchItem(
        archive.name(),
        archive.path(),
        archive.named(),
        Optional.ofNullable(output),
        verdict.mayReplace,
        Optional.ofNullable(references.get(archive.name())),
        archive.identity().size(),
        archive.image().map(Found.Image::name),
        verdict.known,
        verdict.action,
        verdict.reason,
        verdict.fault);
  }

  private static void requireNoInput(Path output, Set<Path> inputs) throws LayerliftException {
    if (inputs.contains(output.toAbsolutePath().normalize())) {
      throw Fault.of(ErrorCode.SAME_FILE, "the output would replace another input: " + output)
          .hint(WayOut.of("write to another folder, or use a different ").set(Setting.BATCH_NAME))
          .exception();
    }
  }

  /** Why an archive was left alone before; empty if that no longer applies. */
  private Optional<LayerliftException> leftAlone(Found.Archive archive, Ledger ledger) {
    return archive.named()
        ? Optional.empty()
        : ledger
            .stranger(archive.identity())
            .filter(record -> record.options().equals(BatchCurrency.reading(options.conversion())))
            .flatMap(record -> NoImages.named(record.code())
                .map(code -> Fault.of(code, record.sentence()).exception()));
  }

  /** For an output that exists. */
  private Verdict again(Found.Archive archive, String name, Path output, Ledger ledger)
      throws IOException {
    OutputState state = state(output);
    Optional<LedgerRecord.Output> exact = ledger.output(name, state.size(), state.modified());
    Optional<LedgerRecord.Output> record =
        exact.isPresent() ? exact : ledger.output(name, state.size());
    if (record.isPresent()) {
      String stale = BatchCurrency.staleness(record.get(), archive.identity(), options);
      if (!stale.isEmpty()) {
        return new Verdict(Action.CONVERT, stale, true);
      }
      return BatchCurrency.hasTimesOf(record.get(), archive.identity(), state)
          ? new Verdict(Action.SKIP, "current", false).of(record.get(), options)
          : new Verdict(Action.COMPARE, "the times differ", true).of(record.get(), options);
    }
    if (ledger.hasWritten(name)) {
      return new Verdict(Action.CONVERT, "the output has changed", true);
    }
    if (options.force()) {
      return new Verdict(Action.CONVERT, "forced", true);
    }
    throw Fault.of(ErrorCode.TARGET_EXISTS, output + " exists, and no batch has written it")
        .hint(WayOut.of(Setting.BATCH_FORCE, " replaces it"))
        .exception();
  }

  private static OutputState state(Path output) throws LayerliftException {
    try {
      return OutputState.of(output);
    } catch (IOException e) {
      throw Fault.of(ErrorCode.READ_FAILED, output + " can't be read: " + Reason.of(e))
          .exception(e);
    }
  }

  /** What to do with an archive. */
  private record Verdict(
      Action action,
      String reason,
      boolean mayReplace,
      Optional<Throwable> fault,
      Optional<BatchItem.Known> known) {
    Verdict(Action action, String reason, boolean mayReplace) {
      this(action, reason, mayReplace, Optional.empty(), Optional.empty());
    }

    Verdict(Action action, Throwable fault) {
      this(action, BatchPlanner.reason(fault), false, Optional.of(fault), Optional.empty());
    }

    Verdict of(LedgerRecord.Output record, BatchOptions options) {
      long size = options.push().isPresent() ? 0 : record.size();
      BatchItem.Known output = new BatchItem.Known(size, record.warnings());
      return new Verdict(action, reason, mayReplace, fault, Optional.of(output));
    }
  }
}
