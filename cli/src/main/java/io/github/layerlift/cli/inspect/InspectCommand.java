package io.github.layerlift.cli.inspect;

import io.github.layerlift.Inspector;
import io.github.layerlift.cli.console.Console;
import io.github.layerlift.cli.console.ExitCodes;
import io.github.layerlift.cli.console.Version;
import io.github.layerlift.cli.option.Heading;
import io.github.layerlift.cli.option.ReadingOptions;
import io.github.layerlift.cli.option.Under;
import io.github.layerlift.cli.text.JsonText;
import io.github.layerlift.cli.text.Terms;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Warning;
import io.github.layerlift.report.InspectionReport;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code inspect FILE}: what is in an archive. */
@Command(
    name = "inspect",
    description = {
      "Shows what is in an image archive, however old or new.",
      "",
      "Reads documents but no layers, so size doesn't matter. What only the layers"
          + " can tell is listed as not checked. Of a damaged archive, shows what can be read,"
          + " and fails."
    },
    footer = {
      "",
      "Examples:",
      "  layerlift inspect legacy.tar",
      "  layerlift inspect --json legacy.tar.gz | jq -r '.images[].tags[]'",
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

  @Under(Heading.REPORT)
  @Option(
      names = "--json",
      description = "Print JSON. Later versions may add fields, but never rename them.")
  private boolean json;

  @Under(Heading.RUN)
  @Option(
      names = "--temp-dir",
      paramLabel = "FOLDER",
      description = "Where a packed archive is unpacked. Default: the system's own.")
  private @Nullable Path tempFolder;

  @Mixin
  private ReadingOptions reading = new ReadingOptions();

  public InspectCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws LayerliftException {
    InspectionReport inspection = reading
        .of(input, 1, tempFolder)
        .run(console, options -> Inspector.inspect(console.input(input), options));
    if (json) {
      console.out().println(JsonText.of(InspectionJson.of(inspection)));
      requireUnbroken(inspection);
      return ExitCodes.DONE;
    }
    new InspectionText(inspection, console.columns()).print(console.out());
    if (!reading.isQuiet()) {
      for (Warning warning : inspection.warnings()) {
        console.err().println("a conversion would warn: " + Terms.text(warning));
      }
    }
    requireUnbroken(inspection);
    return ExitCodes.DONE;
  }

  /** Ends as a conversion of the archive does. */
  private static void requireUnbroken(InspectionReport inspection) throws LayerliftException {
    if (inspection.broken().isPresent()) {
      throw inspection.broken().get().fault().exception();
    }
  }
}
