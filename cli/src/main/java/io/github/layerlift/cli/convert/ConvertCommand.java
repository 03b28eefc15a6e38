package io.github.layerlift.cli.convert;

import io.github.layerlift.cli.console.Console;
import io.github.layerlift.cli.console.Version;
import io.github.layerlift.cli.option.CommonOptions;
import io.github.layerlift.cli.option.ConversionOptions;
import io.github.layerlift.cli.option.Heading;
import io.github.layerlift.cli.option.ProgressOption;
import io.github.layerlift.cli.option.Under;
import io.github.layerlift.cli.option.WrongUse;
import io.github.layerlift.cli.report.Reports;
import io.github.layerlift.options.Change;
import io.github.layerlift.options.ConvertOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code convert IN OUT}: the main job. */
@Command(
    name = "convert",
    description = {
      "Converts a docker save archive, however old, to an OCI archive that every engine can load.",
      "",
      "Image IDs stay the same, and the same images always produce the same bytes."
    },
    footer = {
      "",
      "Examples:",
      "  layerlift convert legacy.tar modern.tar && docker load -i modern.tar",
      "  docker save old-image | layerlift convert - - | docker load",
      "  layerlift convert --select app:1.0 --tag app:new all.tar.gz app.tar",
      "  layerlift convert --format folder legacy.tar layout/",
      "",
      "Exit codes: 0 done, 1 a bug, 2 usage error, 3 can't read or write,",
      "4 malformed archive, 5 not an image archive, 130 interrupted."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
public final class ConvertCommand implements Callable<Integer> {
  /** How the output is laid out. */
  enum Format {
    ARCHIVE,
    FOLDER;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Console console;

  @Parameters(
      index = "0",
      paramLabel = "IN",
      description = "The old archive: a file, plain or compressed, a folder, or - for stdin.")
  private String input = "";

  @Parameters(index = "1", paramLabel = "OUT", description = "The new archive, or - for stdout.")
  private String output = "";

  @Under(Heading.WRITE)
  @Option(
      names = {"-f", "--force"},
      description = "Replace OUT if it exists.")
  private boolean force;

  @Under(Heading.TAKE)
  @Option(
      names = "--select",
      paramLabel = "NAME|DIGEST",
      description = "Take only this image. Can be repeated.")
  private List<String> select = new ArrayList<>();

  @Under(Heading.WRITE)
  @Option(
      names = {"-t", "--tag"},
      paramLabel = "NAME",
      description = "Give the image this name instead. Can be repeated.")
  private List<String> tags = new ArrayList<>();

  @Under(Heading.WRITE)
  @Option(
      names = "--format",
      paramLabel = "archive|folder",
      description = "Write a tar archive or an OCI layout folder. Default: ${DEFAULT-VALUE}.")
  private Format format = Format.ARCHIVE;

  @Under(Heading.REPORT)
  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Write a JSON report; - for stdout.")
  private @Nullable String report;

  @Mixin
  private ProgressOption progress = new ProgressOption();

  @Mixin
  private ConversionOptions conversion = new ConversionOptions();

  @Mixin
  private CommonOptions common = new CommonOptions();

  @Spec
  private @Nullable CommandSpec spec;

  public ConvertCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    requireSense();
    ConvertJob.Files files = new ConvertJob.Files(input, output, format == Format.FOLDER, force);
    ConvertOptions options =
        WrongUse.checked(spec, () -> conversion.builder().changes(changes()).build());
    return new ConvertJob(files, common.isQuiet(), progress.style(), report).run(options, console);
  }

  private List<Change> changes() {
    List<Change> changes = new ArrayList<>(2);
    if (!select.isEmpty()) {
      changes.add(new Change.Select(select));
    }
    if (!tags.isEmpty()) {
      changes.add(new Change.Rename(tags));
    }
    return changes;
  }

  /** Each option is valid by itself; the combination may not be. */
  private void requireSense() {
    WrongUse.refuse(
        spec, input.isEmpty() || output.isEmpty(), (input.isEmpty() ? "IN" : "OUT") + " is empty");
    WrongUse.refuse(
        spec,
        format == Format.FOLDER && Console.isStream(output),
        "a folder can't be written to stdout");
    boolean collides = report != null
        && (Reports.isSame(report, output)
            || (!Console.isStream(input) && Reports.isSame(report, input)));
    WrongUse.refuse(spec, collides, "the report can't replace an archive: " + report);
  }
}
