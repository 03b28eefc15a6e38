package io.github.layerlift.spark;

import io.github.layerlift.Batch;
import io.github.layerlift.batch.BatchRun;
import io.github.layerlift.cli.batch.BatchPlace;
import io.github.layerlift.fault.Boundary;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.options.BatchOptions;
import io.github.layerlift.options.ConvertOptions;
import io.github.layerlift.report.BatchPlan;
import io.github.layerlift.report.BatchResult;
import io.github.layerlift.spark.files.HadoopFiles;
import java.io.Closeable;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;

/** A Spark application as a place for a batch. It starts when the first file is looked at. */
final class SparkPlace implements BatchPlace, Closeable {
  /** With its defaults, the JVM's second compiler takes a third of the time of small archives. */
  private static final String EXECUTORS =
      "-XX:Tier4InvocationThreshold=20000 -XX:Tier4MinInvocationThreshold=5000"
          + " -XX:Tier4CompileThreshold=40000";

  private @Nullable JavaSparkContext context;
  private final HadoopFiles files = new HadoopFiles(() -> context().hadoopConfiguration());
  private Optional<Path> scratch = Optional.empty();

  private JavaSparkContext context() {
    if (context == null) {
      context = new JavaSparkContext(new SparkConf()
          .setIfMissing("spark.app.name", "layerlift")
          .setIfMissing("spark.executor.extraJavaOptions", EXECUTORS));
    }
    return context;
  }

  @Override
  public Path path(String name) {
    return files.getPath(name);
  }

  /** Executors have scratch folders of their own, unless the user names one; the driver needs one here. */
  @Override
  public BatchPlan plan(BatchOptions options) throws LayerliftException {
    scratch = options.conversion().reading().tempFolder().map(path -> Path.of(path.toString()));
    Path here = scratch.orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir")));
    return Batch.plan(with(Optional.of(here), options.withFiles(files)));
  }

  @Override
  public void run(BatchPlan plan, Consumer<? super BatchResult> results) throws LayerliftException {
    BatchOptions options = with(scratch, plan.options());
    Boundary.faults(() -> {
      new BatchRun(plan, new SparkWorkers(context(), files, options), results).run();
      return plan;
    });
  }

  private static BatchOptions with(Optional<Path> scratch, BatchOptions options) {
    ConvertOptions conversion = options.conversion();
    return options.withConversion(
        conversion.withReading(conversion.reading().withTempFolder(scratch)));
  }

  @Override
  public void close() {
    if (context != null) {
      context.stop();
    }
  }
}
