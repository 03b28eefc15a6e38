package io.github.layerlift.cli.batch;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.layerlift.cli.console.Console;
import io.github.layerlift.cli.report.Reports;
import io.github.layerlift.cli.report.WholeFile;
import io.github.layerlift.cli.text.JsonText;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.report.BatchItem;
import io.github.layerlift.report.BatchPlan;
import io.github.layerlift.report.BatchResult;
import java.io.Closeable;
import org.jspecify.annotations.Nullable;

/**
 * The reports of a batch: a line of JSON as each archive is done, and a JUnit file at the end.
 * Files appear whole or not at all; an error in writing them is thrown at the end, when the work is
 * done.
 */
final class BatchReports implements Closeable {
  private final Console console;
  private final @Nullable WholeFile lines;
  private final boolean stdout;
  private final @Nullable WholeFile junitFile;
  private final JunitXml junit = new JunitXml();
  private @Nullable LayerliftException fault;

  private BatchReports(
      Console console, @Nullable WholeFile lines, boolean stdout, @Nullable WholeFile junitFile) {
    this.console = console;
    this.lines = lines;
    this.stdout = stdout;
    this.junitFile = junitFile;
  }

  /** Opens both files, so that one that can't be written fails early. */
  static BatchReports open(BatchJob.Reported reported, Console console) throws LayerliftException {
    String lines = reported.lines();
    boolean stdout = Console.isStream(lines);
    WholeFile file = lines == null || stdout ? null : Reports.open("--report", lines);
    try {
      String junit = reported.junit();
      return new BatchReports(
          console, file, stdout, junit == null ? null : Reports.open("--junit", junit));
    } catch (LayerliftException e) {
      if (file != null) {
        file.close();
      }
      throw e;
    }
  }

  void add(BatchResult result) {
    line(BatchJson.of(result));
    if (junitFile != null) {
      junit.add(result);
    }
  }

  /** For a dry run. */
  void add(BatchItem item) {
    line(BatchJson.of(item));
  }

  /** Completes both files after a batch. */
  void finish(BatchTally tally) throws LayerliftException {
    finish(BatchJson.of(tally));
    if (junitFile != null) {
      junitFile.append(junit.text(tally));
      junitFile.commit();
    }
  }

  /** Completes the lines after a dry run; there is nothing to report in JUnit's format. */
  void finish(BatchPlan plan) throws LayerliftException {
    finish(BatchJson.of(plan));
  }

  @Override
  public void close() throws LayerliftException {
    try {
      if (lines != null) {
        lines.close();
      }
    } finally {
      if (junitFile != null) {
        junitFile.close();
      }
    }
  }

  private void finish(ObjectNode summary) throws LayerliftException {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.set("summary", summary);
    line(json);
    if (fault != null) {
      throw fault;
    }
    if (lines != null) {
      lines.commit();
    }
  }

  private void line(ObjectNode json) {
    if (stdout) {
      console.out().println(JsonText.line(json));
    } else if (lines != null && fault == null) {
      try {
        lines.append(JsonText.line(json) + "\n");
      } catch (LayerliftException e) {
        fault = e;
      }
    }
  }
}
