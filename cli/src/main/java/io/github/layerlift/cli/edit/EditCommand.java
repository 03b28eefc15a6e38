package io.github.layerlift.cli.edit;

import io.github.layerlift.Converter;
import io.github.layerlift.cli.console.Console;
import io.github.layerlift.cli.console.Version;
import io.github.layerlift.cli.convert.ConvertJob;
import io.github.layerlift.cli.convert.OutputOptions;
import io.github.layerlift.cli.option.Heading;
import io.github.layerlift.cli.option.Under;
import io.github.layerlift.cli.option.WrongUse;
import io.github.layerlift.options.ConvertOptions;
import io.github.layerlift.options.Edit;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code edit IN OUT OPERATION...}: changes images without an engine. */
@Command(
    name = "edit",
    description = {
      "Changes images, however old, and writes them as an OCI archive that every engine can load.",
      "",
      "Edits are made in the order in which they are given, to every image, or to those that --select"
          + " takes. Layers that an edit doesn't concern keep their bytes."
    },
    footer = {
      "",
      "Examples:",
      "  layerlift edit legacy.tar new.tar --env LANG=C.UTF-8 --user 1000",
      "  layerlift edit legacy.tar new.tar --entrypoint '[\"/bin/app\"]' --cmd '[\"-v\"]'",
      "  layerlift edit legacy.tar new.tar --add ca.pem=/etc/ssl/certs/ --chmod 644",
      "  layerlift edit legacy.tar new.tar --purge /root/.ssh --drop-build-args",
      "  layerlift edit --dry-run legacy.tar --squash",
      "",
      "Exit codes: 0 done, 1 a bug, 2 usage error, 3 can't read or write,",
      "4 malformed archive, 5 not an image archive, 130 interrupted."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
public final class EditCommand implements Callable<Integer> {
  private final Console console;
  private final EditList edits = new EditList();

  @Parameters(
      index = "0",
      paramLabel = "IN",
      description = "The archive: a file, plain or compressed, a folder, or - for stdin.")
  private String input = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "OUT",
      description = "The new archive, or - for stdout; not with --dry-run.")
  private @Nullable String output;

  @Under(Heading.WRITE)
  @Option(
      names = {"-n", "--dry-run"},
      description = "Write nothing; print what would change.")
  private boolean dryRun;

  @Mixin
  private OutputOptions writing = new OutputOptions();

  @Spec
  private @Nullable CommandSpec spec;

  private EditCommand(Console console) {
    this.console = console;
  }

  /** The command, with an option for each edit. */
  public static CommandLine line(Console console) {
    EditCommand command = new EditCommand(console);
    CommandSpec spec = CommandSpec.forAnnotatedObject(command);
    command.edits.addOptions(spec);
    return new CommandLine(spec);
  }

  @Override
  public Integer call() throws IOException {
    WrongUse.refuse(spec, input.isEmpty(), "IN is empty");
    WrongUse.refuse(spec, output == null && !dryRun, "OUT is missing; --dry-run needs none");
    WrongUse.refuse(spec, output != null && dryRun, "--dry-run writes nothing, so it takes no OUT");
    List<Edit> all =
        WrongUse.checked(spec, () -> edits.edits(console.environment().get("SOURCE_DATE_EPOCH")));
    ConvertOptions options = WrongUse.checked(
        spec, () -> writing.builder().changes(writing.changes(all)).build());
    ConvertJob job = writing.job(spec, List.of(input), output);
    Converter.requireValid(options);
    WrongUse.refuse(spec, all.isEmpty(), "nothing to edit; convert copies images as they are");
    return job.run(options, console);
  }
}
