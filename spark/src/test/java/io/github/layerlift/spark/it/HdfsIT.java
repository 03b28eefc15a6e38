package io.github.layerlift.spark.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HDFS with one name node and one data node. */
class HdfsIT {
  private static final Pattern PORT = Pattern.compile("\"namenode_port\":([0-9]+)");

  @TempDir
  private Path folder;

  private String root = "";

  private Process start() throws IOException, InterruptedException {
    Path details = folder.resolve("details");
    Process hdfs = SparkHome.start(
        folder.resolve("hdfs.log"),
        "org.apache.hadoop.test.MiniDFSClusterManager",
        List.of(
            "-format",
            "-datanodes",
            "1",
            "-D",
            "hdfs.minidfs.basedir=" + folder.resolve("data"),
            "-writeDetails",
            details.toString()));
    SparkHome.await("HDFS", () -> PORT.matcher(SparkHome.text(details)).find());
    Matcher port = PORT.matcher(SparkHome.text(details));
    port.find();
    root = "hdfs://127.0.0.1:" + port.group(1);
    return hdfs;
  }

  private JsonNode batch(String into) throws Exception {
    Path log = folder.resolve("log");
    int code = SparkHome.end(SparkHome.submit(
        log,
        "local[2]",
        List.of("spark.hadoop.fs.defaultFS=" + root),
        List.of("/shelf", "--into", into, "--report", folder + "/report")));
    assertEquals(6, code, () -> SparkHome.text(log));
    return Batches.summary(folder.resolve("report"));
  }

  @Test
  void batch_onHdfs_givesWhatOneMachineDoes() throws Exception {
    Path shelf = folder.resolve("shelf");
    OldShelf.fill(shelf, 12);
    assertEquals(6, Batches.here(shelf, folder.resolve("here")));
    Process hdfs = start();
    try (FileSystem system =
        FileSystem.get(new org.apache.hadoop.fs.Path(root).toUri(), new Configuration())) {
      system.copyFromLocalFile(
          new org.apache.hadoop.fs.Path(shelf.toString()), new org.apache.hadoop.fs.Path("/shelf"));
      assertEquals(22, batch(root + "/there").get("converted").asInt());
      system.delete(new org.apache.hadoop.fs.Path("/there/app-2-oci.tar"), false);
      JsonNode again = batch("/there");
      assertEquals(1, again.get("converted").asInt(), again::toString);
      assertEquals(21, again.get("skipped").asInt(), again::toString);
      Files.createDirectories(folder.resolve("there"));
      List<String> others = new ArrayList<>();
      for (FileStatus file : system.listStatus(new org.apache.hadoop.fs.Path("/there"))) {
        String name = file.getPath().getName();
        if (name.endsWith("-oci.tar")) {
          system.copyToLocalFile(
              false,
              file.getPath(),
              new org.apache.hadoop.fs.Path(folder.resolve("there").toString()),
              true);
        } else {
          others.add(name);
        }
      }
      assertEquals(1, others.size(), others::toString);
    } finally {
      SparkHome.kill(hdfs);
    }
    Batches.assertSame(folder.resolve("here"), folder.resolve("there"));
  }
}
