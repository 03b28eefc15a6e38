package io.github.layerlift.cli.diff;

import io.github.layerlift.Differ;
import io.github.layerlift.cli.console.Console;
import io.github.layerlift.cli.console.ExitCodes;
import io.github.layerlift.cli.option.Reading;
import io.github.layerlift.cli.page.Page;
import io.github.layerlift.cli.report.WholeFile;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Warning;
import io.github.layerlift.location.Input;
import io.github.layerlift.options.DiffOptions;
import io.github.layerlift.options.ReadOptions;
import io.github.layerlift.report.ContentReport;
import io.github.layerlift.report.DiffReport;
import io.github.layerlift.report.FileChange;
import io.github.layerlift.text.Printable;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A comparison started from the command line: the call of the library, and all output. Doesn't
 * depend on picocli.
 *
 * @param other the second archive, under the name given by the user; the first one is what is read
 * @param options what to compare, given how to read
 */
record DiffJob(
    String other, Reading reading, Function<ReadOptions, DiffOptions> options, Console console) {
  /** Compares the images, prints the result, and returns the exit code. */
  int compare(boolean json) throws LayerliftException {
    DiffLines lines = lines(json);
    DiffReport report = diff(lines::start, lines::file);
    lines.end(report);
    return end(report);
  }

  /**
   * Compares the images, writes a page, and returns the exit code.
   *
   * @param paths the files to compare line by line as well
   */
  int comparePage(String html, List<String> paths) throws LayerliftException {
    try (WholeFile page = Page.open("--html", html)) {
      ChangedFiles files = new ChangedFiles();
      DiffReport report = diff(any -> {}, files::add);
      List<FileDiff> contents = new ArrayList<>();
      for (String path : paths) {
        contents.add(new FileDiff(path, content(path)));
      }
      new DiffPage(report, contents).write(files, page);
      page.commit();
      if (!reading.quiet()) {
        console.out().println(Printable.text(html + ": " + DiffText.summary(report)));
      }
      return end(report);
    }
  }

  private DiffReport diff(Consumer<DiffReport> first, Consumer<FileChange> each)
      throws LayerliftException {
    return reading.run(
        console,
        how -> Differ.diff(firstArchive(), secondArchive(), options.apply(how), first, each));
  }

  private ContentReport content(String path) throws LayerliftException {
    return reading.run(
        console, how -> Differ.content(firstArchive(), secondArchive(), path, options.apply(how)));
  }

  private int end(DiffReport report) {
    warn(report.isEqual(), report.warnings());
    return report.isEqual() ? ExitCodes.DONE : ExitCodes.DIFFERENT;
  }

  private DiffLines lines(boolean json) {
    if (json) {
      return new DiffJson(console.out());
    }
    return reading.quiet() ? DiffLines.NONE : new DiffText(console.out(), console.columns());
  }

  /** Compares one file, prints the result, and returns the exit code. */
  int compareContent(String path) throws LayerliftException {
    ContentReport report = content(path);
    warn(report.equal(), report.warnings());
    if (!reading.quiet()) {
      print(report, path, console.out());
    }
    return report.equal() ? ExitCodes.DONE : ExitCodes.DIFFERENT;
  }

  /** Even a quiet call must not say that images are equal where a warning qualifies it. */
  private void warn(boolean equal, List<Warning> warnings) {
    if (equal || !reading.quiet()) {
      console.warn(warnings);
    }
  }

  private static void print(ContentReport report, String path, PrintStream out) {
    if (!report.lines().isEmpty()) {
      DiffText.safeLines(report.lines()).forEach(out::println);
    } else if (!report.equal()) {
      out.println(DiffText.ofOther(report, path));
    }
  }

  private Input firstArchive() {
    return console.input(reading.input());
  }

  private Input secondArchive() {
    return console.input(other);
  }
}
