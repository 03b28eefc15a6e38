package io.github.layerlift.cli.verify;

import io.github.layerlift.Verifier;
import io.github.layerlift.cli.console.Console;
import io.github.layerlift.cli.console.ExitCodes;
import io.github.layerlift.cli.console.Version;
import io.github.layerlift.cli.option.Heading;
import io.github.layerlift.cli.option.ReadingOptions;
import io.github.layerlift.cli.option.Under;
import io.github.layerlift.cli.option.WrongUse;
import io.github.layerlift.cli.text.JsonText;
import io.github.layerlift.fault.FaultKind;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.location.Input;
import io.github.layerlift.options.ReadOptions;
import io.github.layerlift.progress.Progress;
import io.github.layerlift.report.Finding;
import io.github.layerlift.report.VerificationReport;
import io.github.layerlift.text.ByteNames;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code verify FILE}: whether a layout is sound. */
@Command(
    name = "verify",
    description = {
      "Checks an OCI image layout, whoever wrote it: every document, digest, size and reference.",
      "",
      "Everything that is found is printed, each on a line: how bad, a name that stays, where, what."
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
      "Exit codes: 0 sound, 1 a bug, 2 wrong use, 3 can't read, or no engine,",
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
          "Load FILE into the running engine, compare image IDs and names, and remove what"
              + " was not there before. Asks the program docker, so DOCKER_HOST and contexts count.")
  private boolean docker;

  @Under(Heading.REPORT)
  @Option(
      names = "--json",
      description = "Print JSON. Fields are added in later versions, and never renamed.")
  private boolean json;

  @Under(Heading.RUN)
  @Option(
      names = {"-j", "--jobs"},
      paramLabel = "N",
      description = "Threads that hash. Default: one for each processor.")
  private int jobs = Runtime.getRuntime().availableProcessors();

  @Under(Heading.RUN)
  @Option(
      names = "--temp-dir",
      paramLabel = "FOLDER",
      description = "Where a packed archive is unpacked to. Default: the system's own.")
  private @Nullable Path tempFolder;

  @Mixin
  private ReadingOptions reading = new ReadingOptions();

  @Spec
  private @Nullable CommandSpec spec;

  public VerifyCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws LayerliftException {
    requireSense();
    Checked checked = reading.of(input, jobs, tempFolder).run(console, this::check);
    VerificationReport verification = checked.verification();
    if (json) {
      console.out().println(JsonText.of(VerificationJson.of(verification, checked.engine())));
    } else {
      new VerificationText(verification, checked.engine()).print(reading.isQuiet(), console.out());
    }
    return verification.isSound() ? ExitCodes.DONE : ExitCodes.of(FaultKind.MALFORMED);
  }

  /**
   * What came of it.
   *
   * @param engine the version of the engine that loaded it; empty if none did
   */
  private record Checked(VerificationReport verification, String engine) {}

  private Checked check(ReadOptions options) throws LayerliftException {
    if (!docker) {
      return new Checked(verify(options), "");
    }
    EngineCheck engine = new EngineCheck(new DockerCli(console));
    // before anything that takes long
    String version = engine.version();
    VerificationReport verification = verify(options);
    if (!verification.isSound()) {
      // an engine is spared what is known to be wrong
      return new Checked(verification, "");
    }
    options.monitor().progress().enter(Progress.Stage.LOADING, 0);
    List<Finding> found = engine.check(input, verification, options.monitor().cancellation());
    options.monitor().progress().enter(Progress.Stage.DONE, 0);
    return new Checked(verification.withFindings(found), version);
  }

  private VerificationReport verify(ReadOptions options) throws LayerliftException {
    Input layout = console.input(input);
    return against == null
        ? Verifier.verify(layout, options)
        : Verifier.verifyAgainst(layout, console.input(against), subset, options);
  }

  private void requireSense() {
    if (subset && against == null) {
      throw WrongUse.of(spec, "--subset makes sense with --against only");
    }
    if (docker && (Console.isStream(input) || Files.isDirectory(ByteNames.path(input)))) {
      throw WrongUse.of(spec, "--docker needs an archive in a file");
    }
    if (Console.isStream(against) && Console.isStream(input)) {
      throw WrongUse.of(spec, "stdin can't be both archives");
    }
  }
}
