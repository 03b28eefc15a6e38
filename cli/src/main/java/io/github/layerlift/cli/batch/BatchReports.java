package io.github.layerlift.cli.batch;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.layerlift.cli.console.Console;
import io.github.layerlift.cli.page.Page;
import io.github.layerlift.cli.report.Reports;
import io.github.layerlift.cli.report.WholeFile;
import io.github.layerlift.cli.shelf.Shelf;
import io.github.layerlift.cli.shelf.ShelfPage;
import io.github.layerlift.cli.text.JsonText;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.report.BatchItem;
import io.github.layerlift.report.BatchPlan;
import io.github.layerlift.report.BatchResult;
import java.io.Closeable;
import org.jspecify.annotations.Nullable;

/**
 * The reports of a batch: a line of JSON as each archive is done, and at the end a JUnit file, and a
 * page, which is made of the same lines. Files appear whole or not at all; an error in writing them
 * is thrown at the end, when the work is done.
 */
final class BatchReports implements Closeable {
  private final Console console;
  private final boolean stdout;
  private final JunitXml junit = new JunitXml();
  private final Shelf shelf = new Shelf();
  private @Nullable WholeFile lines;
  private @Nullable WholeFile junitFile;
  private @Nullable WholeFile page;
  private @Nullable LayerliftException fault;

  private BatchReports(Console console, boolean stdout) {
    this.console = console;
    this.stdout = stdout;
  }

  /** Opens all files, so that one that can't be written fails early. */
  static BatchReports open(BatchJob.Reported reported, Console console) throws LayerliftException {
    boolean stdout = Console.isStream(reported.lines());
    BatchReports reports = new BatchReports(console, stdout);
    try {
      reports.lines = open("--report", stdout ? null : reported.lines());
      reports.junitFile = open("--junit", reported.junit());
      String html = reported.html();
      reports.page = html == null ? null : Page.open("--html", html);
      return reports;
    } catch (LayerliftException e) {
      reports.close();
      throw e;
    }
  }

  private static @Nullable WholeFile open(String option, @Nullable String file)
      throws LayerliftException {
    return file == null ? null : Reports.open(option, file);
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

  /** Completes all files after a batch. */
  void finish(BatchTally tally) throws LayerliftException {
    finish(BatchJson.of(tally));
    if (junitFile != null) {
      junitFile.append(junit.text(tally));
      junitFile.commit();
    }
    if (page != null) {
      ShelfPage.write(shelf, page);
      page.commit();
    }
  }

  /** Completes the lines after a dry run; there is nothing to report in other formats. */
  void finish(BatchPlan plan) throws LayerliftException {
    finish(BatchJson.of(plan));
  }

  @Override
  public void close() throws LayerliftException {
    try {
      close(lines);
    } finally {
      try {
        close(junitFile);
      } finally {
        close(page);
      }
    }
  }

  private static void close(@Nullable WholeFile file) throws LayerliftException {
    if (file != null) {
      file.close();
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
    if (page != null) {
      shelf.add(json, "the report");
    }
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
