package io.github.layerlift.it.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.layerlift.it.machine.BigArchive;
import io.github.layerlift.it.machine.Command;
import io.github.layerlift.it.machine.Command.Finished;
import io.github.layerlift.it.machine.Command.Running;
import io.github.layerlift.it.machine.Json;
import io.github.layerlift.it.machine.Samples;
import io.github.layerlift.it.machine.Sha256;
import io.github.layerlift.it.push.RegistryServer.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shelves of archives that go to a registry, killed on the way, or with a registry that is. */
final class PushBatchIT {
  private static final int BIG = 12;
  private static final long LAYER_SIZE = 4 << 20;

  @TempDir
  private Path folder;

  private RegistryServer registry;
  private Path shelf;
  private Path receipts;

  @BeforeEach
  void start() throws Exception {
    registry = RegistryServer.start(folder);
    shelf = Files.createDirectory(folder.resolve("shelf"));
    receipts = folder.resolve("receipts");
  }

  @AfterEach
  void end() {
    registry.close();
  }

  private Command batch(Object... options) {
    return Pushing.batch(
            folder, shelf, "--push", registry.name("old/"), "--into", receipts, "--jobs", "2")
        .and(options);
  }

  /** The receipts by name. */
  private Map<String, JsonNode> receipts() throws IOException {
    Map<String, JsonNode> all = new TreeMap<>();
    if (Files.isDirectory(receipts)) {
      try (Stream<Path> files = Files.list(receipts)) {
        for (Path file : files.filter(each -> each.toString().endsWith(".json")).toList()) {
          all.put(file.getFileName().toString(), Json.parse(Files.readAllBytes(file)));
        }
      }
    }
    return all;
  }

  /** Every name in a receipt leads to an image, and its digest is that of the image. */
  private void requirePushed(JsonNode receipt) throws Exception {
    for (JsonNode name : receipt.path("names")) {
      String repository = name.path("name")
          .asText()
          .substring(registry.name("").length())
          .replaceAll(":[^:]*$", "");
      String digest = name.path("digest").asText();
      byte[] manifest = registry.manifest(repository, digest).orElseThrow();
      assertEquals(digest, "sha256:" + Sha256.of(manifest));
      String tag = name.path("name").asText().replaceAll(".*:", "");
      assertTrue(registry.manifest(repository, tag).isPresent(), name::toString);
    }
  }

  @Test
  void batch_samples_arePushedAsConvertedAndNotOnceMore() throws Exception {
    List<String> names =
        List.of(Samples.HELLO, "podman.tar", "skopeo.tar", "jib.tar", "zstd-layers.tar");
    for (String name : names) {
      Files.copy(Samples.path(name), shelf.resolve(name));
    }
    String out = batch().run().orFail();
    assertTrue(out.contains("pushed          5  "), out);
    assertEquals(names.size(), receipts().size());
    for (JsonNode receipt : receipts().values()) {
      requirePushed(receipt);
      Set<String> pushed = new TreeSet<>();
      receipt
          .path("images")
          .forEach(image -> pushed.add(
              image.path("id").asText() + image.path("manifestDigest").asText()));
      Path archive = Path.of(receipt.path("input").asText());
      assertEquals(
          Reported.of(archive, folder, "--compress", "gzip").stream()
              .map(image -> image.id() + image.manifest())
              .collect(Collectors.toCollection(TreeSet::new)),
          pushed);
    }
    // podman's archive and skopeo's have an image in common
    List<Request> requests = registry.newRequests();
    assertEquals(uploaded(requests).size(), Set.copyOf(uploaded(requests)).size());

    String again = batch().run().orFail();
    assertTrue(again.contains("skipped         5  already up to date"), again);
    assertEquals(List.of(), registry.newRequests());
  }

  /** What was uploaded, by digest and repository. */
  private static List<String> uploaded(List<Request> requests) {
    return requests.stream()
        .filter(request -> request.method().equals("PUT") && request.path().contains("digest="))
        .map(request -> request.path().replaceAll("(.*)/blobs/uploads/.*(digest=[^&]*).*", "$1 $2"))
        .toList();
  }

  @Test
  void batch_killedOnTheWay_goesOn() throws Exception {
    writeBig();
    Running run = batch("--compress", "none").start();
    while (run.process().isAlive() && receipts().size() < 3) {
      Thread.onSpinWait();
    }
    run.process().destroyForcibly();
    run.finished();
    int before = receipts().size();
    assertTrue(before >= 3 && before < BIG, "receipts: " + before);
    for (JsonNode receipt : receipts().values()) {
      requirePushed(receipt);
    }
    String out = batch("--compress", "none").run().orFail();
    assertTrue(out.contains("skipped    "), out);
    requireAll();
  }

  @Test
  void batch_registryIsGoneOnTheWay_failsAndGoesOnLater() throws Exception {
    writeBig();
    Running run = batch("--compress", "none").start();
    while (run.process().isAlive() && receipts().size() < 3) {
      Thread.onSpinWait();
    }
    registry.kill();
    Finished failed = run.finished();
    assertEquals(6, failed.code(), failed.err());
    assertTrue(failed.err().contains("can't be reached: nobody answers"), failed.err());
    Finished without = batch("--compress", "none").run();
    assertEquals(3, without.code(), without.err());
    assertEquals(
        1, without.err().lines().filter(line -> line.startsWith("error: ")).count());

    registry.restart();
    batch("--compress", "none").run().orFail();
    requireAll();
  }

  private void writeBig() throws IOException {
    for (int i = 0; i < BIG; i++) {
      BigArchive.write(
          shelf.resolve(i + ".tar"), "layerlift/big" + i + ":1.0", 2, LAYER_SIZE + i * 512L);
    }
  }

  private void requireAll() throws Exception {
    List<String> tags = new ArrayList<>();
    for (JsonNode receipt : receipts().values()) {
      requirePushed(receipt);
      receipt.path("names").forEach(name -> tags.add(name.path("name").asText()));
    }
    assertEquals(BIG, Set.copyOf(tags).size());
  }
}
