package io.github.layerlift.cli.console;

import com.google.common.primitives.Ints;
import io.github.layerlift.cli.text.Terms;
import io.github.layerlift.fault.Warning;
import io.github.layerlift.location.Input;
import io.github.layerlift.text.ByteNames;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.Charset;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The context of a command: its streams, and what the environment says about them.
 *
 * @param stdin raw standard input, for an archive
 * @param stdout raw standard output, for an archive
 * @param results standard output for results
 * @param err for messages and progress
 * @param environment the process's variables
 * @param terminal whether {@code err} is shown on a terminal
 */
public record Console(
    InputStream stdin,
    WritableByteChannel stdout,
    Results results,
    PrintStream err,
    Map<String, String> environment,
    boolean terminal) {
  /** Set by the launcher, which can ask the system; Java can't before version 22. */
  private static final String TERMINAL_PROPERTY = "layerlift.terminal";

  private static final String STREAM = "-";

  private static final int USUAL_WIDTH = 80;
  /** The least that picocli accepts. */
  private static final int MIN_WIDTH = 55;

  private static final int MAX_WIDTH = 120;
  private static final int MAX_COLUMNS = 1000;

  public static Console ofProcess() {
    InputStream stdin = new PipeStream(new FileInputStream(FileDescriptor.in));
    FileOutputStream stdout = new FileOutputStream(FileDescriptor.out);
    return new Console(
        stdin,
        stdout.getChannel(),
        new Results(stdout, charset()),
        System.err,
        System.getenv(),
        Boolean.getBoolean(TERMINAL_PROPERTY));
  }

  /** That of {@link System#out}, which Java can't be asked for before version 18. */
  private static Charset charset() {
    String name = System.getProperty("stdout.encoding", System.getProperty("sun.stdout.encoding"));
    return name == null ? Charset.defaultCharset() : Charset.forName(name);
  }

  /** Where results are printed. */
  public PrintStream out() {
    return results.stream();
  }

  /** Whether {@code name}, on the command line, is standard input or output. */
  public static boolean isStream(@Nullable String name) {
    return STREAM.equals(name);
  }

  /** What {@code name} means on the command line. */
  public Input input(String name) {
    return isStream(name)
        ? new Input.OfStream("standard input", stdin)
        : new Input.OfPath(ByteNames.path(name));
  }

  /** Prints warnings, one per line. */
  public void warn(Collection<Warning> warnings) {
    warnings.forEach(warning -> err.println("warning: " + Terms.text(warning)));
  }

  public boolean isCi() {
    return environment.containsKey("CI");
  }

  /** Whether the terminal can go back to the start of a line. */
  public boolean isDumb() {
    return environment.getOrDefault("TERM", "dumb").equals("dumb");
  }

  /** Columns for prose; a default if the environment doesn't say. */
  public int width() {
    return Math.min(MAX_WIDTH, columns());
  }

  /** Columns for tables; a default if the environment doesn't say. */
  public int columns() {
    Integer columns = Ints.tryParse(environment.getOrDefault("COLUMNS", ""));
    // some terminals say 0 for what they don't know
    return columns == null || columns <= 0
        ? USUAL_WIDTH
        : Ints.constrainToRange(columns, MIN_WIDTH, MAX_COLUMNS);
  }
}
