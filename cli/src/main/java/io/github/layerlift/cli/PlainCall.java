package io.github.layerlift.cli;

import io.github.layerlift.cli.console.Console;
import io.github.layerlift.cli.convert.ConvertJob;
import io.github.layerlift.cli.inspect.InspectCommand;
import io.github.layerlift.cli.verify.VerifyCommand;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.options.ConvertOptions;
import java.util.Optional;

/**
 * The calls that are made most: {@code convert [-f] [-q] IN OUT}, {@code inspect FILE}, {@code verify FILE}. They do without
 * picocli, which takes longer to start than a small archive takes to read; everything else, valid or not, is left to it.
 */
@FunctionalInterface
interface PlainCall {
  /** Runs it, and gives its exit code. */
  int run(Console console) throws LayerliftException;

  /** Empty if {@code args} are anything else. */
  static Optional<PlainCall> of(String... args) {
    Optional<PlainArguments> conversion = PlainArguments.parse(args);
    if (conversion.isPresent()) {
      ConvertJob job = conversion.get().job();
      return Optional.of(console -> job.run(ConvertOptions.builder().build(), console));
    }
    if (args.length != 2 || !PlainArguments.isPlain(args[1])) {
      return Optional.empty();
    }
    return switch (args[0]) {
      case "inspect" ->
        Optional.of(console -> InspectCommand.of(args[1], console).call());
      case "verify" -> Optional.of(console -> VerifyCommand.of(args[1], console).call());
      default -> Optional.empty();
    };
  }
}
