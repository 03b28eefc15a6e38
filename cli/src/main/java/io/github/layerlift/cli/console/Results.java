package io.github.layerlift.cli.console;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Reason;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.charset.Charset;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Standard output for results, which remembers why it failed: a {@link PrintStream} doesn't. */
public final class Results extends OutputStream {
  private final OutputStream raw;
  private final PrintStream stream;
  private @Nullable IOException failure;

  public Results(OutputStream raw, Charset charset) {
    this.raw = raw;
    this.stream = new PrintStream(this, true, charset);
  }

  /** Where to print. */
  public PrintStream stream() {
    return stream;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      raw.write(bytes, offset, length);
    } catch (IOException e) {
      if (failure == null) {
        failure = e;
      }
      throw e;
    }
  }

  /**
   * Checks that all that was printed was also written.
   *
   * @throws LayerliftException if it wasn't; but not if a reader, such as {@code head}, has enough
   */
  public void requireWhole() throws LayerliftException {
    stream.flush();
    if (failure != null && !isClosedPipe(failure)) {
      throw Fault.of(
              ErrorCode.ofFailedWrite(failure),
              "standard output can't be written: " + Reason.of(failure))
          .hint("what is printed there is incomplete; files that were written are whole")
          .exception(failure);
    }
  }

  /** The system gives the reason in the user's language, so another closed pipe has to say which. */
  private static boolean isClosedPipe(IOException e) {
    try {
      Pipe pipe = Pipe.open();
      try (Pipe.SinkChannel sink = pipe.sink()) {
        pipe.source().close();
        sink.write(ByteBuffer.allocate(1));
      }
      return false;
    } catch (IOException closed) {
      return Objects.equals(closed.getMessage(), e.getMessage());
    }
  }
}
