package io.github.layerlift.cli.verify;

import io.github.layerlift.Verifier;
import io.github.layerlift.cli.console.Console;
import io.github.layerlift.cli.console.ExitCodes;
import io.github.layerlift.cli.option.Reading;
import io.github.layerlift.cli.text.JsonText;
import io.github.layerlift.fault.FaultKind;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.location.Input;
import io.github.layerlift.options.ReadOptions;
import io.github.layerlift.progress.Progress;
import io.github.layerlift.report.Finding;
import io.github.layerlift.report.VerificationReport;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A verification started from the command line: the call of the library, and optionally a check by
 * an engine. Doesn't depend on picocli.
 *
 * @param input the layout, under the name given by the user
 * @param against the archive that it is compared with; null for none
 * @param subset whether the layout may have only a part of the archive
 * @param docker whether the layout is loaded into an engine too
 */
record VerifyJob(
    String input, @Nullable String against, boolean subset, boolean docker, Console console) {
  /**
   * The result.
   *
   * @param engine the version of the engine that loaded it; empty if none did
   */
  private record Checked(VerificationReport verification, String engine) {}

  /** Verifies, prints the result, and returns the exit code. */
  int run(Reading reading, boolean json) throws LayerliftException {
    Checked checked = reading.run(console, this::check);
    VerificationReport verification = checked.verification;
    if (json) {
      console.out().println(JsonText.of(VerificationJson.of(verification, checked.engine)));
    } else {
      new VerificationText(verification, checked.engine).print(reading.quiet(), console.out());
    }
    return verification.isSound() ? ExitCodes.DONE : ExitCodes.of(FaultKind.MALFORMED);
  }

  private Checked check(ReadOptions options) throws LayerliftException {
    if (!docker) {
      return new Checked(verify(options), "");
    }
    EngineCheck engine = new EngineCheck(new DockerCli(console));
    // before anything that takes long
    String version = engine.version();
    VerificationReport verification = verify(options);
    if (!verification.isSound()) {
      // a layout that is known to be wrong isn't loaded
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
}
