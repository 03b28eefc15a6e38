package io.github.layerlift.cli.merge;

import io.github.layerlift.cli.console.Console;
import io.github.layerlift.cli.console.Version;
import io.github.layerlift.cli.convert.OutputOptions;
import io.github.layerlift.cli.option.Heading;
import io.github.layerlift.cli.option.PlatformOption;
import io.github.layerlift.cli.option.Under;
import io.github.layerlift.cli.option.WrongUse;
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

/** {@code merge IN... OUT}: the images of several archives in one. */
@Command(
    name = "merge",
    description = {
      "Puts the images of several archives, however old, into one OCI archive.",
      "",
      "Equal images and equal layers are written once. The order of the archives makes no difference.",
      "--select IN:NAME takes an image of one of them only."
    },
    footer = {
      "",
      "Examples:",
      "  layerlift merge app.tar database.tar.gz old/ all.tar && docker load -i all.tar",
      "  layerlift merge --index app:1.0 app-amd64.tar app-arm64.tar app.tar",
      "  layerlift merge --select old.tar:app:1.0 old.tar new.tar all.tar",
      "  layerlift merge --prefer last all.tar newer.tar merged.tar",
      "",
      "Exit codes: 0 done, 1 a bug, 2 usage error, 3 can't read or write,",
      "4 malformed archive, 5 not an image archive, 130 interrupted."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
public final class MergeCommand implements Callable<Integer> {
  private final Console console;

  /** Which image keeps a name. */
  enum Preference {
    FIRST,
    LAST;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Parameters(
      arity = "1..*",
      hideParamSyntax = true,
      paramLabel = "IN... OUT",
      description =
          "The archives: files, plain or compressed, folders, or - for stdin; and the new archive, or -"
              + " for stdout.")
  private List<String> archives = new ArrayList<>();

  @Under(Heading.TAKE)
  @Option(
      names = "--prefer",
      paramLabel = "first|last",
      description =
          "Which archive's image gets a name that several have. Default: that is refused.")
  private @Nullable Preference preference;

  @Under(Heading.WRITE)
  @Option(
      names = "--index",
      paramLabel = "NAME",
      description = "Put all images under this one name, each for its platform.")
  private @Nullable String index;

  @Under(Heading.WRITE)
  @Option(
      names = {"-t", "--tag"},
      paramLabel = "NAME",
      description = "Give the image this name instead, if one is left. Can be repeated.")
  private List<String> tags = new ArrayList<>();

  @Mixin
  private OutputOptions writing = new OutputOptions();

  @Mixin
  private PlatformOption platform = new PlatformOption();

  @Spec
  private @Nullable CommandSpec spec;

  public MergeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    WrongUse.refuse(spec, archives.size() < 2, "OUT is missing, the new archive");
    List<String> inputs = archives.subList(0, archives.size() - 1);
    String output = archives.get(archives.size() - 1);
    WrongUse.refuse(
        spec,
        inputs.contains("") || output.isEmpty(),
        (output.isEmpty() ? "OUT" : "IN") + " is empty");
    WrongUse.refuse(
        spec, inputs.stream().filter(Console::isStream).count() > 1, "stdin is only one archive");
    ConvertOptions options = WrongUse.checked(
        spec,
        () -> writing
            .builder()
            .platform(platform.platform())
            .changes(changes(inputs))
            .build());
    return writing.job(spec, inputs, output).run(options, console);
  }

  private List<Change> changes(List<String> inputs) {
    List<Change> changes = new ArrayList<>();
    if (preference != null) {
      changes.add(new Change.Prefer(Change.Prefer.Which.valueOf(preference.name())));
    }
    if (index != null) {
      changes.add(new Change.Index(index));
    }
    if (!tags.isEmpty()) {
      changes.add(new Change.Rename(tags));
    }
    return writing.changes(spec, console, inputs, changes);
  }
}
