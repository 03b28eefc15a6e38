package io.github.layerlift.cli.verify;

import io.github.layerlift.cli.console.Console;
import io.github.layerlift.cli.console.Version;
import io.github.layerlift.cli.option.AnswerOptions;
import io.github.layerlift.cli.option.Heading;
import io.github.layerlift.cli.option.ReadingOptions;
import io.github.layerlift.cli.option.Under;
import io.github.layerlift.cli.option.WrongUse;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.text.ByteNames;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code verify FILE}: checks a layout. */
@Command(
    name = "verify",
    description = {
      "Checks an OCI image layout, whoever wrote it: every document, digest, size and reference.",
      "",
      "Prints each finding on a line: severity, a stable code, where, and what."
    },
    footer = {
      "",
      "Examples:",
      "  layerlift verify modern.tar",
      "  layerlift verify --against legacy.tar modern.tar",
      "  layerlift verify --against all.tar --subset app.tar",
      "  layerlift verify --docker modern.tar",
      "  layerlift verify --json layout/ | jq -r '.findings[].code'",
      "",
      "Exit codes: 0 sound, 1 a bug, 2 usage error, 3 can't read, or no engine,",
      "4 something is wrong, 5 not an OCI layout, 130 interrupted."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
public final class VerifyCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(
      index = "0",
      paramLabel = "FILE",
      description = "The layout: an archive, plain or compressed, a folder, or - for stdin.")
  private String input = "";

  @Under(Heading.CHECK)
  @Option(
      names = "--against",
      paramLabel = "LEGACY",
      description = "Prove that FILE holds what this archive does: images, names, configs, and the"
          + " bytes of every layer.")
  private @Nullable String against;

  @Under(Heading.CHECK)
  @Option(
      names = "--subset",
      description = "With --against: FILE may hold only some of the images and names.")
  private boolean subset;

  @Under(Heading.CHECK)
  @Option(
      names = "--docker",
      description =
          "Load FILE into the running engine, compare image IDs and names, then remove what"
              + " was not there before. Runs the program docker, so DOCKER_HOST and contexts apply.")
  private boolean docker;

  @Under(Heading.RUN)
  @Option(
      names = {"-j", "--jobs"},
      paramLabel = "N",
      description = "Threads that hash. Default: one for each processor.")
  private int jobs = Runtime.getRuntime().availableProcessors();

  @Mixin
  private AnswerOptions answer = new AnswerOptions();

  @Mixin
  private ReadingOptions reading = new ReadingOptions();

  @Spec
  private @Nullable CommandSpec spec;

  public VerifyCommand(Console console) {
    this.console = console;
  }

  /** One without options. */
  public static VerifyCommand of(String input, Console console) {
    VerifyCommand command = new VerifyCommand(console);
    command.input = input;
    return command;
  }

  @Override
  public Integer call() throws LayerliftException {
    requireSense();
    VerifyJob job = new VerifyJob(input, against, subset, docker, console);
    return job.run(reading.of(input, jobs, answer.tempFolder()), answer.isJson());
  }

  private void requireSense() {
    WrongUse.refuse(spec, subset && against == null, "--subset needs --against");
    WrongUse.refuse(
        spec,
        docker && (Console.isStream(input) || Files.isDirectory(ByteNames.path(input))),
        "--docker needs an archive in a file");
    WrongUse.refuse(
        spec,
        Console.isStream(against) && Console.isStream(input),
        "FILE and --against can't both be stdin");
  }
}
