package io.github.layerlift.it.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.github.layerlift.it.engine.Docker;
import io.github.layerlift.it.engine.EngineExtension;
import io.github.layerlift.it.machine.Checkout;
import io.github.layerlift.it.machine.Command;
import io.github.layerlift.it.machine.Release;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code samples/ci/kubernetes-job.yaml}: it fits the API, and its containers do the whole work. And {@code
 * kubernetes-spark.yaml}, whose arguments are run with the tests of the module for Spark.
 */
@ExtendWith(EngineExtension.class)
final class KubernetesSampleIT {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory())
      .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
      .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

  private static final Map<String, Class<?>> TYPES = Map.of(
      "ServiceAccount",
      ServiceAccount.class,
      "Role",
      Role.class,
      "RoleBinding",
      RoleBinding.class,
      "Job",
      Job.class);

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

  @Test
  void spark_manifest_fitsTheApiAndHoldsTogether() throws Exception {
    List<Object> parts = new ArrayList<>();
    String manifest = Files.readString(Checkout.samples().resolve("ci/kubernetes-spark.yaml"));
    for (String document : manifest.split("\n---\n", -1)) {
      Class<?> type = TYPES.get(YAML.readTree(document).path("kind").asText());
      parts.add(YAML.readValue(document, type));
    }
    ServiceAccount account = assertInstanceOf(ServiceAccount.class, parts.get(0));
    Role role = assertInstanceOf(Role.class, parts.get(1));
    RoleBinding binding = assertInstanceOf(RoleBinding.class, parts.get(2));
    Job job = assertInstanceOf(Job.class, parts.get(3));
    assertEquals(4, parts.size());
    assertEquals(role.getMetadata().getName(), binding.getRoleRef().getName());
    assertEquals(account.getMetadata().getName(), binding.getSubjects().get(0).getName());
    PodSpec pod = job.getSpec().getTemplate().getSpec();
    assertEquals(account.getMetadata().getName(), pod.getServiceAccountName());
    Container container = pod.getContainers().get(0);
    for (HasMetadata each : List.of(account, role, binding, job)) {
      assertEquals("layerlift-spark", each.getMetadata().getName());
    }
    assertEquals(
        List.of(Map.of(), Map.of(), Map.of(), Map.of()),
        List.of(
            job.getAdditionalProperties(),
            job.getSpec().getAdditionalProperties(),
            pod.getAdditionalProperties(),
            container.getAdditionalProperties()),
        "fields that the API doesn't have");
    assertTrue(
        container.getArgs().contains("spark.kubernetes.container.image=" + container.getImage()),
        "driver and executors have one image");
    for (int lasting : List.of(1, 2, 6)) {
      assertEquals("FailJob", action(job.getSpec(), container.getName(), lasting));
    }
    assertEquals("Count", action(job.getSpec(), container.getName(), 3));
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
