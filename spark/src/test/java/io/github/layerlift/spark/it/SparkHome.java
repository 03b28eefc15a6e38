package io.github.layerlift.spark.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.launcher.JavaModuleOptions;

/** Spark as a cluster has it: its own jars, and ours handed to {@code SparkSubmit}. */
final class SparkHome {
  private static final Path HOME = Path.of(System.getProperty("layerlift.spark.home"));
  private static final Path JAR = Path.of(System.getProperty("layerlift.spark.jar"));
  /** HDFS and S3, for those who need them. */
  private static final List<String> STORES =
      List.of("hadoop-client-minicluster", "junit", "hadoop-aws", "aws-java-sdk-bundle");

  private static final Path TESTS = Path.of("target", "test-classes").toAbsolutePath();

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private SparkHome() {}

  /** Starts one of Spark's programs; what it prints goes to {@code log}. */
  static Process start(Path log, String mainClass, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(java());
    command.addAll(List.of(JavaModuleOptions.defaultModuleOptions().trim().split(" +")));
    // so that the whole process takes less than a gibibyte, which is what DriverIT is about
    command.addAll(List.of("-Xmx768m", "-cp", HOME + "/jars/*:" + more(), mainClass));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("SPARK_HOME", HOME.toString());
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    builder.environment().put("SPARK_SCALA_VERSION", System.getProperty("layerlift.spark.scala"));
    return builder.start();
  }

  /** What Spark doesn't have itself: the clients of stores, and the file system that tests make up. */
  static String more() {
    return Stream.concat(stores().stream(), Stream.of(TESTS))
        .map(Path::toString)
        .collect(Collectors.joining(":"));
  }

  private static List<Path> stores() {
    return STORES.stream()
        .map(name -> HOME.resolve("stores").resolve(name + ".jar"))
        .toList();
  }

  /** All jars that Spark has here. */
  static List<Path> jars() throws IOException {
    try (Stream<Path> own = Files.list(HOME.resolve("jars"))) {
      return Stream.concat(stores().stream(), own).toList();
    }
  }

  /** Starts a server for S3, which has nothing in common with Spark. */
  static Process startServer(Path log, Path settings) throws IOException {
    return new ProcessBuilder(
            java(),
            "-jar",
            HOME.resolve("stores").resolve("s3proxy-jar-with-dependencies.jar").toString(),
            "--properties",
            settings.toString())
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  private static String java() {
    return ProcessHandle.current().info().command().orElse("java");
  }

  /** Starts a batch. */
  static Process submit(Path log, String master, List<String> settings, List<String> arguments)
      throws IOException {
    List<String> all = new ArrayList<>(List.of("--master", master));
    Stream.concat(Stream.of("spark.ui.enabled=false", "spark.log.level=WARN"), settings.stream())
        .forEach(setting -> all.addAll(List.of("--conf", setting)));
    all.addAll(List.of("--class", "io.github.layerlift.spark.Main", JAR.toString()));
    all.addAll(arguments);
    return start(log, "org.apache.spark.deploy.SparkSubmit", all);
  }

  /** The exit code of {@code process}. */
  static int end(Process process) throws InterruptedException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("it doesn't end: " + process.info());
    }
    return process.exitValue();
  }

  /** Kills a process with its children, without a chance to clean up. */
  static void kill(Process process) throws InterruptedException {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroyForcibly().waitFor();
    children.forEach(ProcessHandle::destroyForcibly);
  }

  /** Waits for something to happen. */
  static void await(String what, BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("in vain: " + what);
      }
      Thread.sleep(50);
    }
  }

  /** The text that {@code log} has so far. */
  static String text(Path log) {
    try {
      return Files.exists(log) ? Files.readString(log) : "";
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
