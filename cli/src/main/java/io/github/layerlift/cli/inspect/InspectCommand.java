package io.github.layerlift.cli.inspect;

import io.github.layerlift.Inspector;
import io.github.layerlift.cli.console.Console;
import io.github.layerlift.cli.console.ExitCodes;
import io.github.layerlift.cli.console.Version;
import io.github.layerlift.cli.option.AnswerOptions;
import io.github.layerlift.cli.option.Heading;
import io.github.layerlift.cli.option.Reading;
import io.github.layerlift.cli.option.ReadingOptions;
import io.github.layerlift.cli.option.Under;
import io.github.layerlift.cli.option.WrongUse;
import io.github.layerlift.cli.page.Page;
import io.github.layerlift.cli.report.WholeFile;
import io.github.layerlift.cli.text.JsonText;
import io.github.layerlift.cli.text.Sizes;
import io.github.layerlift.cli.text.Terms;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Warning;
import io.github.layerlift.options.ReadOptions;
import io.github.layerlift.report.ImageFiles;
import io.github.layerlift.report.InspectionReport;
import io.github.layerlift.text.Printable;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code inspect FILE}: what is in an archive. */
@Command(
    name = "inspect",
    description = {
      "Shows what is in an image archive, however old or new.",
      "",
      "Reads documents but no layers, so size doesn't matter, unless files are asked for. What only"
          + " the layers can tell is listed as not checked. Of a damaged archive, shows what can be read,"
          + " and fails."
    },
    footer = {
      "",
      "Examples:",
      "  layerlift inspect legacy.tar",
      "  layerlift inspect --json legacy.tar.gz | jq -r '.images[].tags[]'",
      "  layerlift inspect --tree legacy.tar | less",
      "  layerlift inspect --wasted legacy.tar",
      "  layerlift inspect --html legacy.html legacy.tar",
      "  docker save old-image | layerlift inspect -",
      "",
      "Exit codes: 0 done, 1 a bug, 2 usage error, 3 can't read,",
      "4 malformed archive, 5 not an image archive, 130 interrupted."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
public final class InspectCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(
      index = "0",
      paramLabel = "FILE",
      description = "The archive: a file, plain or compressed, a folder, or - for stdin.")
  private String input = "";

  @Under(Heading.FILES)
  @Option(
      names = "--tree",
      description = {
        "Also list the files of each image, with the layer that each is from, and those that later"
            + " layers replace or delete. Reads the headers of layers."
      })
  private boolean tree;

  @Under(Heading.FILES)
  @Option(
      names = "--wasted",
      description = {
        "Also show how much the layers store that later layers replace or delete, and the paths that"
            + " waste most; with --json all. Reads the headers of layers."
      })
  private boolean wasted;

  @Under(Heading.WRITE)
  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = {
        "Write a page about the archive instead: layers, files, settings. One file that needs no"
            + " network. Reads the headers of layers."
      })
  private @Nullable String html;

  @Mixin
  private AnswerOptions answer = new AnswerOptions();

  @Mixin
  private ReadingOptions reading = new ReadingOptions();

  @Spec
  private @Nullable CommandSpec spec;

  public InspectCommand(Console console) {
    this.console = console;
  }

  /** One without options. */
  public static InspectCommand of(String input, Console console) {
    InspectCommand command = new InspectCommand(console);
    command.input = input;
    return command;
  }

  @Override
  public Integer call() throws LayerliftException {
    if (html == null) {
      return show();
    }
    requireSense(html);
    return write(html);
  }

  /** Each argument is valid by itself; the combination may not be. */
  private void requireSense(String page) {
    Page.requireSense(spec, page, "the archive", List.of(input));
    WrongUse.refuse(
        spec,
        answer.isJson() || tree || wasted,
        "--html shows all, so not --json, --tree or --wasted");
  }

  private int write(String file) throws LayerliftException {
    try (WholeFile page = Page.open("--html", file)) {
      InspectionReport inspection =
          run(options -> Inspector.inspectFiles(console.input(input), options));
      InspectionPage.of(inspection).write(page);
      page.commit();
      if (!reading.isQuiet()) {
        String images = Sizes.count(inspection.images().size(), "image");
        console.out().println(Printable.text(file + ": " + images));
      }
      requireUnbroken(inspection);
      return ExitCodes.DONE;
    }
  }

  private int show() throws LayerliftException {
    FileView view = new FileView(tree, wasted);
    InspectionReport inspection = run(options -> inspect(view, options));
    if (answer.isJson()) {
      console.out().println(JsonText.of(InspectionJson.of(inspection, view)));
      requireUnbroken(inspection);
      return ExitCodes.DONE;
    }
    new InspectionText(inspection, view, console.columns()).print(console.out());
    if (!reading.isQuiet()) {
      for (Warning warning : inspection.warnings()) {
        console.err().println("a conversion would warn: " + Terms.text(warning));
      }
      for (InspectionReport.Image image : inspection.images()) {
        console.warn(image.files().map(ImageFiles::warnings).orElse(List.of()));
      }
    }
    requireUnbroken(inspection);
    return ExitCodes.DONE;
  }

  private InspectionReport run(Reading.Task<InspectionReport> task) throws LayerliftException {
    return reading.of(input, 1, answer.tempFolder()).run(console, task);
  }

  private InspectionReport inspect(FileView view, ReadOptions options) throws LayerliftException {
    return view.isAny()
        ? Inspector.inspectFiles(console.input(input), options)
        : Inspector.inspect(console.input(input), options);
  }

  /** Ends as a conversion of the archive does, or with what is wrong in a layer. */
  private static void requireUnbroken(InspectionReport inspection) throws LayerliftException {
    if (inspection.broken().isPresent()) {
      throw inspection.broken().get().fault().exception();
    }
    for (InspectionReport.Image image : inspection.images()) {
      Optional<Fault> fault = image.files().flatMap(ImageFiles::fault);
      if (fault.isPresent()) {
        throw fault.get().exception();
      }
    }
  }
}
