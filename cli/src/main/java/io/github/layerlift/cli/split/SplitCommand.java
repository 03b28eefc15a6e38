package io.github.layerlift.cli.split;

import io.github.layerlift.cli.console.Console;
import io.github.layerlift.cli.console.Version;
import io.github.layerlift.cli.option.CommonOptions;
import io.github.layerlift.cli.option.ConversionOptions;
import io.github.layerlift.cli.option.Heading;
import io.github.layerlift.cli.option.PlatformOption;
import io.github.layerlift.cli.option.ProgressOption;
import io.github.layerlift.cli.option.SelectOption;
import io.github.layerlift.cli.option.Under;
import io.github.layerlift.cli.option.WrongUse;
import io.github.layerlift.cli.report.Reports;
import io.github.layerlift.options.ConvertOptions;
import io.github.layerlift.options.SplitOptions;
import java.io.IOException;
import java.nio.file.Path;
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

/** {@code split IN --into DIR}: one archive for each image. */
@Command(
    name = "split",
    description = {
      "Makes one OCI archive for each image of an archive, however old.",
      "",
      "Each has the bytes that convert --select writes for that image."
    },
    footer = {
      "",
      "Examples:",
      "  layerlift split all.tar --into images/",
      "  layerlift split all.tar.gz --into images/ --by tag --name '{repo}/{tag}.tar'",
      "  docker save app:1.0 web:2.0 | layerlift split - --into images/",
      "  layerlift split multi.tar --into platforms/ --by platform",
      "",
      "Exit codes: 0 done, 1 a bug, 2 usage error, 3 can't read or write,",
      "4 malformed archive, 5 not an image archive, 130 interrupted."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
public final class SplitCommand implements Callable<Integer> {
  private final Console console;

  /** What gets an archive of its own. */
  enum By {
    IMAGE,
    TAG,
    PLATFORM;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Parameters(
      index = "0",
      paramLabel = "IN",
      description = "The archive: a file, plain or compressed, a folder, or - for stdin.")
  private String input = "";

  @Parameters(index = "1..*", hidden = true, description = "Archives too many.")
  private List<String> more = List.of();

  @Under(Heading.WRITE)
  @Option(
      names = {"-o", "--into"},
      required = true,
      paramLabel = "DIR",
      description = "The folder for the outputs. Created if it doesn't exist.")
  private Path into = Path.of("");

  @Under(Heading.WRITE)
  @Option(
      names = "--by",
      paramLabel = "image|tag|platform",
      description =
          "One archive for each image with all its names, for each name, or for each image also of"
              + " an index. Default: ${DEFAULT-VALUE}.")
  private By by = By.IMAGE;

  @Under(Heading.WRITE)
  @Option(
      names = "--name",
      paramLabel = "TEMPLATE",
      description = "Names of the outputs, with {image}, {repo}, {tag}, {id}, {platform}, {stem},"
          + " {name} and slashes. Default: " + SplitOptions.PLATFORM_NAME
          + " with --by platform, otherwise " + SplitOptions.DEFAULT_NAME + ".")
  private @Nullable String name;

  @Mixin
  private SelectOption select = new SelectOption();

  @Under(Heading.WRITE)
  @Option(
      names = {"-f", "--force"},
      description = "Replace files in DIR that exist.")
  private boolean force;

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
  private PlatformOption platform = new PlatformOption();

  @Mixin
  private CommonOptions common = new CommonOptions();

  @Spec
  private @Nullable CommandSpec spec;

  public SplitCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    WrongUse.refuse(
        spec, !more.isEmpty(), "one archive is split at a time; merge puts several into one");
    WrongUse.refuse(
        spec,
        input.isEmpty() || into.toString().isEmpty(),
        (input.isEmpty() ? "IN" : "--into") + " is empty");
    WrongUse.refuse(
        spec,
        report != null && !Console.isStream(input) && Reports.isSame(report, input),
        "the report can't replace an archive: " + report);
    ConvertOptions converting = WrongUse.checked(
        spec,
        () -> conversion
            .builder()
            .platform(platform.platform())
            .changes(select.changes(List.of()))
            .build());
    SplitOptions defaults = SplitOptions.builder(into, SplitOptions.By.valueOf(by.name()))
        .replace(force)
        .build();
    SplitOptions options = name == null ? defaults : defaults.withName(name);
    return new SplitJob(input, common.isQuiet(), progress.style(), report)
        .run(options, converting, console);
  }
}
