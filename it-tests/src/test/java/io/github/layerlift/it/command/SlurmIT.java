package io.github.layerlift.it.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.layerlift.it.machine.Await;
import io.github.layerlift.it.machine.BigArchive;
import io.github.layerlift.it.machine.Checkout;
import io.github.layerlift.it.machine.Command;
import io.github.layerlift.it.machine.Json;
import io.github.layerlift.it.machine.Release;
import io.github.layerlift.it.machine.SlurmCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code samples/ci/slurm-array.sh} on a Slurm of two nodes, one of which may fail. */
@Tag("slurm")
final class SlurmIT {
  private static final int TASKS = 8;
  private static final int BIG = 16;
  private static final int SMALL = 40;
  private static final long BIG_LAYER = 96L << 20;
  private static final Duration LIMIT = Duration.ofMinutes(5);

  /** Both the release that the jobs run, and the same archives converted by one batch. */
  @TempDir
  private static Path shared;

  @TempDir
  private Path place;

  @TempDir
  private Path state;

  private SlurmCluster cluster;
  private Path modern;

  @BeforeAll
  static void makeArchives() throws Exception {
    Path images = Files.createDirectories(shared.resolve("images"));
    for (int i = 0; i < BIG; i++) {
      BigArchive.write(images.resolve("big-" + i + ".tar"), "big:" + i, 1, BIG_LAYER + (i << 20));
    }
    for (int i = 0; i < SMALL; i++) {
      BigArchive.write(
          images.resolve("small-" + i + ".tar"), "small:" + i, 1 + i % 3, 90_000 + i * 1000L);
    }
    Command.of("tar", "-xf", Release.program(), "-C", shared).run().orFail();
    Command.of(Checkout.layerlift(), "batch", images, "--into", shared.resolve("modern"))
        .run()
        .orFail();
  }

  @BeforeEach
  void startCluster() throws Exception {
    modern = place.resolve("modern");
    Files.createSymbolicLink(place.resolve("images"), shared.resolve("images"));
    cluster = SlurmCluster.start(state, 2);
  }

  @AfterEach
  void endCluster() throws Exception {
    if (cluster != null) {
      cluster.close();
    }
  }

  /** Submits the sample, with the only line set that users are told to set; returns the job's number. */
  private String submit() throws Exception {
    String text = Files.readString(Checkout.samples().resolve("ci/slurm-array.sh"));
    List<String> lines = text.lines().toList();
    String path = "layerlift=/shared/example/layerlift-";
    assertEquals(1, lines.stream().filter(line -> line.startsWith(path)).count(), text);
    String set = "layerlift=" + shared.resolve("layerlift-" + Release.version());
    Files.write(
        place.resolve("slurm-array.sh"),
        lines.stream().map(line -> line.startsWith(path) ? set : line).toList());
    return cluster
        .command("sh", "-c", "cd \"$1\" && sbatch --parsable slurm-array.sh", "sh", place)
        .run()
        .orFail()
        .strip();
  }

  private void awaitEnd(String job) throws Exception {
    try {
      Await.until("all reports", LIMIT, () -> files(place, "modern-.*").size() == TASKS);
      List<String> states = List.of();
      for (int i = 0; i < 100 && !states.equals(List.of("COMPLETED")); i++) {
        Thread.sleep(100);
        states = cluster.tasks(job).stream()
            .map(task -> task.get("JobState"))
            .distinct()
            .toList();
      }
      assertEquals(List.of("COMPLETED"), states);
    } catch (AssertionError e) {
      StringBuilder logs = new StringBuilder(cluster.tasks(job).toString());
      for (String log : files(place, ".*\\.log")) {
        logs.append('\n').append(Files.readString(place.resolve(log)));
      }
      throw new AssertionError(logs.toString(), e);
    }
  }

