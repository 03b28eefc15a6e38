package io.github.layerlift.spark;

import io.github.layerlift.cli.Commands;
import io.github.layerlift.cli.batch.BatchCommand;
import io.github.layerlift.cli.batch.PushOption;
import io.github.layerlift.cli.console.Console;
import io.github.layerlift.cli.console.ExitCodes;
import io.github.layerlift.cli.console.FaultPrinter;
import io.github.layerlift.cli.option.AccessOptions;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.options.BatchOptions;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What {@code spark-submit} starts: the command {@code batch}, with executors in place of threads. */
public final class Main {
  private static final Set<String> FOREIGN_NAMES = Set.of("--jobs", "--balance");

  private static final Set<Class<?>> FOREIGN = Set.of(PushOption.class, AccessOptions.class);

  private Main() {}

  /** Runs the batch that {@code args} describe, and ends the process with its exit code. */
  public static void main(String[] args) {
    int code = run(Console.ofProcess(), args);
    if (code != ExitCodes.DONE) {
      System.exit(code);
    }
  }

  private static int run(Console console, String... args) {
    int code;
    try (SparkPlace place = new SparkPlace()) {
      code = line(console, place).execute(args);
    }
    try {
      console.results().requireWhole();
      return code;
    } catch (LayerliftException e) {
      int lost = new FaultPrinter(console).print(e);
      return code == ExitCodes.DONE ? lost : code;
    }
  }

  static CommandLine line(Console console, SparkPlace place) {
    CommandSpec spec = CommandSpec.forAnnotatedObject(new BatchCommand(console, place));
    List.copyOf(spec.options()).stream().filter(Main::isForeign).forEach(spec::remove);
    OptionSpec name = spec.findOption("--name");
    spec.remove(name);
    spec.addOption(OptionSpec.builder(name)
        .description("Names of the outputs, with {stem}, {name}, {path}, {repo}, {tag} and slashes."
            + " Default: " + BatchOptions.DEFAULT_NAME + ".")
        .build());
    spec.name("layerlift-spark");
    spec.usageMessage()
        .description(
            "Converts many archives into one folder, on the executors of Spark.",
            "",
            "SRC and DIR may be on file:, hdfs:, s3a:, and whatever else Hadoop can reach.",
            "A second run skips what is up to date.")
        .footer(
            "",
            "Examples:",
            "  spark-submit layerlift-spark.jar hdfs:/images/ --into hdfs:/modern/",
            "  spark-submit layerlift-spark.jar 's3a://old/**/*.tar' --into s3a://new/shelf/",
            "",
            "Exit codes: 0 done, 1 a bug, 2 usage error, 3 can't read or write,",
            "6 some archives failed, 130 interrupted.");
    CommandLine line = new CommandLine(spec);
    Commands.prepare(line, console);
    return line.registerConverter(Path.class, place::path);
  }

  /**
   * Spark says how many threads a task has and deals the archives, and executors don't share the
   * connections of a push.
   */
  private static boolean isForeign(OptionSpec option) {
    return FOREIGN_NAMES.contains(option.longestName())
        || (option.userObject() instanceof Field field
            && FOREIGN.contains(field.getDeclaringClass()));
  }
}
