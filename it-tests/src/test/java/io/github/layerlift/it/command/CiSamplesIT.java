package io.github.layerlift.it.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicyRule;
import io.github.layerlift.it.machine.Checkout;
import io.github.layerlift.it.machine.Command;
import io.github.layerlift.it.machine.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files in {@code samples/ci}: run as its system would run it, each does the whole work. */
final class CiSamplesIT {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory())
      .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
      .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

  /** Where jobs run: {@code images} holds the samples. */
  @TempDir
  private Path place;

  @BeforeEach
  void linkImages() throws IOException {
    Path images = Files.createDirectories(place.resolve("images"));
    for (String name : Samples.names()) {
      Files.copy(Samples.path(name), images.resolve(name));
    }
  }

  private static Path sample(String name) {
    return Checkout.samples().resolve("ci").resolve(name);
  }

  private static JsonNode yaml(String name) throws IOException {
    return YAML.readTree(Files.readString(sample(name)));
  }

  private void run(String script, Map<String, String> environment) throws Exception {
    String here =
        script.replaceFirst("\\S*layerlift/bin/layerlift", Checkout.layerlift().toString());
    Command command = Command.of("bash", "-c", "cd '" + place + "' && " + here);
    for (Map.Entry<String, String> variable : environment.entrySet()) {
      command = command.with(variable.getKey(), variable.getValue());
    }
    command.run().orFail();
  }

  private void requireAll() throws IOException {
    try (Stream<Path> files = Files.list(place.resolve("modern"))) {
      List<String> stems = files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith("-oci.tar"))
          .map(name -> name.replace("-oci.tar", ".tar"))
          .toList();
      assertEquals(new TreeSet<>(Samples.names()), new TreeSet<>(stems));
    }
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
    assertEquals(1, scripts.size());
    assertTrue(scripts.get(0).contains("}}/" + shards.size() + " "), scripts.toString());
    for (JsonNode shard : shards) {
      run(scripts.get(0).replace("${{ matrix.shard }}", shard.asText()), Map.of());
      assertTrue(Files.exists(place.resolve("junit-" + shard.asInt() + ".xml")));
    }
    requireAll();
  }

  @Test
  void gitLab_parallel_doesAll() throws Exception {
    JsonNode job = yaml("gitlab-ci.yml").path("convert");
    int parallel = job.path("parallel").asInt();
    assertTrue(parallel > 1 && job.path("image").isTextual(), job.toString());
    assertEquals("junit.xml", job.at("/artifacts/reports/junit").asText());
    assertEquals(1, job.path("script").size());
    String script = job.at("/script/0").asText();
    for (int i = 1; i <= parallel; i++) {
      run(script, Map.of("CI_NODE_INDEX", "" + i, "CI_NODE_TOTAL", "" + parallel, "CI", "true"));
    }
    requireAll();

    assertEquals("always", job.at("/cache/when").asText(), "also when an archive has failed");
    Map<String, Object> before = outputs();
    asCheckedOutAndCached();
    for (int i = 1; i <= parallel; i++) {
      run(script, Map.of("CI_NODE_INDEX", "" + i, "CI_NODE_TOTAL", "" + parallel, "CI", "true"));
    }
    assertEquals(before, outputs(), "nothing is converted again");
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
  void kubernetes_indexedJob_fitsTheApiAndDoesAll() throws Exception {
    String manifest = Files.readString(sample("kubernetes-job.yaml"));
    Job job = YAML.readValue(manifest, Job.class);
    assertThrows(
        JsonProcessingException.class,
        () -> YAML.readValue(manifest.replace("completions: 8", "completions: many"), Job.class));
    JobSpec spec = job.getSpec();
    assertEquals(
        "batch/v1 Job Indexed",
        job.getApiVersion() + " " + job.getKind() + " " + spec.getCompletionMode());
    assertEquals(Map.of(), job.getAdditionalProperties(), "fields that the API doesn't have");
    assertEquals(Map.of(), spec.getAdditionalProperties());
    assertEquals(Map.of(), spec.getTemplate().getSpec().getAdditionalProperties());
    Container container = spec.getTemplate().getSpec().getContainers().get(0);
    assertEquals(Map.of(), container.getAdditionalProperties());
    assertTrue(container.getCommand().contains("auto/" + spec.getCompletions()));
    assertEquals("Never", spec.getTemplate().getSpec().getRestartPolicy());
    assertTrue(spec.getBackoffLimitPerIndex() <= 3, "what may pass is tried again, and not often");
    for (int lasting : List.of(1, 2, 6)) {
      assertEquals("FailIndex", action(spec, container.getName(), lasting), "exit " + lasting);
    }
    assertEquals("Count", action(spec, container.getName(), 3));
    String script = String.join(" ", container.getCommand());
    for (int i = 0; i < spec.getCompletions(); i++) {
      run(script, Map.of("JOB_COMPLETION_INDEX", "" + i));
    }
    requireAll();
  }

  /**
   * What happens to a pod whose container {@code name} ends with {@code code}: the first matching
   * rule decides.
   */
  private static String action(JobSpec spec, String name, int code) {
    return spec.getPodFailurePolicy().getRules().stream()
        .filter(rule -> rule.getOnExitCodes() != null)
        .filter(rule -> rule.getOnExitCodes().getContainerName().equals(name)
            && rule.getOnExitCodes().getOperator().equals("In")
            && rule.getOnExitCodes().getValues().contains(code))
        .map(PodFailurePolicyRule::getAction)
        .findFirst()
        .orElse("Count");
  }

  @Test
  void slurm_array_isCleanAndDoesAll() throws Exception {
    Path script = sample("slurm-array.sh");
    Command.of("shellcheck", script).run().orFail();
    String first = Files.readString(script)
        .lines()
        .filter(line -> line.startsWith("#SBATCH --array="))
        .findFirst()
        .orElseThrow();
    assertEquals("#SBATCH --array=1-8", first);
    for (int i = 1; i <= 8; i++) {
      run(
          "bash " + script,
          Map.of(
              "LAYERLIFT",
              Checkout.layerlift().toString(),
              "SLURM_ARRAY_TASK_ID",
              "" + i,
              "SLURM_ARRAY_TASK_MIN",
              "1",
              "SLURM_ARRAY_TASK_COUNT",
              "8"));
    }
    requireAll();
  }
}
