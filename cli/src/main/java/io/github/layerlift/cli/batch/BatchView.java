package io.github.layerlift.cli.batch;

import io.github.layerlift.cli.console.Console;
import io.github.layerlift.cli.console.Paint;
import io.github.layerlift.cli.console.TerminalSize;
import io.github.layerlift.cli.progress.ProgressStyle;
import io.github.layerlift.progress.BatchProgress;
import io.github.layerlift.progress.BatchProgress.Running;

/** Turns the counters of a batch into text. */
interface BatchView {
  /** What to print now; it brings its own line ends. */
  String show(BatchProgress progress);

  /** What to print before a line that stays. */
  default String clear() {
    return "";
  }

  /** What to print when nothing more comes. */
  default String end(BatchProgress progress) {
    return clear();
  }

  /** Milliseconds until the next update. */
  long pauseMillis();

  static BatchView of(ProgressStyle style, Console console) {
    return switch (style) {
      case BAR -> new BatchTable(Paint.of(console), () -> TerminalSize.now(console.environment()));
      case JSON -> new JsonView();
      case AUTO, PLAIN, NONE -> new PlainView();
    };
  }

  /** How much of an archive is done, from 0 to 1, as far as its stages tell. */
  static double fraction(Running running) {
    long total = running.progress().total();
    double part = total <= 0 ? 0 : Math.min(1.0, (double) running.progress().done() / total);
    return switch (running.progress().stage()) {
      case WAITING, READING -> 0;
      case UNPACKING, COMPRESSING -> part / 2;
      case LAYERS, EXTRACTING, COMPARING, HASHING, LOADING, LOOKING, PUSHING -> part;
      case FINISHING, DONE -> 1;
    };
  }

  /** Bytes of archives that are done, wholly or in part. */
  static long doneBytes(BatchProgress progress) {
    long done = progress.finishedBytes();
    for (Running running : progress.running()) {
      done += (long) (fraction(running) * running.size());
    }
    return Math.min(done, progress.totalBytes());
  }

  /** A line now and then, so that a log shows that something is going on. */
  final class PlainView implements BatchView {
    @Override
    public String show(BatchProgress progress) {
      String line = progress.total() == 0
          ? "looking for archives: " + progress.found() + " files so far"
          : progress.finished() + " of " + progress.total() + " done, " + progress.failed()
              + " failed, " + progress.running().size() + " running";
      return line + System.lineSeparator();
    }

    @Override
    public long pauseMillis() {
      return 30_000;
    }
  }

  /** A JSON object on each line, for programs. */
  final class JsonView implements BatchView {
    @Override
    public String show(BatchProgress progress) {
      return "{\"found\":" + progress.found() + ",\"total\":" + progress.total() + ",\"finished\":"
          + progress.finished() + ",\"failed\":" + progress.failed() + ",\"running\":"
          + progress.running().size() + ",\"doneBytes\":" + doneBytes(progress)
          + ",\"totalBytes\":" + progress.totalBytes() + "}\n";
    }

    @Override
    public String end(BatchProgress progress) {
      return show(progress);
    }

    @Override
    public long pauseMillis() {
      return 500;
    }
  }
}
