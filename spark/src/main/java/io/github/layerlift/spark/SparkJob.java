package io.github.layerlift.spark;

import com.google.common.util.concurrent.Uninterruptibles;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.progress.Cancellation;
import io.github.layerlift.report.BatchItem;
import io.github.layerlift.report.BatchResult;
import io.github.layerlift.report.BatchResult.Status;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/** One job of Spark, with a task for each archive. Used once. */
final class SparkJob {
  private static final Duration PAUSE = Duration.ofMillis(100);

  private static final Pattern GIVEN_UP =
      Pattern.compile("Task ([0-9]+) in stage .* failed [0-9]+ times, (.*)");

  private final JavaSparkContext context;
  private final Broadcast<Orders> orders;
  private final Cancellation stop;

  SparkJob(JavaSparkContext context, Broadcast<Orders> orders, Cancellation stop) {
    this.context = context;
    this.orders = orders;
    this.stop = stop;
  }

  /**
   * An archive for whose sake Spark gave up the job, since its task ended without a result each time.
   *
   * @param number of the archive
   * @param reason in Spark's words
   */
  record GivenUp(int number, String reason) {
    BatchResult result(BatchItem item, int attempts) {
      LayerliftException fault = Fault.of(
              ErrorCode.READ_FAILED,
              item.input() + " ended " + attempts + " attempts without a result: " + reason)
          .hint("give executors more memory, or convert it alone, on one machine")
          .exception();
      return new BatchResult(item, Status.FAILED, fault.code().id(), Duration.ZERO).with(fault);
    }
  }

  /**
   * Runs until it ends, fails or is stopped.
   *
   * @param arrival takes each row as it arrives
   * @return the archive that made it fail; empty if it didn't
   */
  Optional<GivenUp> run(List<Errand> errands, Consumer<Row> arrival) throws IOException {
    Rows rows = new Rows();
    context.sc().register(rows);
    // what is stopped shouldn't go on until it notices
    context.setJobGroup("layerlift", "layerlift: " + errands.size() + " archives", true);
    JavaFutureAction<Void> job =
        context.parallelize(errands, errands.size()).foreachAsync(new ArchiveTask(orders, rows));
    stop.onRequest(() -> job.cancel(true));
    while (!job.isDone()) {
      rows.take().forEach(arrival);
      Uninterruptibles.sleepUninterruptibly(PAUSE);
    }
    rows.take().forEach(arrival);
    try {
      Uninterruptibles.getUninterruptibly(job);
      return Optional.empty();
    } catch (CancellationException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      if (stop.isRequested()) {
        return Optional.empty();
      }
      Matcher message = GIVEN_UP.matcher(String.valueOf(e.getCause()));
      if (message.find()) {
        int number = errands.get(Integer.parseInt(message.group(1))).number();
        return Optional.of(new GivenUp(number, message.group(2)));
      }
      throw new IOException(e.getCause());
    }
  }
}
