package io.github.layerlift.cli.shelf;

import io.github.layerlift.cli.console.Console;
import io.github.layerlift.cli.console.ExitCodes;
import io.github.layerlift.cli.console.Version;
import io.github.layerlift.cli.option.CommonOptions;
import io.github.layerlift.cli.option.Heading;
import io.github.layerlift.cli.option.Under;
import io.github.layerlift.cli.option.WrongUse;
import io.github.layerlift.cli.page.Page;
import io.github.layerlift.cli.report.WholeFile;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.text.Printable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code report REPORT… --html FILE}: what became of a shelf, from what batches have reported. */
@Command(
    name = "report",
    description = {
      "Makes a page of the reports that batches have written with --report.",
      "",
      "Of an archive that several reports are about, the last line counts: name the report of a"
          + " second run after that of the first."
    },
    footer = {
      "",
      "Examples:",
      "  layerlift report report.jsonl --html report.html",
      "  layerlift report shard-1.jsonl shard-2.jsonl again.jsonl --html report.html",
      "  ssh host cat report.jsonl | layerlift report - --html report.html",
      "",
      "Exit codes: 0 done, 1 a bug, 2 usage error, 3 can't read or write,",
      "or a report is damaged."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
public final class ReportCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(
      arity = "1..*",
      paramLabel = "REPORT",
      description = "Reports of batches: of shards, of later runs; - for stdin.")
  private List<String> reports = new ArrayList<>();

  @Under(Heading.WRITE)
  @Option(
      names = "--html",
      required = true,
      paramLabel = "FILE",
      description = "The page: one file that needs no network.")
  private String html = "";

  @Mixin
  private CommonOptions common = new CommonOptions();

  @Spec
  private @Nullable CommandSpec spec;

  public ReportCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws LayerliftException {
    requireSense();
    Shelf shelf = new Shelf();
    for (String report : reports) {
      new ReportFile(report).addTo(shelf, console.stdin());
    }
    Facts facts = Facts.of(shelf);
    if (!common.isQuiet()) {
      facts.gaps().forEach(gap -> console.err().println("warning: " + Printable.text(gap)));
    }
    try (WholeFile page = Page.open("--html", html)) {
      ShelfPage.write(facts, page);
      page.commit();
    }
    if (!common.isQuiet()) {
      console.out().println(Printable.text(html + ": " + facts.summary()));
    }
    return ExitCodes.DONE;
  }

  /** Each argument is valid by itself; the combination may not be. */
  private void requireSense() {
    Page.requireSense(spec, html, "a report", reports);
    WrongUse.refuse(
        spec, Collections.frequency(reports, "-") > 1, "only one report can come from stdin");
  }
}
