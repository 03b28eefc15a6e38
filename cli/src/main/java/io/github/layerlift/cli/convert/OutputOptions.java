package io.github.layerlift.cli.convert;

import io.github.layerlift.cli.console.Console;
import io.github.layerlift.cli.option.CommonOptions;
import io.github.layerlift.cli.option.ConversionOptions;
import io.github.layerlift.cli.option.Heading;
import io.github.layerlift.cli.option.ProgressOption;
import io.github.layerlift.cli.option.SelectOption;
import io.github.layerlift.cli.option.Under;
import io.github.layerlift.cli.option.WrongUse;
import io.github.layerlift.cli.report.Reports;
import io.github.layerlift.options.Change;
import io.github.layerlift.options.ConvertOptionsBuilder;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The options of commands that write one archive. */
public final class OutputOptions {
  /** How the output is laid out. */
  enum Format {
    ARCHIVE,
    FOLDER;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What a shell completes after {@code --pack}; the level is left to the user. */
  static final class Packings implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of("gzip", "zstd", "xz", "none").iterator();
    }
  }

  @Mixin
  private SelectOption select = new SelectOption();

  @Under(Heading.WRITE)
  @Option(
      names = {"-f", "--force"},
      description = "Replace OUT if it exists.")
  private boolean force;

  @Under(Heading.WRITE)
  @Option(
      names = "--format",
      paramLabel = "archive|folder",
      description = "Write a tar archive or an OCI layout folder. Default: ${DEFAULT-VALUE}.")
  private Format format = Format.ARCHIVE;

  @Under(Heading.WRITE)
  @Option(
      names = "--pack",
      paramLabel = "gzip|zstd|xz[:LEVEL]|none",
      completionCandidates = Packings.class,
      description = "Pack the whole archive. Default: by the suffix of OUT, such as .tgz.")
  private @Nullable String pack;

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

  /** Starts the library's options from the given ones. */
  public ConvertOptionsBuilder builder() {
    return conversion.builder();
  }

  /** The changes to the images: which are taken, and then {@code others}. */
  public List<Change> changes(List<? extends Change> others) {
    return select.changes(others);
  }

  /** The same for {@code inputs}, of which each can be named for the images that are taken from it. */
  public List<Change> changes(
      @Nullable CommandSpec spec,
      Console console,
      List<String> inputs,
      List<? extends Change> others) {
    return select.changes(spec, console, inputs, others);
  }

  /**
   * The job that the options describe. Each is valid by itself; the combination may not be.
   *
   * @param output null to write nothing
   */
  public ConvertJob job(@Nullable CommandSpec spec, List<String> inputs, @Nullable String output) {
    WrongUse.refuse(
        spec,
        format == Format.FOLDER && Console.isStream(output),
        "a folder can't be written to stdout");
    WrongUse.refuse(
        spec, format == Format.FOLDER && pack != null, "a folder can't be packed; an archive can");
    String to = report;
    boolean collides = to != null
        && ((output != null && Reports.isSame(to, output))
            || inputs.stream()
                .anyMatch(input -> !Console.isStream(input) && Reports.isSame(to, input)));
    WrongUse.refuse(spec, collides, "the report can't replace an archive: " + to);
    ConvertJob.Files files =
        new ConvertJob.Files(inputs, output, format == Format.FOLDER, force, pack);
    return new ConvertJob(files, common.isQuiet(), progress.style(), report);
  }
}
