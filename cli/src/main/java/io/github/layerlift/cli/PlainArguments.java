package io.github.layerlift.cli;

import io.github.layerlift.cli.convert.ConvertJob;
import io.github.layerlift.cli.progress.ProgressStyle;
import java.util.List;
import java.util.Optional;

/**
 * The arguments of nearly every conversion: {@code convert [-f] [-q] IN OUT}.
 *
 * @param force whether an existing target is replaced
 * @param quiet whether only errors are printed
 */
record PlainArguments(String input, String output, boolean force, boolean quiet) {
  private static final String COMMAND = "convert";
  private static final List<String> FORCE = List.of("-f", "--force");
  private static final List<String> QUIET = List.of("-q", "--quiet");

  /** Empty if {@code args} has anything else. */
  static Optional<PlainArguments> parse(String... args) {
    if (args.length < 3 || !args[0].equals(COMMAND)) {
      return Optional.empty();
    }
    boolean force = false;
    boolean quiet = false;
    for (int i = 1; i < args.length - 2; i++) {
      if (!force && FORCE.contains(args[i])) {
        force = true;
      } else if (!quiet && QUIET.contains(args[i])) {
        quiet = true;
      } else {
        return Optional.empty();
      }
    }
    String input = args[args.length - 2];
    String output = args[args.length - 1];
    return isPlain(input) && isPlain(output)
        ? Optional.of(new PlainArguments(input, output, force, quiet))
        : Optional.empty();
  }

  /** The command's job. */
  ConvertJob job() {
    ConvertJob.Files files = new ConvertJob.Files(List.of(input), output, false, force, null);
    return new ConvertJob(files, quiet, ProgressStyle.AUTO, null);
  }

  /** Neither an option nor anything else that is special to picocli. */
  static boolean isPlain(String argument) {
    return argument.equals("-")
        || (!argument.isEmpty()
            && argument.charAt(0) != '-'
            && argument.charAt(0) != '"'
            && argument.charAt(0) != '\'');
  }
}
