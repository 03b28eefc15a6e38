package io.github.layerlift.spark.it;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A master and workers of one core each, on this machine. */
final class StandaloneCluster implements Closeable {
  private static final Pattern ADDRESS = Pattern.compile("spark://127\\.0\\.0\\.1:[1-9][0-9]*");

  private final Process master;
  private final String address;
  private final List<Process> workers = new ArrayList<>();

  private StandaloneCluster(Process master, String address) {
    this.master = master;
    this.address = address;
  }

  static StandaloneCluster start(Path folder, int workers)
      throws IOException, InterruptedException {
    Path log = folder.resolve("master.log");
    Process master = SparkHome.start(
        log,
        "org.apache.spark.deploy.master.Master",
        List.of("--host", "127.0.0.1", "--port", "0", "--webui-port", "0"));
    SparkHome.await("a master", () -> ADDRESS.matcher(SparkHome.text(log)).find());
    Matcher address = ADDRESS.matcher(SparkHome.text(log));
    address.find();
    StandaloneCluster cluster = new StandaloneCluster(master, address.group());
    for (int i = 0; i < workers; i++) {
      cluster.addWorker(folder.resolve("worker-" + i));
    }
    int wanted = workers;
    SparkHome.await(
        "workers", () -> SparkHome.text(log).split("Registering worker", -1).length > wanted);
    return cluster;
  }

  private void addWorker(Path folder) throws IOException {
    workers.add(SparkHome.start(
        Path.of(folder + ".log"),
        "org.apache.spark.deploy.worker.Worker",
        List.of(
            "--host",
            "127.0.0.1",
            "--webui-port",
            "0",
            "--cores",
            "1",
            "--memory",
            "1g",
            "--work-dir",
            folder.toString(),
            address)));
  }

  /** What {@code --master} takes. */
  String address() {
    return address;
  }

  Process worker(int index) {
    return workers.get(index);
  }

  @Override
  public void close() throws IOException {
    try {
      for (Process worker : workers) {
        SparkHome.kill(worker);
      }
      SparkHome.kill(master);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
