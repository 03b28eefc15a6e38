package io.github.layerlift.it.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.layerlift.Converter;
import io.github.layerlift.it.machine.BigArchive;
import io.github.layerlift.it.machine.Checkout;
import io.github.layerlift.it.machine.Command;
import io.github.layerlift.it.machine.Command.Finished;
import io.github.layerlift.it.machine.Command.Running;
import io.github.layerlift.it.machine.Json;
import io.github.layerlift.it.machine.OutputCheck;
import io.github.layerlift.location.Input;
import io.github.layerlift.location.Output;
import io.github.layerlift.options.ConvertOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two hundred archives at once, killed on the way, and divided among machines. */
final class BatchIT {
  private static final int GOOD = 180;
  private static final int ALL = 200;
  private static final long LAYER_SIZE = 400_000;
  private static final int SHARDS = 5;

  /** The part between an archive's number and its suffix; a leading dash is added below. */
  private static final List<String> ODD = List.of(
      " with spaces", "-\u00fcml\u00e4ut", "-\u65e5\u672c", "\nnewline", "'\"$`", "%20*?[x]");

  @TempDir
  private static Path source;

  /** Expected codes of the bad ones, by path. */
  private static final Map<String, String> BAD = new TreeMap<>();

  @TempDir
  private Path folder;

  @BeforeAll
  static void writeArchives() throws IOException {
    for (int i = 0; i < GOOD; i++) {
      Path file = source.resolve(name(i));
      Files.createDirectories(file.getParent());
      if (i % 20 == 19) {
        Files.copy(source.resolve(name(i - 1)), file);
      } else {
        BigArchive.write(file, "layerlift/batch:" + i, 1 + i % 3, LAYER_SIZE + i);
      }
    }
    byte[] whole = Files.readAllBytes(source.resolve(name(0)));
    for (int i = GOOD; i < ALL; i++) {
      bad(i, whole);
    }
    Files.writeString(source.resolve("README.txt"), "no archive, and not called one\n");
  }

  private static String name(int i) {
    String odd = i % 3 == 0 ? ODD.get(i / 3 % ODD.size()) : "";
    String folder = i % 4 == 0 ? "" : i % 4 + "/" + (i % 8 == 7 ? "deep er/" : "");
    return folder + (i % 10 == 5 ? "-" : "") + "a" + i + odd + (i % 6 == 0 ? "" : ".tar");
  }

