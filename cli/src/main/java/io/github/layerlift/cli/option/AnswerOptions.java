package io.github.layerlift.cli.option;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of the commands that say something about archives, and write none. */
public final class AnswerOptions {
  @Under(Heading.REPORT)
  @Option(
      names = "--json",
      description = "Print JSON. Later versions may add fields, but never rename them.")
  private boolean json;

  @Under(Heading.RUN)
  @Option(
      names = "--temp-dir",
      paramLabel = "FOLDER",
      description = "Where a packed archive is unpacked. Default: the system's own.")
  private @Nullable Path tempFolder;

  public boolean isJson() {
    return json;
  }

  public @Nullable Path tempFolder() {
    return tempFolder;
  }
}
