package io.github.layerlift.cli.extract;

import io.github.layerlift.cli.console.Console;
import io.github.layerlift.cli.console.Version;
import io.github.layerlift.cli.option.Heading;
import io.github.layerlift.cli.option.ReadingOptions;
import io.github.layerlift.cli.option.Under;
import io.github.layerlift.cli.option.WrongUse;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.location.Destination;
import io.github.layerlift.options.ExtractOptions;
import io.github.layerlift.options.ReadOptions;
import io.github.layerlift.text.ByteNames;
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

/** {@code extract FILE [PATH…] --to DIR}: extracts files from an image. */
@Command(
    name = "extract",
    description = {
      "Extracts files from an image: all of them, or only PATHs, with layers merged as an engine"
          + " merges them.",
      "",
      "Nothing is ever written outside of DIR, whatever the image holds. A new DIR appears complete or"
          + " not at all."
    },
    footer = {
      "",
      "Examples:",
      "  layerlift extract legacy.tar --to rootfs",
      "  layerlift extract legacy.tar etc/passwd usr/share/doc --to . --force",
      "  layerlift extract --select app:1.0 all.tar.gz --list",
      "  docker save old-image | layerlift extract - --to - | tar -tv",
      "  layerlift extract legacy.tar --layer 2 --to top-layer",
      "",
      "Exit codes: 0 done, 1 a bug, 2 usage error, 3 can't read or write,",
      "4 malformed archive, 5 not an image archive, 130 interrupted."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
public final class ExtractCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(
      index = "0",
      paramLabel = "FILE",
      description = "The archive: a file, plain or compressed, a folder, or - for stdin.")
  private String input = "";

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "PATH",
      description =
          "A file or folder in the image, as shown by --list, with everything in it. Default: all.")
  private List<String> paths = new ArrayList<>();

  @Under(Heading.WRITE)
  @Option(
      names = "--to",
      paramLabel = "DIR",
      description = "The folder to write files to, or - for a tar archive on stdout.")
  private @Nullable String to;

  @Under(Heading.REPORT)
  @Option(
      names = {"-l", "--list"},
      description = "List the files without writing any.")
  private boolean list;

  @Under(Heading.REPORT)
  @Option(names = "--json", description = "List as JSON, one object per line.")
  private boolean json;

  @Under(Heading.WRITE)
  @Option(
      names = {"-f", "--force"},
      description = "Write into a DIR that is not empty, and replace files of the same name.")
  private boolean force;

  @Under(Heading.TAKE)
  @Option(
      names = "--select",
      paramLabel = "NAME|DIGEST",
      description = "Take this image. Required if the archive has several.")
  private @Nullable String select;

  @Under(Heading.TAKE)
  @Option(
      names = "--platform",
      paramLabel = "OS/ARCH",
      description = "Take this platform of a multi-platform image. Default: this machine's.")
  private @Nullable String platform;

  @Under(Heading.TAKE)
  @Option(
      names = "--layer",
      paramLabel = "N",
      description = "Take a single layer, with its whiteouts as files; 1 is the base.")
  private @Nullable Integer layer;

  @Under(Heading.WRITE)
  @Option(
      names = "--devices",
      description = "Also create devices and FIFOs, as root. A tar archive always has them.")
  private boolean devices;

  @Under(Heading.WRITE)
  @Option(
      names = "--no-same-owner",
      description = "Become the owner of all files, as is always so for users other than root.")
  private boolean withoutOwners;

  @Under(Heading.RUN)
  @Option(
      names = "--temp-dir",
      paramLabel = "FOLDER",
      description = "Where scratch files go. Default: beside DIR, or the system's own.")
  private @Nullable Path tempFolder;

  @Mixin
  private ReadingOptions reading = new ReadingOptions();

  @Spec
  private @Nullable CommandSpec spec;

  public ExtractCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws LayerliftException {
    requireSense();
    int jobs = Runtime.getRuntime().availableProcessors();
    ExtractJob job = new ExtractJob(reading.of(input, jobs, tempFolder), this::options, console);
    return to == null ? job.list(json) : job.extract(destination(to));
  }

  private void requireSense() {
    WrongUse.refuse(
        spec, input.isEmpty() || "".equals(to), (input.isEmpty() ? "FILE" : "DIR") + " is empty");
    WrongUse.refuse(
        spec,
        list == (to != null),
        list ? "--list writes no files: leave out --to" : "--to DIR is missing, or --list");
    WrongUse.refuse(spec, json && !list, "--json needs --list");
    WrongUse.refuse(spec, layer != null && layer < 1, "layers are numbered from 1, the base");
  }

  private Destination destination(String target) {
    return Console.isStream(target)
        ? new Destination.TarStream("standard output", console.stdout())
        : new Destination.Folder(ByteNames.path(target), force);
  }

  private ExtractOptions options(ReadOptions reading) {
    return ExtractOptions.builder()
        .reading(reading)
        .paths(paths)
        .select(select)
        .platform(platform)
        .layer(layer == null ? 0 : layer)
        .owners(!withoutOwners)
        .devices(devices)
        .build();
  }
}
