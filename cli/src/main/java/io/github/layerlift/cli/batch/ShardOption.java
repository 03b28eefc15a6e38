package io.github.layerlift.cli.batch;

import com.google.common.primitives.Ints;
import io.github.layerlift.options.Shard;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which share of a batch this machine takes: {@code I/N}, or what the system that started it says.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/workloads/controllers/job/#completion-mode">
 *     Kubernetes: JOB_COMPLETION_INDEX</a>
 * @see <a href="https://docs.gitlab.com/ci/variables/predefined_variables/">GitLab: CI_NODE_INDEX</a>
 * @see <a href="https://slurm.schedmd.com/job_array.html">Slurm: SLURM_ARRAY_TASK_ID</a>
 * @see <a href="https://docs.aws.amazon.com/batch/latest/userguide/job_env_vars.html">AWS Batch:
 *     AWS_BATCH_JOB_ARRAY_INDEX</a>
 */
final class ShardOption {
  private static final Pattern AUTO = Pattern.compile("auto(?:/([1-9][0-9]{0,8}))?");

  /**
   * Where a system says which job this is, and of how many.
   *
   * @param index the variable with the job's number
   * @param first the number of the first job: a number, or a variable that has it
   * @param step between two numbers: a number, or a variable that has it
   * @param total the variable with the number of jobs
   */
  private record Origin(String name, String index, String first, String step, String total) {}

  private static final List<Origin> ORIGINS = List.of(
      new Origin("Kubernetes", "JOB_COMPLETION_INDEX", "0", "1", "JOB_COMPLETIONS"),
      new Origin("AWS Batch", "AWS_BATCH_JOB_ARRAY_INDEX", "0", "1", "AWS_BATCH_JOB_ARRAY_SIZE"),
      new Origin("GitLab", "CI_NODE_INDEX", "1", "1", "CI_NODE_TOTAL"),
      new Origin(
          "Slurm",
          "SLURM_ARRAY_TASK_ID",
          "SLURM_ARRAY_TASK_MIN",
          "SLURM_ARRAY_TASK_STEP",
          "SLURM_ARRAY_TASK_COUNT"));

  private final Map<String, String> environment;

  ShardOption(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * Reads {@code I/N}, {@code auto} or {@code auto/N}.
   *
   * @throws IllegalArgumentException if it is none of them, or the environment has no such values
   */
  Shard parse(String text) {
    Optional<Shard> plain = Shard.parse(text);
    if (plain.isPresent()) {
      return plain.get();
    }
    Matcher auto = AUTO.matcher(text);
    if (!auto.matches()) {
      throw new IllegalArgumentException(
          "--shard \"" + text + "\" is neither I/N with I from 1 to N, nor auto, nor auto/N");
    }
    return of(origin(), auto.group(1));
  }

  private Origin origin() {
    List<Origin> present = ORIGINS.stream()
        .filter(origin -> !environment.getOrDefault(origin.index, "").isEmpty())
        .toList();
    if (present.size() == 1) {
      return present.get(0);
    }
    throw new IllegalArgumentException(
        present.isEmpty()
            ? "--shard auto finds no array job here: JOB_COMPLETION_INDEX, "
                + "AWS_BATCH_JOB_ARRAY_INDEX, CI_NODE_INDEX and SLURM_ARRAY_TASK_ID are not set"
            : "--shard auto finds two array jobs here: both " + present.get(0).index + " and "
                + present.get(1).index + " are set; use --shard I/N");
  }

  private Shard of(Origin origin, @Nullable String given) {
    if (given == null && environment.getOrDefault(origin.total, "").isEmpty()) {
      throw new IllegalArgumentException(origin.name + " doesn't say how many jobs there are: "
          + "use --shard auto/N, or set " + origin.total);
    }
    int total = given == null ? number(origin.total) : Integer.parseInt(given);
    int distance = number(origin.index) - number(origin.first);
    int step =
        environment.containsKey(origin.step) || isNumber(origin.step) ? number(origin.step) : 1;
    if (step < 1 || distance % step != 0 || distance < 0 || distance / step >= total) {
      throw new IllegalArgumentException(origin.name + " says that this is job "
          + environment.get(origin.index) + ", which is not one of " + total
          + " in a row: use --shard I/N");
    }
    return new Shard(distance / step + 1, total);
  }

  /** A number, or the value of a variable. */
  private int number(String text) {
    String value = isNumber(text) ? text : environment.getOrDefault(text, "");
    Integer number = Ints.tryParse(value);
    if (number == null) {
      throw new IllegalArgumentException(text + " is not a number: \"" + value + "\"");
    }
    return number;
  }

  private static boolean isNumber(String text) {
    return text.chars().allMatch(Character::isDigit);
  }
}
