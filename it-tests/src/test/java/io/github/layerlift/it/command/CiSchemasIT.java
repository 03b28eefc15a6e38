package io.github.layerlift.it.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.it.machine.Checkout;
import io.github.layerlift.it.machine.Command;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The files in {@code samples/ci} for GitHub and GitLab, and the workflows of this project, as
 * GitHub's own parser and GitLab's own schema see them. {@code CiSamplesIT} shows what they do, and checks those for other systems.
 */
@Tag("npm")
final class CiSchemasIT {
  private static final int REFUSED = 1;

  @TempDir
  private Path place;

  private static Path sample(String system) {
    return Checkout.samples().resolve("ci").resolve(system + ".yml");
  }

  private static Command.Finished check(String system, Path file) throws Exception {
    return Command.of(Checkout.ciSchemas(), system, file).run();
  }

  /** Requires that the sample is refused, for {@code reason}, once {@code right} is {@code wrong}. */
  private void requireRefused(String system, String right, String wrong, String reason)
      throws Exception {
    String text = Files.readString(sample(system));
    String broken = text.replace(right, wrong);
    assertNotEquals(text, broken);
    Command.Finished refusal =
        check(system, Files.writeString(place.resolve("broken.yml"), broken));
    assertEquals(REFUSED, refusal.code(), refusal.toString());
    assertTrue(refusal.out().contains(reason), refusal.toString());
  }

  @Test
  void gitHubActions_sample_isTaken() throws Exception {
    assertEquals("", check("github-actions", sample("github-actions")).orFail());
  }

  @Test
  void gitHubActions_workflowsOfThisProject_areTaken() throws Exception {
    try (Stream<Path> workflows = Files.list(Checkout.workflows())) {
      for (Path workflow : workflows.toList()) {
        assertEquals("", check("github-actions", workflow).orFail(), workflow.toString());
      }
    }
  }

  @Test
  void gitLab_sample_isTaken() throws Exception {
    assertEquals("", check("gitlab-ci", sample("gitlab-ci")).orFail());
  }

  @ParameterizedTest
  @CsvSource({
    "runs-on:, run-on:, Unexpected value 'run-on'",
    "fail-fast: false, fail-fast: maybe, Unexpected value 'maybe'",
    "matrix.shard }}/4, matrx.shard }}/4, Unrecognized named-value: 'matrx'",
    "strategy:, 'needs: build\n    strategy:', at least one job with no dependencies",
    "jobs:, 'jobs: [', line"
  })
  void gitHubActions_broken_isRefused(String right, String wrong, String reason) throws Exception {
    requireRefused("github-actions", right, wrong, reason);
  }

  @ParameterizedTest
  @CsvSource({
    "parallel: 4, paralel: 4, '/convert must NOT have additional properties'",
    "parallel: 4, parallel: many, /convert/parallel must be integer",
    "when: always, when: sometimes, /convert/artifacts/when must be equal",
    "script:, 'script: [', line"
  })
  void gitLab_broken_isRefused(String right, String wrong, String reason) throws Exception {
    requireRefused("gitlab-ci", right, wrong, reason);
  }
}
