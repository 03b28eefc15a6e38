package io.github.layerlift.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.layerlift.cli.console.Console;
import io.github.layerlift.cli.console.Results;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.Channels;
import java.util.List;
import java.util.Map;

/** Runs the program with streams that can be examined afterwards. */
public final class FakeConsole {
  private final ByteArrayOutputStream stdout = new ByteArrayOutputStream();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private OutputStream results = out;
  private byte[] stdin = {};
  private Map<String, String> environment = Map.of();
  private boolean terminal;
  private int code = -1;

  public FakeConsole stdin(byte[] bytes) {
    this.stdin = bytes.clone();
    return this;
  }

  public FakeConsole environment(Map<String, String> variables) {
    this.environment = Map.copyOf(variables);
    return this;
  }

  /** Has what would go to {@link #out()} written elsewhere. */
  public FakeConsole results(OutputStream elsewhere) {
    this.results = elsewhere;
    return this;
  }

  public FakeConsole terminal() {
    this.terminal = true;
    return this;
  }

  public Console console() {
    return new Console(
        new ByteArrayInputStream(stdin),
        Channels.newChannel(stdout),
        new Results(results, UTF_8),
        new PrintStream(err, true, UTF_8),
        environment,
        terminal);
  }

  public FakeConsole run(String... args) {
    code = Main.run(console(), args);
    return this;
  }

  public int code() {
    return code;
  }

  /** Where the archive itself went. */
  public byte[] stdout() {
    return stdout.toByteArray();
  }

  public String out() {
    return text(out);
  }

  public String err() {
    return text(err);
  }

  /** With the ends of lines that every system but Windows has. */
  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(UTF_8).replace(System.lineSeparator(), "\n");
  }

  public List<String> errLines() {
    return err().lines().toList();
  }
}
