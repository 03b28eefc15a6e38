package io.github.layerlift.cli.report;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Reason;
import io.github.layerlift.output.AtomicFile;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A text file, such as a report, that appears whole or not at all, in place of the previous one.
 * Anything but a regular file, such as a pipe, is written directly.
 */
public final class WholeFile implements Closeable {
  private final Path path;
  private final @Nullable AtomicFile file;
  private final BufferedWriter writer;

  private WholeFile(Path path, @Nullable AtomicFile file, BufferedWriter writer) {
    this.path = path;
    this.file = file;
    this.writer = writer;
  }

  /**
   * Writes {@code text} to {@code path}.
   *
   * @throws LayerliftException if it can't be written; the previous file stays
   */
  public static void write(Path path, String text) throws LayerliftException {
    try (WholeFile file = open(path)) {
      file.append(text);
      file.commit();
    }
  }

  /**
   * Starts a file that is invisible until {@link #commit}.
   *
   * @throws LayerliftException if it can't be written there
   */
  public static WholeFile open(Path path) throws LayerliftException {
    try {
      if (Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path)) {
        Writer out = Channels.newWriter(
            new FileOutputStream(path.toFile()).getChannel(), StandardCharsets.UTF_8);
        return new WholeFile(path, null, new BufferedWriter(out));
      }
      AtomicFile.removeLeftOvers(path);
      AtomicFile file = AtomicFile.open(path, true);
      Writer out = Channels.newWriter(file.channel(), StandardCharsets.UTF_8);
      return new WholeFile(path, file, new BufferedWriter(out));
    } catch (LayerliftException e) {
      throw e;
    } catch (IOException e) {
      throw fault(path, e);
    }
  }

  /** Adds text at the end. */
  public void append(String text) throws LayerliftException {
    try {
      writer.write(text);
    } catch (IOException e) {
      throw fault(path, e);
    }
  }

  /** Gives the file its name. */
  public void commit() throws LayerliftException {
    try {
      writer.flush();
    } catch (IOException e) {
      throw fault(path, e);
    }
    if (file != null) {
      file.commit();
    }
  }

  /** Removes what wasn't committed. */
  @Override
  public void close() throws LayerliftException {
    try {
      if (file != null) {
        file.close();
      } else {
        writer.close();
      }
    } catch (IOException e) {
      throw fault(path, e);
    }
  }

  private static LayerliftException fault(Path path, IOException e) {
    return Fault.of(ErrorCode.WRITE_FAILED, path + " can't be written: " + Reason.of(e))
        .exception(e);
  }
}
