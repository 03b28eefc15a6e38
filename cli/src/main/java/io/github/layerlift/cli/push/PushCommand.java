package io.github.layerlift.cli.push;

import io.github.layerlift.cli.console.Console;
import io.github.layerlift.cli.console.Version;
import io.github.layerlift.cli.option.AccessOptions;
import io.github.layerlift.cli.option.CommonOptions;
import io.github.layerlift.cli.option.Heading;
import io.github.layerlift.cli.option.PlatformOption;
import io.github.layerlift.cli.option.ProgressOption;
import io.github.layerlift.cli.option.PushPacking;
import io.github.layerlift.cli.option.RunningOptions;
import io.github.layerlift.cli.option.SelectOption;
import io.github.layerlift.cli.option.Under;
import io.github.layerlift.cli.option.WrongUse;
import io.github.layerlift.location.Output;
import io.github.layerlift.options.Change;
import io.github.layerlift.options.ConvertOptions;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code push IN [REFERENCE]}, {@code push --index NAME IN...}: brings images to a registry. */
@Command(
    name = "push",
    description = {
      "Pushes the images of an archive, however old, to a registry.",
      "",
      "No converted file is written. What the registry has already isn't sent again, and the same"
          + " images always get the same digests."
    },
    footer = {
      "",
      "Examples:",
      "  layerlift push legacy.tar registry.example.com/app:1.0",
      "  layerlift push all.tar registry.example.com/old/",
      "  docker save app:1.0 | layerlift push - localhost:5000/app:1.0",
      "  layerlift push --index registry.example.com/app:1.0 amd64.tar arm64.tar",
      "",
      "Exit codes: 0 done, 1 a bug, 2 usage error, 3 can't read, or the registry refuses,",
      "4 malformed archive, 5 not an image archive, 130 interrupted."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
public final class PushCommand implements Callable<Integer> {
  /** What Docker would take for the name of an image on Docker Hub, and nobody means so. */
  private static final Pattern REGISTRY = Pattern.compile("(localhost|\\d+(\\.\\d+){3})(:\\d+)?");

  private final Console console;

  /** What a shell completes after {@code --compress}; the level is left to the user. */
  static final class Packings implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of("gzip", "zstd", PushPacking.PLAIN).iterator();
    }
  }

  @Parameters(
      index = "0",
      paramLabel = "IN",
      description = "The archive: a file, plain or compressed, a folder, or - for stdin.")
  private String input = "";

  @Parameters(
      index = "1..*",
      arity = "0..*",
      hideParamSyntax = true,
      paramLabel = "REFERENCE|IN...",
      description = {
        "The name for a single image, such as registry.example.com/app:1.0; with a slash at its end, a"
            + " place for all names of the archive. Default: the names as they are. With --index: more"
            + " archives."
      })
  private List<String> more = new ArrayList<>();

  @Mixin
  private SelectOption select = new SelectOption();

  @Under(Heading.WRITE)
  @Option(
      names = {"-t", "--tag"},
      paramLabel = "NAME",
      description = "Give the image this name (too). Can be repeated.")
  private List<String> tags = new ArrayList<>();

  @Under(Heading.WRITE)
  @Option(
      names = "--index",
      paramLabel = "NAME",
      description = "Put all images of the archives under this one name, each for its platform.")
  private @Nullable String index;

  @Under(Heading.WRITE)
  @Option(
      names = {"-n", "--dry-run"},
      description = "Push nothing; ask the registry what is missing there.")
  private boolean dryRun;

  @Under(Heading.WRITE)
  @Option(
      names = "--compress",
      paramLabel = "gzip|zstd[:LEVEL]|none",
      completionCandidates = Packings.class,
      description = "Compress plain layers, also of images that have a manifest, which changes."
          + " Default: gzip for images that have none.")
  private @Nullable String compress;

  @Mixin
  private AccessOptions access = new AccessOptions();

  @Mixin
  private PlatformOption platform = new PlatformOption();

  @Under(Heading.REPORT)
  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Write a JSON report; - for stdout.")
  private @Nullable String report;

  @Mixin
  private ProgressOption progress = new ProgressOption();

  @Mixin
  private RunningOptions running = new RunningOptions();

  @Mixin
  private CommonOptions common = new CommonOptions();

  @Spec
  private @Nullable CommandSpec spec;

  public PushCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    List<String> inputs = inputs();
    WrongUse.refuse(spec, inputs.contains(""), "IN is empty");
    String to = reference();
    PushPacking packing = new PushPacking(compress);
    Output.Registry registry = new Output.Registry(
        to == null ? "registries" : to,
        access.access(
            spec,
            inputs.stream().filter(Console::isStream).findFirst().orElse(""),
            "the archive",
            console),
        packing.ofNew(),
        dryRun);
    ConvertOptions options = WrongUse.checked(
        spec,
        () -> ConvertOptions.builder()
            .reading(running.reading())
            .strict(running.isStrict())
            .platform(platform.platform())
            .compress(packing.ofAll())
            .changes(select.changes(spec, console, inputs, names(to)))
            .build());
    return new PushJob(inputs, registry, common.isQuiet(), progress.style(), report)
        .run(options, console);
  }

  private List<String> inputs() {
    List<String> inputs = new ArrayList<>(List.of(input));
    if (index != null) {
      inputs.addAll(more);
    }
    return inputs;
  }

  /** Where the images go; null if their own names say it. */
  private @Nullable String reference() {
    if (index != null || more.isEmpty()) {
      return index;
    }
    WrongUse.refuse(
        spec, more.size() > 1, "only --index pushes several archives, all under one name");
    String reference = more.get(0);
    WrongUse.refuse(spec, reference.isEmpty(), "REFERENCE is empty");
    WrongUse.refuse(
        spec,
        new File(reference).isFile(),
        reference + " is a file, not a name; --index NAME pushes several archives, under one name");
    WrongUse.refuse(
        spec,
        REGISTRY.matcher(reference).matches(),
        reference + " names only a registry; " + reference + "/ is a place for all names, "
            + reference + "/NAME:TAG a name");
    return reference;
  }

  /** The changes of names. */
  private List<Change> names(@Nullable String to) {
    if (to != null && (index != null || to.endsWith("/"))) {
      WrongUse.refuse(
          spec,
          !tags.isEmpty(),
          index == null
              ? "a place for all names leaves no use for --tag"
              : "--index has the only name, which leaves no use for --tag");
      return List.of(index == null ? new Change.Move(to) : new Change.Index(to));
    }
    List<String> names = new ArrayList<>(tags);
    if (to != null) {
      names.add(0, to);
    }
    return names.isEmpty() ? List.of() : List.of(new Change.Rename(names));
  }
}
