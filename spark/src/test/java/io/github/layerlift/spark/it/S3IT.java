package io.github.layerlift.spark.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server with the protocol of S3, which keeps objects in memory. */
class S3IT {
  private final HttpClient client = HttpClient.newHttpClient();

  @TempDir
  private Path folder;

  private String endpoint = "";

  private Process start() throws IOException, InterruptedException {
    try (ServerSocket free = new ServerSocket(0)) {
      endpoint = "http://127.0.0.1:" + free.getLocalPort();
    }
    Path settings = Files.writeString(
        folder.resolve("s3.conf"),
        "s3proxy.endpoint=" + endpoint
            + "\ns3proxy.authorization=none\njclouds.provider=transient"
            + "\njclouds.identity=x\njclouds.credential=y\n");
    Path log = folder.resolve("s3.log");
    Process server = SparkHome.startServer(log, settings);
    SparkHome.await("S3", () -> SparkHome.text(log).contains("Started Server"));
    return server;
  }

  private int put(String key, BodyPublisher content) throws Exception {
    return client
        .send(
            HttpRequest.newBuilder(URI.create(endpoint + key)).PUT(content).build(),
            BodyHandlers.discarding())
        .statusCode();
  }

  private JsonNode batch() throws Exception {
    Path log = folder.resolve("log");
    List<String> settings = Stream.of(
            "endpoint=" + endpoint,
            "path.style.access=true",
            "access.key=x",
            "secret.key=y",
            "connection.ssl.enabled=false")
        .map(setting -> "spark.hadoop.fs.s3a." + setting)
        .toList();
    int code = SparkHome.end(SparkHome.submit(
        log,
        "local[2]",
        settings,
        List.of("s3a://old/", "--into", "s3a://new/shelf", "--report", folder + "/report")));
    assertEquals(6, code, () -> SparkHome.text(log));
    return Batches.summary(folder.resolve("report"));
  }

  @Test
  void batch_inS3_givesWhatOneMachineDoes() throws Exception {
    Path shelf = folder.resolve("shelf");
    OldShelf.fill(shelf, 12);
    assertEquals(6, Batches.here(shelf, folder.resolve("here")));
    Process server = start();
    try (Stream<Path> files = Files.walk(shelf)) {
      assertEquals(200, put("/old", BodyPublishers.noBody()));
      assertEquals(200, put("/new", BodyPublishers.noBody()));
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        put("/old/" + shelf.relativize(file), BodyPublishers.ofFile(file));
      }
      JsonNode first = batch();
      assertEquals(22, first.get("converted").asInt(), first::toString);
      JsonNode again = batch();
      assertEquals(22, again.get("skipped").asInt(), again::toString);
      Path there = Files.createDirectories(folder.resolve("there"));
      for (Path output : OldShelf.outputs(folder.resolve("here"))) {
        client.send(
            HttpRequest.newBuilder(URI.create(endpoint + "/new/shelf/" + output))
                .build(),
            BodyHandlers.ofFile(there.resolve(output)));
      }
      Batches.assertSame(folder.resolve("here"), there);
    } finally {
      SparkHome.kill(server);
    }
  }
}
