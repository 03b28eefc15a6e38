package io.github.layerlift.cli.convert;

import io.github.layerlift.cli.console.Console;
import io.github.layerlift.cli.console.Version;
import io.github.layerlift.cli.option.Heading;
import io.github.layerlift.cli.option.PlatformOption;
import io.github.layerlift.cli.option.SalvageOption;
import io.github.layerlift.cli.option.Under;
import io.github.layerlift.cli.option.WrongUse;
import io.github.layerlift.options.Change;
import io.github.layerlift.options.ConvertOptions;
import java.io.IOException;
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
      "  layerlift convert --salvage damaged.tar whole.tar",
      "",
      "Exit codes: 0 done, 1 a bug, 2 usage error, 3 can't read or write,",
      "4 malformed archive, 5 not an image archive, 130 interrupted."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
public final class ConvertCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(
      index = "0",
      paramLabel = "IN",
      description = "The old archive: a file, plain or compressed, a folder, or - for stdin.")
  private String input = "";

  @Parameters(index = "1", paramLabel = "OUT", description = "The new archive, or - for stdout.")
  private String output = "";

  @Parameters(index = "2..*", hidden = true, description = "Archives too many.")
  private List<String> more = new ArrayList<>();

  @Under(Heading.WRITE)
  @Option(
      names = {"-t", "--tag"},
      paramLabel = "NAME",
      description = "Give the image this name instead. Can be repeated.")
  private List<String> tags = new ArrayList<>();

  @Mixin
  private OutputOptions writing = new OutputOptions();

  @Mixin
  private PlatformOption platform = new PlatformOption();

  @Mixin
  private SalvageOption salvage = new SalvageOption();

  @Spec
  private @Nullable CommandSpec spec;

  public ConvertCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    WrongUse.refuse(
        spec,
        !more.isEmpty() && input.equals("recompute"),
        "a value of --salvage is joined to it: --salvage=recompute");
    WrongUse.refuse(
        spec,
        !more.isEmpty(),
        "one archive is converted at a time; merge puts several into one, batch converts each");
    WrongUse.refuse(
        spec, input.isEmpty() || output.isEmpty(), (input.isEmpty() ? "IN" : "OUT") + " is empty");
    ConvertOptions options = WrongUse.checked(
        spec,
        () -> writing.builder().platform(platform.platform()).changes(changes()).build());
    ConvertOptions salvaging =
        options.withReading(options.reading().withSalvage(salvage.salvage()));
    return writing.job(spec, List.of(input), output).run(salvaging, console);
  }

  private List<Change> changes() {
    return writing.changes(tags.isEmpty() ? List.of() : List.of(new Change.Rename(tags)));
  }
}
