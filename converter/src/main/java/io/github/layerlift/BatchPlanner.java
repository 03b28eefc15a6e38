package io.github.layerlift;

import io.github.layerlift.BatchItem.Action;
import io.github.layerlift.batch.Found;
import io.github.layerlift.batch.Ledger;
import io.github.layerlift.batch.LedgerRecord;
import io.github.layerlift.batch.NameTemplate;
import io.github.layerlift.batch.OutputNames;
import io.github.layerlift.batch.OutputState;
import io.github.layerlift.batch.SourceFinder;
import io.github.layerlift.report.ErrorCode;
import io.github.layerlift.report.Fault;
import io.github.layerlift.report.FaultKind;
import io.github.layerlift.report.LayerliftException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the plan of a batch. Used once. */
final class BatchPlanner {
  private final BatchOptions options;
  private final Path into;
  private Map<String, String> references = Map.of();

  BatchPlanner(BatchOptions options) {
    this.options = options;
    this.into = options.into();
  }

  BatchPlan plan() throws LayerliftException {
    NameTemplate template = NameTemplate.parse(options.name());
    OptionTexts.requireValid(options.conversion());
    requireFolder();
    Ledger ledger = Ledger.read(into);
    List<Found.Archive> archives = new ArrayList<>();
    List<Found.Stranger> strangers = new ArrayList<>();
    for (Found found : find()) {
      if (found instanceof Found.Archive archive) {
        archives.add(archive);
      } else {
        strangers.add((Found.Stranger) found);
      }
    }
    if (template.needsReference()) {
      BatchReferences reader = new BatchReferences(options, ledger);
      references = reader.of(archives);
      strangers.addAll(reader.unreadable());
      archives.removeIf(reader::isUnreadable);
    }
    Map<String, String> names = OutputNames.of(archives, template, references);
    Set<Path> inputs = new HashSet<>();
    archives.forEach(archive -> inputs.add(archive.path().toAbsolutePath().normalize()));
    List<BatchItem> items = new ArrayList<>();
    for (Found.Stranger stranger : strangers) {
      if (options.shard().has(stranger.name())) {
        items.add(stranger(stranger));
      }
    }
    int before = items.size();
    for (Found.Archive archive : archives) {
      if (options.shard().has(archive.name())) {
        items.add(item(archive, names.getOrDefault(archive.name(), ""), inputs, ledger));
      }
    }
    int others = archives.size() - (items.size() - before);
    items.sort((one, other) -> one.input().compareTo(other.input()));
    return new BatchPlan(options, items, others);
  }

  private void requireFolder() throws LayerliftException {
    if (Files.exists(into) && !Files.isDirectory(into)) {
      throw Fault.of(ErrorCode.TARGET_UNWRITABLE, into + " is no folder").exception();
    }
  }

  private List<Found> find() throws LayerliftException {
    Limits limits = options.conversion().limits();
    SourceFinder finder = new SourceFinder(
        into,
        OptionTexts.decoder(limits),
        limits.entries(),
        limits.linkHops(),
        options.conversion().cancellation(),
        options.progress()::looked);
    for (String source : options.sources()) {
      finder.add(source);
    }
    for (Path path : options.paths()) {
      finder.add(path);
    }
    return finder.found();
  }

  private static BatchItem stranger(Found.Stranger found) {
    boolean fails = found.named() || found.reason().code().kind() != FaultKind.UNSUPPORTED;
    return new BatchItem(
        found.name(),
        found.path(),
        found.named(),
        Optional.empty(),
        false,
        Optional.empty(),
        0,
        fails ? Action.FAIL : Action.IGNORE,
        found.reason().code().id(),
        Optional.of(found.reason()));
  }

  private BatchItem item(Found.Archive archive, String name, Set<Path> inputs, Ledger ledger)
      throws LayerliftException {
    Optional<LedgerRecord.Stranger> stranger = ledger.stranger(archive.identity());
    if (!archive.named() && stranger.isPresent()) {
      return item(archive, null, Action.IGNORE, stranger.get().code(), false);
    }
    Path output = into.resolve(name);
    if (inputs.contains(output.toAbsolutePath().normalize())) {
      return failing(
          archive,
          output,
          Fault.of(ErrorCode.SAME_FILE, "the output would replace another input: " + output)
              .hint("write to another folder, or use another --name"));
    }
    if (!Files.exists(output, LinkOption.NOFOLLOW_LINKS)) {
      String reason = ledger.hasWritten(name) ? "the output is gone" : "new";
      return item(archive, output, Action.CONVERT, reason, false);
    }
    Optional<LedgerRecord.Output> record = record(name, output, ledger);
    if (record.isPresent()) {
      String stale = BatchCurrency.staleness(record.get(), archive.identity(), options);
      return stale.isEmpty()
          ? item(archive, output, Action.SKIP, "current", false)
          : item(archive, output, Action.CONVERT, stale, true);
    }
    if (ledger.hasWritten(name)) {
      return item(archive, output, Action.CONVERT, "the output was changed", true);
    }
    if (options.force()) {
      return item(archive, output, Action.CONVERT, "forced", true);
    }
    return failing(
        archive,
        output,
        Fault.of(ErrorCode.TARGET_EXISTS, output + " exists, and no batch has written it")
            .hint("--force replaces it"));
  }

  private static Optional<LedgerRecord.Output> record(String name, Path output, Ledger ledger)
      throws LayerliftException {
    try {
      OutputState state = OutputState.of(output);
      return ledger.output(name, state.size(), state.modified());
    } catch (IOException e) {
      throw Fault.of(ErrorCode.READ_FAILED, output + " can't be looked at: " + e)
          .exception(e);
    }
  }

  private static BatchItem failing(Found.Archive archive, Path output, Fault fault) {
    return new BatchItem(
        archive.name(),
        archive.path(),
        archive.named(),
        Optional.of(output),
        false,
        Optional.empty(),
        archive.identity().size(),
        Action.FAIL,
        fault.code().id(),
        Optional.of(fault.exception()));
  }

  private BatchItem item(
      Found.Archive archive,
      @Nullable Path output,
      Action action,
      String reason,
      boolean mayReplace) {
    return new BatchItem(
        archive.name(),
        archive.path(),
        archive.named(),
        Optional.ofNullable(output),
        mayReplace,
        Optional.ofNullable(references.get(archive.name())),
        archive.identity().size(),
        action,
        reason,
        Optional.empty());
  }
}
