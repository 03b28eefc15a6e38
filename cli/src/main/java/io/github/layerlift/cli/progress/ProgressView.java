package io.github.layerlift.cli.progress;

import io.github.layerlift.cli.text.Sizes;
import io.github.layerlift.progress.Progress.Stage;
import java.util.Locale;
import java.util.function.IntSupplier;

/** Turns counters into text. */
public interface ProgressView {
  /** What to print now; it brings its own line ends. */
  String show(Stage stage, long done, long total);

  /**
   * What to print when nothing more comes.
   *
   * @param done whether all went well
   */
  default String end(boolean done) {
    return "";
  }

  /** Milliseconds until the next update. */
  long pauseMillis();

  static ProgressView of(ProgressStyle style, IntSupplier width) {
    return switch (style) {
      case BAR -> new BarView(width);
      case JSON -> new JsonView();
      case AUTO, PLAIN, NONE -> new PlainView();
    };
  }

  /** A stage in words. */
  static String words(Stage stage) {
    return switch (stage) {
      case WAITING, READING -> "reading";
      case UNPACKING -> "unpacking";
      case COMPRESSING -> "compressing";
      case LAYERS -> "layers";
      case EXTRACTING -> "extracting";
      case COMPARING -> "comparing";
      case HASHING -> "hashing";
      case LOADING -> "loading into the engine";
      case LOOKING -> "asking the registry";
      case PUSHING -> "pushing";
      case FINISHING -> "writing to disk";
      case DONE -> "done";
    };
  }

  private static int percent(long done, long total) {
    return total <= 0 ? 0 : (int) Math.min(100, done * 100 / total);
  }

  private static String amounts(long done, long total) {
    return total <= 0
        ? Sizes.text(done)
        : Sizes.text(done) + " of " + Sizes.text(total) + ", " + percent(done, total) + "%";
  }

  /** One line, redrawn each time. */
  final class BarView implements ProgressView {
    private static final String CLEAR = "\r\u001b[K";

    private final IntSupplier columns;
    private int width;
    private boolean shown;

    /**
     * @param columns asks how wide the terminal is, once: that starts a process
     */
    BarView(IntSupplier columns) {
      this.columns = columns;
    }

    @Override
    public String show(Stage stage, long done, long total) {
      if (!shown) {
        shown = true;
        width = columns.getAsInt();
      }
      String text = words(stage) + "  " + amounts(done, total);
      int room = width - text.length() - 5;
      if (total <= 0 || room < 10) {
        return CLEAR + text;
      }
      int filled = (int) (room * Math.min(done, total) / total);
      return CLEAR + "[" + "=".repeat(filled) + " ".repeat(room - filled) + "] " + text;
    }

    @Override
    public String end(boolean done) {
      return shown ? CLEAR : "";
    }

    @Override
    public long pauseMillis() {
      return 100;
    }
  }

  /** A line now and then, for logs. */
  final class PlainView implements ProgressView {
    @Override
    public String show(Stage stage, long done, long total) {
      return words(stage) + ": " + amounts(done, total) + System.lineSeparator();
    }

    @Override
    public long pauseMillis() {
      return 5_000;
    }
  }

  /** A JSON object on each line, for programs. */
  final class JsonView implements ProgressView {
    @Override
    public String show(Stage stage, long done, long total) {
      String name = stage.name().toLowerCase(Locale.ROOT);
      return "{\"stage\":\"" + name + "\",\"done\":" + done + ",\"total\":" + total + "}\n";
    }

    @Override
    public String end(boolean done) {
      return done ? show(Stage.DONE, 0, 0) : "{\"stage\":\"failed\",\"done\":0,\"total\":0}\n";
    }

    @Override
    public long pauseMillis() {
      return 500;
    }
  }
}
