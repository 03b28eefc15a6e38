package io.github.layerlift.spark;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.spark.util.AccumulatorV2;

/** Brings rows to the driver while the job runs. Spark counts those of a task once, however often it ran. */
@SuppressWarnings("serial") // the list is one that can be sent
final class Rows extends AccumulatorV2<Row, List<Row>> {
  private static final long serialVersionUID = 1L;

  /** Sent from an executor now and then, while its task may be adding to it. */
  private final List<Row> rows = Collections.synchronizedList(new ArrayList<>());

  @Override
  public boolean isZero() {
    return rows.isEmpty();
  }

  @Override
  public AccumulatorV2<Row, List<Row>> copy() {
    Rows copy = new Rows();
    copy.rows.addAll(value());
    return copy;
  }

  @Override
  public void reset() {
    rows.clear();
  }

  @Override
  public void add(Row row) {
    rows.add(row);
  }

  @Override
  public void merge(AccumulatorV2<Row, List<Row>> other) {
    rows.addAll(other.value());
  }

  @Override
  public List<Row> value() {
    synchronized (rows) {
      return List.copyOf(rows);
    }
  }

  /** Takes what has arrived since the last call. */
  List<Row> take() {
    synchronized (rows) {
      List<Row> taken = List.copyOf(rows);
      rows.clear();
      return taken;
    }
  }
}
