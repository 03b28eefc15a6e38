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

/** {@code extract FILE [PATH…] --to DIR}: files out of an image. */
@Command(
    name = "extract",
    description = {
      "Takes files out of an image: all of them, or those that PATHs name, layers merged as an engine"
          + " merges them.",
      "",
      "Nothing is ever written outside of DIR, whatever the image holds. A new DIR appears whole or"
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
      "Exit codes: 0 done, 1 a bug, 2 wrong use, 3 can't read or write,",
      "4 malformed archive, 5 not an archive of images, 130 interrupted."
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
          "A file or folder in the image, as --list names it, with all that is in it. Default: all.")
  private List<String> paths = new ArrayList<>();

  @Under(Heading.WRITE)
  @Option(
      names = "--to",
      paramLabel = "DIR",
      description = "The folder that files go to, or - for a tar to stdout.")
  private @Nullable String to;

  @Under(Heading.REPORT)
  @Option(
      names = {"-l", "--list"},
      description = "List the files and write none.")
  private boolean list;

  @Under(Heading.REPORT)
  @Option(names = "--json", description = "List as JSON, an object on each line.")
  private boolean json;

  @Under(Heading.WRITE)
  @Option(
      names = {"-f", "--force"},
      description = "Put files into a DIR that is not empty, and replace equal names there.")
  private boolean force;

  @Under(Heading.TAKE)
  @Option(
      names = "--select",
      paramLabel = "NAME|DIGEST",
      description = "Take this image. Needed where the archive holds several.")
  private @Nullable String select;

  @Under(Heading.TAKE)
  @Option(
      names = "--platform",
      paramLabel = "OS/ARCH",
      description = "Of an image for several platforms take this one. Default: this machine's.")
  private @Nullable String platform;

  @Under(Heading.TAKE)
  @Option(
      names = "--layer",
      paramLabel = "N",
      description = "Take one layer alone, with its whiteouts as files; 1 is the base.")
  private @Nullable Integer layer;

  @Under(Heading.WRITE)
  @Option(
      names = "--devices",
      description = "Make devices and FIFOs too, as root. A tar always has them.")
  private boolean devices;

  @Under(Heading.WRITE)
  @Option(
      names = "--no-same-owner",
      description = "Own all files, as users other than root do anyway.")
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
    WrongUse.refuse(spec, json && !list, "--json goes with --list");
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
