package io.github.layerlift.cli;

import io.github.layerlift.ConvertOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code convert IN OUT}: the main job. */
@Command(
    name = "convert",
    description = {
      "Converts an archive of docker save, however old, into an OCI archive that every engine loads.",
      "",
      "Image IDs stay the same, and the same images always give the same bytes."
    },
    footer = {
      "",
      "Examples:",
      "  convert legacy.tar modern.tar && docker load -i modern.tar",
      "  docker save old-image | convert - - | docker load",
      "  convert --select app:1.0 --tag registry.example/app:1.0 all.tar.gz app.tar",
      "  convert --format folder legacy.tar layout/",
      "",
      "Exit codes: 0 done, 1 a bug, 2 wrong use, 3 can't read or write,",
      "4 malformed archive, 5 not an archive of images, 130 interrupted."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
final class ConvertCommand implements Callable<Integer> {
  /** How the output is laid out. */
  enum Format {
    ARCHIVE,
    FOLDER
  }

  private static final String STREAM = "-";

  private final Console console;

  @Parameters(
      index = "0",
      paramLabel = "IN",
      description = "The old archive: a file, plain or compressed, a folder, or - for stdin.")
  private String input = "";

  @Parameters(index = "1", paramLabel = "OUT", description = "The new archive, or - for stdout.")
  private String output = "";

  @Option(
      names = {"-f", "--force"},
      description = "Replace OUT if it exists.")
  private boolean force;

  @Option(
      names = "--select",
      paramLabel = "NAME|DIGEST",
      description = "Take this image only. May be given several times.")
  private List<String> select = new ArrayList<>();

  @Option(
      names = {"-t", "--tag"},
      paramLabel = "NAME",
      description = "Call the image so. May be given several times.")
  private List<String> tags = new ArrayList<>();

  @Option(
      names = "--compress",
      paramLabel = "gzip|zstd[:LEVEL]",
      description = "Compress plain layers: gzip:1 to gzip:9, zstd:1 to zstd:19.")
  private @Nullable String compress;

  @Option(
      names = "--platform",
      paramLabel = "OS/ARCH",
      description = "For images from before Docker 0.8, which don't say. Default: linux/amd64.")
  private @Nullable String platform;

  @Option(
      names = "--format",
      paramLabel = "archive|folder",
      description = "Write a tar archive or an OCI layout folder. Default: archive.")
  private Format format = Format.ARCHIVE;

  @Option(
      names = "--no-manifest-json",
      description = "Leave out manifest.json, which Docker's classic store needs.")
  private boolean withoutManifestJson;

  @Option(names = "--no-repositories", description = "Leave out repositories.")
  private boolean withoutRepositories;

  @Option(
      names = "--platform-in-index",
      description = "Name the platform in index.json too. Some registries refuse that.")
  private boolean platformInIndex;

  @Option(
      names = "--drop-empty-layers",
      description = "Turn empty layers of the oldest archives into history. Changes the image ID.")
  private boolean dropEmptyLayers;

  @Option(
      names = "--strict",
      description = "Treat warnings as errors, also those of images that aren't selected.")
  private boolean strict;

  @Option(
      names = {"-j", "--jobs"},
      paramLabel = "N",
      description = "Threads that hash and write. Default: one for each processor.")
  private int jobs = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--temp-dir",
      paramLabel = "FOLDER",
      description = "Where scratch files go. Default: beside OUT, or the system's own for -.")
  private @Nullable Path tempFolder;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Write a report in JSON; - for stdout.")
  private @Nullable String report;

  @Option(
      names = "--progress",
      paramLabel = "auto|bar|plain|json|none",
      description = "How to show progress on stderr. Default: auto.")
  private ProgressStyle progress = ProgressStyle.AUTO;

  @Mixin
  private LimitOptions limits = new LimitOptions();

  @Mixin
  private CommonOptions common = new CommonOptions();

  @Spec
  private @Nullable CommandSpec spec;

  ConvertCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    requireSense();
    ConvertJob.Files files = new ConvertJob.Files(input, output, format == Format.FOLDER, force);
    return new ConvertJob(files, common.isQuiet(), progress, report).run(options(), console);
  }

  /** What each word means is clear; what they mean together may not be. */
  private void requireSense() {
    if (input.isEmpty() || output.isEmpty()) {
      throw wrongUse((input.isEmpty() ? "IN" : "OUT") + " is empty", null);
    }
    if (format == Format.FOLDER && output.equals(STREAM)) {
      throw wrongUse("a folder can't be written to stdout", null);
    }
    boolean collides = report != null
        && (Reports.isSame(report, output)
            || (!input.equals(STREAM) && Reports.isSame(report, input)));
    if (collides) {
      throw wrongUse("the report can't go where an archive is: " + report, null);
    }
  }

  private ParameterException wrongUse(String sentence, @Nullable Throwable cause) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), sentence, cause);
  }

  /** A number that the library refuses is wrong use of the command. */
  private ConvertOptions.Builder options() {
    try {
      return allOptions();
    } catch (IllegalArgumentException e) {
      throw wrongUse(String.valueOf(e.getMessage()), e);
    }
  }

  private ConvertOptions.Builder allOptions() {
    return ConvertOptions.builder()
        .select(select)
        .tags(tags)
        .compress(compress)
        .deflaters(new FastDeflaters())
        .platform(platform)
        .manifestJson(!withoutManifestJson)
        .repositories(!withoutRepositories)
        .platformInIndex(platformInIndex)
        .dropEmptyLayers(dropEmptyLayers)
        .strict(strict)
        .jobs(jobs)
        .tempFolder(tempFolder)
        .limits(limits.limits());
  }
}
