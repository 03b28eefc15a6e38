package io.github.layerlift.cli.batch;

import com.google.common.collect.EnumMultiset;
import com.google.common.collect.Multiset;
import io.github.layerlift.report.BatchPlan;
import io.github.layerlift.report.BatchResult;
import io.github.layerlift.report.BatchResult.Status;
import io.github.layerlift.report.ConversionReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The results of a batch so far, as counts. Not thread-safe. */
final class BatchTally {
  /** More than anyone reads on a screen; the report has them all. */
  static final int MAX_LISTED = 20;

  private final long start;
  private final BatchPlan plan;
  private final Multiset<Status> counts = EnumMultiset.create(Status.class);
  private final List<BatchResult> faults = new ArrayList<>();
  private final List<BatchResult> leftAlone = new ArrayList<>();
  private final Map<String, Integer> leftAloneByReason = new TreeMap<>();
  private long inputBytes;
  private long outputBytes;
  private int warned;

  /**
   * @param start when the batch began to look for its inputs, as of {@link System#nanoTime}
   */
  BatchTally(BatchPlan plan, long start) {
    this.start = start;
    this.plan = plan;
  }

  void add(BatchResult result) {
    counts.add(result.status());
    if (result.status() == Status.FAILED && faults.size() < MAX_LISTED) {
      faults.add(result);
    }
    if (result.status() == Status.IGNORED) {
      leftAloneByReason.merge(result.reason(), 1, Integer::sum);
      if (leftAlone.size() < MAX_LISTED) {
        leftAlone.add(result);
      }
    }
    if (result.report().isPresent()) {
      ConversionReport report = result.report().get();
      inputBytes += report.inputBytes();
      outputBytes += report.outputBytes();
      warned += report.warnings().isEmpty() ? 0 : 1;
    }
  }

  BatchPlan plan() {
    return plan;
  }

  int count(Status status) {
    return counts.count(status);
  }

  /** The first that failed. */
  List<BatchResult> faults() {
    return List.copyOf(faults);
  }

  /** The first that were left alone. */
  List<BatchResult> leftAlone() {
    return List.copyOf(leftAlone);
  }

  /** How many were left alone for which reason, by the name of the error. */
  Map<String, Integer> leftAloneByReason() {
    return Collections.unmodifiableMap(leftAloneByReason);
  }

  /** Bytes of what was converted. */
  long inputBytes() {
    return inputBytes;
  }

  /** Bytes of what was written. */
  long outputBytes() {
    return outputBytes;
  }

  /** How many were converted with warnings. */
  int warned() {
    return warned;
  }

  Duration duration() {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
