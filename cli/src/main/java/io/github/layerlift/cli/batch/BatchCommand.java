package io.github.layerlift.cli.batch;

import io.github.layerlift.cli.console.Console;
import io.github.layerlift.cli.console.Version;
import io.github.layerlift.cli.option.CommonOptions;
import io.github.layerlift.cli.option.ConversionOptions;
import io.github.layerlift.cli.option.Heading;
import io.github.layerlift.cli.option.PlatformOption;
import io.github.layerlift.cli.option.ProgressOption;
import io.github.layerlift.cli.option.Under;
import io.github.layerlift.cli.option.WrongUse;
import io.github.layerlift.cli.report.Reports;
import io.github.layerlift.options.BatchOptions;
import io.github.layerlift.options.BatchOptionsBuilder;
import io.github.layerlift.options.ConvertOptions;
import io.github.layerlift.options.Shard;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code batch SRC… --into DIR}: many archives in one go. */
@Command(
    name = "batch",
    description = {
      "Converts many archives into one folder, several at once; or pushes them to a registry.",
      "",
      "A second run skips what is up to date, so to resume a stopped batch, run it again.",
      "One bad archive doesn't stop the others."
    },
    footer = {
      "",
      "Examples:",
      "  layerlift batch images/ --into modern/",
      "  layerlift batch 'backup/**/*.gz' --into modern/ --name '{path}/{stem}.tar'",
      "  find / -name '*.tar' -print0 | layerlift batch --from-file - -0 --into new/",
      "  layerlift batch images/ --into modern/ --dry-run",
      "  layerlift batch images/ --into modern/ --shard 2/5 --report report.jsonl",
      "  layerlift batch images/ --push registry.example.com/old/ --into receipts/",
      "",
      "Exit codes: 0 done, 1 a bug, 2 usage error, 3 can't read or write, or the",
      "registry can't be reached, 6 some archives failed, 130 interrupted."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
public final class BatchCommand implements Callable<Integer> {
  private final Console console;
  private final BatchPlace place;

  @Parameters(
      arity = "0..*",
      paramLabel = "SRC",
      description = "Archives, folders to search for archives, or patterns such as 'a/**/*.tar'.")
  private List<String> sources = new ArrayList<>();

  @Under(Heading.WRITE)
  @Option(
      names = {"-o", "--into"},
      required = true,
      paramLabel = "DIR",
      description = "The folder for the outputs. Created if it doesn't exist.")
  private Path into = Path.of("");

  @Mixin
  private PushOption push = new PushOption();

  @Under(Heading.TAKE)
  @Option(
      names = "--from-file",
      paramLabel = "LIST",
      description = "Also read sources from a file, one per line; - for stdin.")
  private @Nullable String list;

  @Under(Heading.TAKE)
  @Option(
      names = {"-0", "--null"},
      description = "The list is NUL-separated, as written by find -print0.")
  private boolean nul;

  @Under(Heading.WRITE)
  @Option(
      names = "--name",
      paramLabel = "TEMPLATE",
      description = "Names of the outputs, with {stem}, {name}, {path}, {repo}, {tag} and"
          + " slashes. Default: " + BatchOptions.RECEIPT_NAME
          + " with --push, otherwise " + BatchOptions.DEFAULT_NAME + ".")
  private @Nullable String name;

  @Under(Heading.WRITE)
  @Option(
      names = {"-f", "--force"},
      description = "Also replace files in DIR that no batch has written.")
  private boolean force;

  @Under(Heading.RUN)
  @Option(names = "--fail-fast", description = "Stop at the first archive that fails.")
  private boolean failFast;

  @Under(Heading.RUN)
  @Option(
      names = "--keep-going",
      description = "Continue when an archive fails. This is the default.")
  private boolean keepGoing;

  @Under(Heading.TAKE)
  @Option(
      names = "--shard",
      paramLabel = "I/N|auto[/N]",
      description =
          "Convert only one of N shares; auto asks Kubernetes, GitLab, Slurm or AWS Batch.")
  private @Nullable String shard;

  @Under(Heading.TAKE)
  @Option(
      names = "--balance",
      description =
          "With --shard, make shares of about the same size; all must see the same files.")
  private boolean balance;

  @Under(Heading.RUN)
  @Option(
      names = {"-n", "--dry-run"},
      description = "Only show what would be done with each archive, and why.")
  private boolean dryRun;

  @Under(Heading.REPORT)
  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Write a report, one line of JSON per archive; - for stdout.")
  private @Nullable String report;

  @Under(Heading.REPORT)
  @Option(
      names = "--junit",
      paramLabel = "FILE",
      description = "Write a report in JUnit's XML format, for GitLab, Jenkins and GitHub.")
  private @Nullable String junit;

  @Under(Heading.REPORT)
  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Write a report for people: a page that needs no network.")
  private @Nullable String html;

  @Mixin
  private ProgressOption progress = new ProgressOption();

  @Mixin
  private ConversionOptions conversion = new ConversionOptions();

  @Mixin
  private PlatformOption platform = new PlatformOption();

  @Mixin
  private CommonOptions common = new CommonOptions();

  @Spec
  private @Nullable CommandSpec spec;

  public BatchCommand(Console console) {
    this(console, BatchPlace.HERE);
  }

  public BatchCommand(Console console, BatchPlace place) {
    this.console = console;
    this.place = place;
  }

  @Override
  public Integer call() throws IOException {
    requireSense();
    ConvertOptions converting = WrongUse.checked(
        spec, () -> conversion.builder().platform(platform.platform()).build());
    push.requireSense(spec, converting);
    BatchOptionsBuilder options = push.builder(spec, into, converting, list, console)
        .sources(sources)
        .paths(list == null ? List.of() : SourceList.read(list, nul, console.stdin(), place::path))
        .force(force)
        .failFast(failFast)
        .shard(WrongUse.checked(spec, this::shard))
        .balance(balance);
    if (name != null) {
      options.name(name);
    }
    BatchJob.Reported reported = new BatchJob.Reported(report, junit, html);
    return new BatchJob(
            options, dryRun, common.isQuiet(), progress.style(), reported, place, console)
        .run();
  }

  /** Each option is valid by itself; the combination may not be. */
  private void requireSense() {
    WrongUse.refuse(
        spec,
        sources.isEmpty() && list == null,
        "there is nothing to convert: name archives or folders, or --from-file");
    WrongUse.refuse(
        spec,
        into.toString().isEmpty() || sources.contains(""),
        (sources.contains("") ? "SRC" : "--into") + " is empty");
    WrongUse.refuse(spec, nul && list == null, "-0 needs --from-file");
    WrongUse.refuse(
        spec, failFast && keepGoing, "--fail-fast and --keep-going contradict each other");
    WrongUse.refuse(spec, balance && shard == null, "--balance needs --shard");
    WrongUse.refuse(spec, Console.isStream(junit), "--junit needs a file");
    WrongUse.refuse(spec, Console.isStream(html), "--html needs a file");
    WrongUse.refuse(
        spec,
        dryRun && html != null,
        "--html can't be used with --dry-run, which converts nothing");
    requireApart(report, junit);
    requireApart(report, html);
    requireApart(junit, html);
  }

  private void requireApart(@Nullable String one, @Nullable String other) {
    WrongUse.refuse(
        spec,
        one != null && other != null && Reports.isSame(one, other),
        "both reports can't go to " + one);
  }

  private Shard shard() {
    return shard == null ? Shard.ALL : new ShardOption(console.environment()).parse(shard);
  }
}
