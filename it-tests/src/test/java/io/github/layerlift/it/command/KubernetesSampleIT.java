package io.github.layerlift.it.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicyRule;
import io.github.layerlift.it.engine.Docker;
import io.github.layerlift.it.engine.EngineExtension;
import io.github.layerlift.it.machine.Checkout;
import io.github.layerlift.it.machine.Command;
import io.github.layerlift.it.machine.Release;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code samples/ci/kubernetes-job.yaml}: it fits the API, and its containers do the whole work. */
@ExtendWith(EngineExtension.class)
final class KubernetesSampleIT {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory())
      .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
      .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

  @Test
  void kubernetes_indexedJob_fitsTheApiAndDoesAll(Docker docker, @TempDir Path place)
      throws Exception {
    JobPlace jobs = JobPlace.in(place);
    String manifest = Files.readString(Checkout.samples().resolve("ci/kubernetes-job.yaml"));
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
    assertTrue(container.getArgs().contains("auto/" + spec.getCompletions()));
    assertEquals("Never", spec.getTemplate().getSpec().getRestartPolicy());
    assertTrue(spec.getBackoffLimitPerIndex() <= 3, "what may pass is tried again, and not often");
    for (int lasting : List.of(1, 2, 6)) {
      assertEquals("FailIndex", action(spec, container.getName(), lasting), "exit " + lasting);
    }
    assertEquals("Count", action(spec, container.getName(), 3));
    assertTrue(container.getImage().startsWith("registry.example.org/layerlift:"));
    runInPods(docker, spec, place);
    jobs.requireAll();
  }

  /** As a cluster runs them, with the image of the release. */
  private static void runInPods(Docker docker, JobSpec spec, Path place) throws Exception {
    String group =
        spec.getTemplate().getSpec().getSecurityContext().getFsGroup().toString();
    Command.of("chgrp", "-R", group, place).run().orFail();
    Command.of("chmod", "-R", "g+rwX", place).run().orFail();
    Container container = spec.getTemplate().getSpec().getContainers().get(0);
    String name = "layerlift:" + Release.version();
    docker.load(Release.file("-image.tar"));
    try {
      for (int i = 0; i < spec.getCompletions(); i++) {
        Command.of("docker", "--host", docker.host(), "run", "--rm", "--network", "none")
            .and("--volume", place + ":" + container.getVolumeMounts().get(0).getMountPath())
            .and("--workdir", container.getWorkingDir(), "--group-add", group)
            .and("--env", "JOB_COMPLETION_INDEX=" + i, name)
            .and(container.getArgs().toArray())
            .run()
            .orFail();
      }
    } finally {
      docker.remove(List.of(name));
    }
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
}