  private static void bad(int i, byte[] whole) throws IOException {
    Path file = source.resolve("bad/" + i + ".tar");
    Files.createDirectories(file.getParent());
    byte[] bytes = switch (i % 5) {
      case 0 -> new byte[0];
      case 1 -> ("text " + i).getBytes(UTF_8);
      case 2 -> Arrays.copyOf(whole, 1000 + (int) LAYER_SIZE / 2 + i);
      case 3 -> new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, (byte) i, 1, 2, 3};
      default -> flipped(whole, 700 + i);
    };
    Files.write(file, bytes);
    List<String> codes = List.of(
        "empty-input",
        "not-an-archive",
        "tar-truncated",
        "compression-corrupt",
        "diff-id-mismatch");
    BAD.put(file.toString(), codes.get(i % 5));
  }

  private static byte[] flipped(byte[] whole, int at) {
    byte[] bytes = whole.clone();
    bytes[at] ^= 1;
    return bytes;
  }

  private static Command batch(Path into, Object... options) {
    return Command.of(Checkout.layerlift(), "batch", source, "--into", into)
        .with("LAYERLIFT_JAVA_OPTS", "-Xmx64m")
        .and(options);
  }

  @Test
  void batch_killedThreeTimes_doesNothingTwiceAndAllOfIt() throws Exception {
    Path into = folder.resolve("out");
    Map<String, String> known = new TreeMap<>();
    for (int outputs : List.of(20, 70, 120)) {
      Running program = batch(into).start();
      while (program.process().isAlive() && outputs(into).size() < outputs) {
        Thread.onSpinWait();
      }
      program.process().destroyForcibly();
      program.finished();
      Map<String, String> now = outputs(into);
      assertTrue(now.size() < GOOD, "it was killed on the way: " + now.size());
      known.forEach((name, state) -> assertEquals(state, now.get(name), name));
      known.putAll(now);
    }
    assertTrue(known.size() >= 120, "found " + known.size());

    Path report = folder.resolve("report.jsonl");
    Finished last = batch(into, "--report", report).run();
    assertEquals(6, last.code(), last.err());

    Map<String, String> all = outputs(into);
    assertEquals(GOOD, all.size());
    known.forEach((name, state) -> assertEquals(state, all.get(name), name + " was done again"));
    requireReport(report, known.size());
    assertEquals(Set.of(".layerlift-ledger.jsonl", ".layerlift-ledger.lock"), others(into));
    requireAsAlone(report);
  }

  private static void requireReport(Path report, int skipped) throws IOException {
    Map<String, String> failed = new TreeMap<>();
    List<String> lines = Files.readAllLines(report);
    for (String line : lines.subList(0, lines.size() - 1)) {
      JsonNode json = Json.parse(line.getBytes(UTF_8));
      if (json.get("status").asText().equals("failed")) {
        failed.put(json.get("input").asText(), json.at("/error/code").asText());
      }
    }
    assertEquals(BAD, failed);
    JsonNode summary = Json.parse(lines.get(lines.size() - 1).getBytes(UTF_8)).get("summary");
    assertEquals(skipped, summary.get("skipped").asInt());
    assertEquals(GOOD - skipped, summary.get("converted").asInt());
    assertEquals(1, summary.get("ignored").asInt());
  }

  /** Each output is sound, and byte for byte the same as when its archive is converted alone. */
  private void requireAsAlone(Path report) throws IOException {
    Path alone = folder.resolve("alone.tar");
    for (String line : Files.readAllLines(report)) {
      JsonNode json = Json.parse(line.getBytes(UTF_8));
      if (!json.has("output") || json.get("status").asText().equals("failed")) {
        continue;
      }
      Path output = Path.of(json.get("output").asText());
      OutputCheck.check(output);
      Converter.convert(
          new Input.OfPath(Path.of(json.get("input").asText())),
          new Output.TarFile(alone, true),
          ConvertOptions.builder().build());
      assertArrayEquals(Files.readAllBytes(alone), Files.readAllBytes(output), output.toString());
    }
  }

  @Test
  void batch_shards_makeTheWholeTogether() throws Exception {
    Path whole = folder.resolve("whole");
    assertEquals(6, batch(whole).run().code());
    Path shared = folder.resolve("shared");
    // as machines do that share a disk: all at once
    List<Running> machines = new ArrayList<>();
    for (int i = 0; i < SHARDS; i++) {
      machines.add(batch(shared, "--shard", "auto/" + SHARDS, "--junit", folder.resolve(i + ".xml"))
          .with("JOB_COMPLETION_INDEX", Integer.toString(i))
          .start());
    }
    for (Running machine : machines) {
      Finished finished = machine.finished();
      assertTrue(finished.code() == 6 || finished.code() == 0, finished.err());
    }
    assertEquals(outputs(whole).keySet(), outputs(shared).keySet());
    for (String name : outputs(whole).keySet()) {
      assertEquals(-1, Files.mismatch(whole.resolve(name), shared.resolve(name)), name);
    }
    Finished again = batch(shared).run();
    assertTrue(again.out().contains("converted       0"), again.out());
    assertTrue(again.out().contains("skipped       " + GOOD), again.out());
  }

  @Test
  void batch_interrupted_exitsWith130AndLeavesNoPart() throws Exception {
    Path into = folder.resolve("out");
    Running program = batch(into).inForeground().start();
    while (program.process().isAlive() && outputs(into).size() < 10) {
      Thread.onSpinWait();
    }
    program.signal("INT");
    Finished finished = program.finished();
    assertEquals(130, finished.code(), finished.err());
    assertTrue(finished.out().contains("not run"), finished.out());
    assertEquals(Set.of(".layerlift-ledger.jsonl", ".layerlift-ledger.lock"), others(into));
  }

  /** Outputs by name, each with what changes if it is rewritten. */
  private static Map<String, String> outputs(Path into) throws IOException {
    Map<String, String> outputs = new TreeMap<>();
    if (Files.exists(into)) {
      try (Stream<Path> files = Files.list(into)) {
        for (Path file : files.filter(f -> !name(f).startsWith(".")).toList()) {
          outputs.put(
              name(file),
              Files.getAttribute(file, "unix:ino") + " " + Files.getLastModifiedTime(file));
        }
      }
    }
    return outputs;
  }

  private static Set<String> others(Path into) throws IOException {
    try (Stream<Path> files = Files.list(into)) {
      return files
          .map(BatchIT::name)
          .filter(name -> name.startsWith("."))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }
}
