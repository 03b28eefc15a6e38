package io.github.layerlift.cli.shelf;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.layerlift.cli.console.Console;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Reason;
import io.github.layerlift.text.ByteNames;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/**
 * A report that a batch has written.
 *
 * @param name as on the command line; {@code -} for standard input
 */
record ReportFile(String name) {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String HINT =
      "a batch writes such a report with --report; if this one is damaged, run the batch again: what is"
          + " done is skipped";

  /**
   * Adds all lines to {@code shelf}.
   *
   * @throws LayerliftException if it can't be read, or is something else
   */
  void addTo(Shelf shelf, InputStream stdin) throws LayerliftException {
    try (InputStream in =
        Console.isStream(name) ? stdin : Files.newInputStream(ByteNames.path(name))) {
      addAll(shelf, in);
    } catch (JsonProcessingException e) {
      long line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw wrong(line, "is damaged, or not JSON").exception(e);
    } catch (LayerliftException e) {
      throw e;
    } catch (NoSuchFileException e) {
      throw Fault.of(ErrorCode.INPUT_MISSING, source() + " does not exist").exception(e);
    } catch (IOException e) {
      throw Fault.of(ErrorCode.INPUT_UNREADABLE, source() + " can't be read: " + Reason.of(e))
          .exception(e);
    }
  }

  private void addAll(Shelf shelf, InputStream in) throws IOException {
    try (JsonParser parser = JSON.createParser(in)) {
      boolean isEmpty = true;
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        long line = parser.currentTokenLocation().getLineNr();
        JsonNode json = JSON.readTree(parser);
        requireLine(new ReportLine(json), line);
        shelf.add(json, source());
        isEmpty = false;
      }
      if (isEmpty) {
        throw Fault.of(ErrorCode.REPORT_INVALID, source() + " is empty")
            .hint(HINT)
            .exception();
      }
      shelf.end(source());
    }
  }

  private void requireLine(ReportLine line, long number) throws LayerliftException {
    if (line.has(ReportLine.SUMMARY) || line.status().isPresent()) {
      Optional<String> nonsense = line.nonsense();
      if (nonsense.isPresent()) {
        throw wrong(number, "has a number that can't be: " + nonsense.get()).exception();
      }
      return;
    }
    if (!line.raw("action").isEmpty()) {
      throw wrong(number, "is of a dry run, which says what would be done").exception();
    }
    throw wrong(number, "doesn't say what became of an archive").exception();
  }

  private Fault wrong(long line, String what) {
    return Fault.of(ErrorCode.REPORT_INVALID, "line " + line + " of " + source() + " " + what)
        .hint(HINT);
  }

  private String source() {
    return Console.isStream(name) ? "standard input" : name;
  }
}
