package sample;

import io.github.layerlift.Converter;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.location.Input;
import io.github.layerlift.location.Output;
import io.github.layerlift.options.ConvertOptions;
import io.github.layerlift.options.ReadOptions;
import io.github.layerlift.progress.Cancellation;
import io.github.layerlift.progress.Monitor;
import io.github.layerlift.progress.Progress;
import io.github.layerlift.report.ConversionReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Converts an archive, shows how far it is, and stops on Ctrl-C or when a time is over. */
public final class Convert {
  private Convert() {}

  /**
   * Runs the sample.
   *
   * @param args the archive, the output, and how many milliseconds it may take, if they are limited
   */
  public static void main(String[] args) throws IOException {
    Progress progress = new Progress();
    Cancellation cancellation = new Cancellation();
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(cancellation, ended)));
    Thread display = new Thread(() -> show(progress, cancellation, args));
    display.setDaemon(true);
    display.start();
    ConvertOptions options = ConvertOptions.builder()
        .reading(ReadOptions.builder().monitor(new Monitor(progress, cancellation)).build())
        .build();
    boolean converted;
    try {
      converted = convert(Path.of(args[0]), Path.of(args[1]), options);
    } finally {
      ended.countDown();
    }
    if (!converted) {
      System.exit(1);
    }
  }

  private static boolean convert(Path legacy, Path modern, ConvertOptions options)
      throws IOException {
    try {
      ConversionReport report = Converter.convert(
          new Input.OfPath(legacy), new Output.TarFile(modern, false), options);
      report.images().forEach(image -> System.out.println(image.id() + " " + image.tags()));
      report.warnings().forEach(warning -> System.err.println("warning: " + warning.text()));
      return true;
    } catch (LayerliftException e) {
      System.err.println(e.code().id() + ": " + e.getMessage());
      e.hint().ifPresent(hint -> System.err.println("hint: " + hint));
      return false;
    }
  }

  /** Runs when the program is to end, on Ctrl-C too: without a wait, a temporary file would stay. */
  private static void stop(Cancellation cancellation, CountDownLatch ended) {
    cancellation.request();
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void show(Progress progress, Cancellation cancellation, String[] args) {
    long start = System.nanoTime();
    while (progress.stage() != Progress.Stage.DONE) {
      System.err.println(progress.stage() + " " + progress.done() + "/" + progress.total());
      if (args.length > 2 && System.nanoTime() - start >= Long.parseLong(args[2]) * 1_000_000) {
        cancellation.request();
      }
      try {
        Thread.sleep(100);
      } catch (InterruptedException e) {
        return;
      }
    }
  }
}
