package io.github.layerlift.cli;

import io.github.layerlift.cli.batch.BatchCommand;
import io.github.layerlift.cli.console.Console;
import io.github.layerlift.cli.convert.ConvertCommand;
import io.github.layerlift.cli.diff.DiffCommand;
import io.github.layerlift.cli.edit.EditCommand;
import io.github.layerlift.cli.extract.ExtractCommand;
import io.github.layerlift.cli.inspect.InspectCommand;
import io.github.layerlift.cli.merge.MergeCommand;
import io.github.layerlift.cli.option.CommandFaults;
import io.github.layerlift.cli.option.OptionGroups;
import io.github.layerlift.cli.option.Synopsis;
import io.github.layerlift.cli.push.PushCommand;
import io.github.layerlift.cli.shelf.ReportCommand;
import io.github.layerlift.cli.split.SplitCommand;
import io.github.layerlift.cli.text.ByteCount;
import io.github.layerlift.cli.verify.VerifyCommand;
import io.github.layerlift.text.ByteNames;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.UnmatchedArgumentException;

/** The commands, ready to run or to document; separate from {@link Main}, which often needs none. */
public final class Commands {
  private static final List<String> BLANK_BEFORE = List.of(
      UsageMessageSpec.SECTION_KEY_PARAMETER_LIST_HEADING,
      UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING);

  private static final List<String> NAMES = List.of(
      "convert", "edit", "merge", "split", "push", "batch", "report", "verify", "inspect", "diff",
      "extract");

  private Commands() {}

  /** All of them. */
  public static CommandLine line(Console console) {
    return line(console, NAMES);
  }

  /** As many as {@code args} need: each takes a while to prepare. */
  static CommandLine line(Console console, String... args) {
    boolean isCommand = args.length > 0 && NAMES.contains(args[0]);
    return line(console, isCommand ? List.of(args[0]) : NAMES);
  }

  private static CommandLine line(Console console, List<String> names) {
    CommandLine line = new CommandLine(new LayerliftCommand());
    names.forEach(name -> line.addSubcommand(name, command(name, console)));
    prepare(line, console);
    line.getSubcommands().values().forEach(Commands::describe);
    return line;
  }

  /** Makes {@code line} run and explain itself as the commands here do. */
  public static void prepare(CommandLine line, Console console) {
    CommandFaults faults = new CommandFaults(console);
    line.setOut(new PrintWriter(console.out(), true, Charset.defaultCharset()))
        .setErr(new PrintWriter(console.err(), true, Charset.defaultCharset()))
        .setExecutionExceptionHandler(faults)
        .setParameterExceptionHandler(faults)
        .setExecutionStrategy(Commands::execute)
        .setUsageHelpWidth(console.width())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setAbbreviatedOptionsAllowed(false)
        .registerConverter(Path.class, ByteNames::path)
        .registerConverter(ByteCount.class, ByteCount::parse)
        // a file name may start with an at sign; the content of the file would be read as options
        .setExpandAtFiles(false);
    describe(line);
  }

  private static Object command(String name, Console console) {
    return switch (name) {
      case "convert" -> new ConvertCommand(console);
      case "edit" -> EditCommand.line(console);
      case "merge" -> new MergeCommand(console);
      case "split" -> new SplitCommand(console);
      case "push" -> new PushCommand(console);
      case "batch" -> new BatchCommand(console);
      case "report" -> new ReportCommand(console);
      case "verify" -> new VerifyCommand(console);
      case "inspect" -> new InspectCommand(console);
      case "diff" -> new DiffCommand(console);
      case "extract" -> new ExtractCommand(console);
      default -> throw new IllegalArgumentException("not a command: " + name);
    };
  }

  /** With {@code --help}, picocli overlooks a command that doesn't exist. */
  private static int execute(ParseResult parsed) {
    if (!parsed.unmatched().isEmpty()) {
      throw new UnmatchedArgumentException(parsed.commandSpec().commandLine(), parsed.unmatched());
    }
    return new RunLast().execute(parsed);
  }

  private static void describe(CommandLine command) {
    String synopsis = Synopsis.of(command.getCommandSpec());
    Map<String, IHelpSectionRenderer> sections = command.getHelpSectionMap();
    sections.put(
        UsageMessageSpec.SECTION_KEY_SYNOPSIS,
        help -> String.format("%s %s%n%n", help.commandSpec().qualifiedName(), synopsis));
    sections.put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, new OptionGroups());
    for (String key : BLANK_BEFORE) {
      IHelpSectionRenderer section = Objects.requireNonNull(sections.get(key));
      sections.put(key, help -> System.lineSeparator() + section.render(help));
    }
  }
}
