package io.github.layerlift.it.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.github.layerlift.it.machine.Checkout;
import io.github.layerlift.it.machine.Command;
import io.github.layerlift.it.machine.Release;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The files in {@code samples/ci}: run as its system would run it, each does the whole work. {@code
 * KubernetesSampleIT} has the one for Kubernetes.
 */
final class CiSamplesIT {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory())
      .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

  @TempDir
  private Path place;

  private JobPlace jobs;

  @BeforeEach
  void makeImages() throws IOException {
    jobs = JobPlace.in(place);
  }

  private static Path sample(String name) {
    return Checkout.samples().resolve("ci").resolve(name);
  }

  private static JsonNode yaml(String name) throws IOException {
    return YAML.readTree(Files.readString(sample(name)));
  }

  /** What to set LAYERLIFT to, instead of what {@code variables} say, which must not exist. */
  private static String release(JsonNode variables) throws Exception {
    assertEquals(1, variables.size(), variables.toString());
    String given = variables.path("LAYERLIFT").asText();
    assertTrue(given.startsWith("https://example.org/layerlift/"), given);
    return Release.program().toUri().toString();
  }

  @Test
  void gitHubActions_matrix_doesAll() throws Exception {
    JsonNode workflow = yaml("github-actions.yml");
    assertTrue(workflow.path("on").has("workflow_dispatch"), workflow.toString());
    JsonNode job = workflow.at("/jobs/convert");
    assertTrue(job.path("runs-on").isTextual());
    JsonNode shards = job.at("/strategy/matrix/shard");
    List<String> scripts = new ArrayList<>();
    for (JsonNode step : job.path("steps")) {
      assertTrue(step.has("uses") ^ step.has("run"), step.toString());
      if (step.has("run")) {
        scripts.add(step.path("run").asText());
      }
    }
    assertEquals(2, scripts.size());
    assertTrue(scripts.get(1).contains("}}/" + shards.size() + " "), scripts.toString());
    Map<String, String> environment = Map.of("LAYERLIFT", release(workflow.path("env")));
    jobs.run(scripts.get(0), environment);
    for (JsonNode shard : shards) {
      jobs.run(scripts.get(1).replace("${{ matrix.shard }}", shard.asText()), environment);
      assertTrue(Files.exists(place.resolve("junit-" + shard.asInt() + ".xml")));
    }
    jobs.requireAll();
  }

  @Test
  void gitLab_parallel_doesAll() throws Exception {
    JsonNode file = yaml("gitlab-ci.yml");
    JsonNode job = file.path("convert");
    int parallel = job.path("parallel").asInt();
    assertTrue(parallel > 1 && job.path("image").isTextual(), job.toString());
    assertEquals("junit.xml", job.at("/artifacts/reports/junit").asText());
    assertEquals(1, job.path("script").size());
    jobs.run(installing(job), Map.of("LAYERLIFT", release(file.path("variables"))));
    String script = job.at("/script/0").asText();
    for (int i = 1; i <= parallel; i++) {
      jobs.run(
          script, Map.of("CI_NODE_INDEX", "" + i, "CI_NODE_TOTAL", "" + parallel, "CI", "true"));
    }
    jobs.requireAll();

    assertEquals("always", job.at("/cache/when").asText(), "also when an archive has failed");
    Map<String, Object> before = outputs();
    asCheckedOutAndCached();
    for (int i = 1; i <= parallel; i++) {
      jobs.run(
          script, Map.of("CI_NODE_INDEX", "" + i, "CI_NODE_TOTAL", "" + parallel, "CI", "true"));
    }
    assertEquals(before, outputs(), "nothing is converted again");
  }

  /** What a job runs first, except that Debian's packages are here already. */
  private static String installing(JsonNode job) {
    List<String> lines = new ArrayList<>();
    job.path("before_script").forEach(line -> lines.add(line.asText()));
    assertTrue(lines.removeIf(line -> line.startsWith("apt-get ")), lines.toString());
    return String.join("\n", lines);
  }

  /** By name, what changes when a file is rewritten. */
  private Map<String, Object> outputs() throws IOException {
    Map<String, Object> outputs = new TreeMap<>();
    for (Path file : files("modern")) {
      String name = file.getFileName().toString();
      if (name.endsWith("-oci.tar")) {
        outputs.put(name, Files.getAttribute(file, "unix:ino"));
      }
    }
    return outputs;
  }

  /** A checkout sets the current time, and a ZIP file rounds to two seconds in another zone. */
  private void asCheckedOutAndCached() throws IOException {
    for (Path file : files("images")) {
      Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
    }
    for (Path file : files("modern")) {
      long seconds = Files.getLastModifiedTime(file).to(TimeUnit.SECONDS);
      Files.setLastModifiedTime(
          file, FileTime.from(seconds / 2 * 2 - TimeUnit.HOURS.toSeconds(1), TimeUnit.SECONDS));
    }
  }

  private List<Path> files(String folder) throws IOException {
    try (Stream<Path> files = Files.list(place.resolve(folder))) {
      return files.toList();
    }
  }

  @Test
  void slurm_array_isCleanAndDoesAll() throws Exception {
    Path script = sample("slurm-array.sh");
    Command.of("shellcheck", script).run().orFail();
    String text = Files.readString(script);
    assertTrue(text.contains("\n#SBATCH --array=1-8\n"), text);
    Command.of("tar", "-xf", Release.program(), "-C", place).run().orFail();
    String here = text.replaceFirst(
        "\nlayerlift=/shared/example/layerlift-.*", "\nlayerlift=layerlift-" + Release.version());
    assertNotEquals(text, here);
    for (int i = 1; i <= 8; i++) {
      jobs.run(
          here,
          Map.of(
              "SLURM_ARRAY_TASK_ID", "" + i,
              "SLURM_ARRAY_TASK_MIN", "1",
              "SLURM_ARRAY_TASK_COUNT", "8"));
      assertTrue(Files.exists(place.resolve("modern-" + i + ".jsonl")));
    }
    jobs.requireAll();
  }
}