  private static Set<String> files(Path folder, String pattern) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches(pattern))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  /** The outputs by name, each with what changes if it is rewritten. */
  private Map<String, String> outputs() throws IOException {
    Map<String, String> outputs = new TreeMap<>();
    for (String name : files(modern, "[^.].*")) {
      Path file = modern.resolve(name);
      outputs.put(
          name, Files.getAttribute(file, "unix:ino") + " " + Files.getLastModifiedTime(file));
    }
    return outputs;
  }

  /** Requires that everything was done, as one batch does it, and nothing twice. */
  private void requireAllOnce() throws IOException {
    Path whole = shared.resolve("modern");
    assertEquals(files(whole, "[^.].*"), outputs().keySet());
    for (String name : outputs().keySet()) {
      assertEquals(-1, Files.mismatch(whole.resolve(name), modern.resolve(name)), name);
    }
    assertEquals(Set.of(), files(modern, "\\..*\\.tmp"));
    Set<String> inputs = new TreeSet<>();
    Set<String> listings = new HashSet<>();
    for (int task = 1; task <= TASKS; task++) {
      for (JsonNode line : report(task)) {
        if (line.has("summary")) {
          listings.add(line.at("/summary/listing").asText());
          assertEquals(task + "/" + TASKS, line.at("/summary/shard").asText());
        } else {
          assertTrue(Set.of("converted", "skipped").contains(line.get("status").asText()));
          assertTrue(inputs.add(line.get("input").asText()), "twice: " + line);
        }
      }
    }
    assertEquals(BIG + SMALL, inputs.size());
    assertEquals(1, listings.size(), listings.toString());
  }

  private List<JsonNode> report(int task) throws IOException {
    return Files.readAllLines(place.resolve("modern-" + task + ".jsonl")).stream()
        .map(line -> Json.parse(line.getBytes(UTF_8)))
        .toList();
  }

  /** The outputs that one task found to be done already. */
  private Set<String> skipped(int task) throws IOException {
    return report(task).stream()
        .filter(line -> line.path("status").asText().equals("skipped"))
        .map(line -> Path.of(line.get("output").asText()).getFileName().toString())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void array_twoNodes_doesAllOnceInSharesOfOneSize() throws Exception {
    String job = submit();
    awaitEnd(job);
    requireAllOnce();
    assertEquals(
        Set.of("node1", "node2"),
        cluster.tasks(job).stream().map(task -> task.get("NodeList")).collect(Collectors.toSet()));
    long least = Long.MAX_VALUE;
    long most = 0;
    for (int task = 1; task <= TASKS; task++) {
      assertEquals(Set.of(), skipped(task));
      JsonNode summary = report(task).get(report(task).size() - 1).get("summary");
      least = Math.min(least, summary.get("inputBytes").asLong());
      most = Math.max(most, summary.get("inputBytes").asLong());
    }
    assertTrue(least > 0 && most - least <= most / 10, least + " to " + most + " bytes");
  }

  @Test
  void array_nodeKilledInTheMiddle_isRequeuedAndDoesTheRest() throws Exception {
    String job = submit();
    Set<String> begun = awaitMiddle();
    cluster.kill("node2");
    Map<String, String> done = outputs();
    assertFalse(done.keySet().containsAll(begun), "it was killed on the way");
    Set<Integer> killed = new TreeSet<>();
    for (Map<String, String> task : cluster.tasks(job)) {
      if ("node2".equals(task.get("NodeList"))) {
        assertEquals("RUNNING", task.get("JobState"), task.toString());
        killed.add(Integer.valueOf(task.get("ArrayTaskId")));
      }
    }
    assertFalse(killed.isEmpty());
    cluster.markDown("node2");
    awaitEnd(job);
    requireAllOnce();
    Map<String, String> all = outputs();
    done.forEach((name, file) -> assertEquals(file, all.get(name), name + " was done again"));
    Set<String> again = new TreeSet<>();
    for (Map<String, String> task : cluster.tasks(job)) {
      int number = Integer.parseInt(task.get("ArrayTaskId"));
      boolean requeued = killed.contains(number);
      assertEquals(requeued ? "1" : "0", task.get("Restarts"), task.toString());
      assertTrue(requeued || skipped(number).isEmpty(), "skipped by " + task);
      again.addAll(skipped(number));
    }
    assertFalse(again.isEmpty(), "what the killed tasks had done was seen again");
    assertTrue(done.keySet().containsAll(again), again + " of " + done.keySet());
  }

  /** Waits until jobs of the second node have a big output, and are writing another; returns all of theirs. */
  private Set<String> awaitMiddle() throws Exception {
    Set<String> begun = new TreeSet<>();
    Await.until("the second node is in the middle", LIMIT, () -> {
      if (Files.notExists(modern)) {
        return false;
      }
      Set<String> writing = new TreeSet<>();
      for (ProcessHandle process : cluster.processes("node2")) {
        writing.addAll(writing(process));
      }
      begun.addAll(writing);
      Set<String> outputs = files(modern, "[^.].*");
      return begun.stream().anyMatch(outputs::contains)
          && writing.stream().anyMatch(name -> !outputs.contains(name));
    });
    return begun;
  }

  /** The big outputs that a process is writing, by the names that they will get. */
  private Set<String> writing(ProcessHandle process) {
    Set<String> names = new HashSet<>();
    Path open = Path.of("/proc", Long.toString(process.pid()), "fd");
    try (Stream<Path> files = Files.list(open)) {
      for (Path file : files.toList()) {
        Path target = Files.readSymbolicLink(file);
        String name = target.getFileName() == null ? "" : target.getFileName().toString();
        if (target.startsWith(modern) && name.matches("\\.big-.*\\.layerlift-.*\\.tmp")) {
          names.add(name.substring(1).replaceFirst("\\.layerlift-.*", ""));
        }
      }
    } catch (IOException | UncheckedIOException e) {
      // it has ended, or closed the file
      return names;
    }
    return names;
  }
}
