package io.github.layerlift.cli.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShardOptionTest {
  private static Map<String, String> environment(String assignments) {
    Map<String, String> variables = new TreeMap<>();
    for (String assignment : assignments.split(" ", -1)) {
      int sign = assignment.indexOf('=');
      variables.put(assignment.substring(0, sign), assignment.substring(sign + 1));
    }
    return variables;
  }

  private static String refusal(String text, Map<String, String> environment) {
    return assertThrows(
            IllegalArgumentException.class, () -> new ShardOption(environment).parse(text))
        .getMessage();
  }

  @Test
  void parse_plain_needsNoEnvironment() {
    assertEquals(
        "2/5", new ShardOption(Map.of("CI_NODE_INDEX", "1")).parse("2/5").toString());
  }

  @ParameterizedTest
  @CsvSource({
    "auto/4, JOB_COMPLETION_INDEX=0, 1/4",
    "auto/4, JOB_COMPLETION_INDEX=3, 4/4",
    "auto, JOB_COMPLETION_INDEX=3 JOB_COMPLETIONS=8, 4/8",
    "auto, AWS_BATCH_JOB_ARRAY_INDEX=0 AWS_BATCH_JOB_ARRAY_SIZE=10, 1/10",
    "auto/9, AWS_BATCH_JOB_ARRAY_INDEX=8, 9/9",
    "auto, CI_NODE_INDEX=1 CI_NODE_TOTAL=3, 1/3",
    "auto, CI_NODE_INDEX=3 CI_NODE_TOTAL=3, 3/3",
    "auto, SLURM_ARRAY_TASK_ID=0 SLURM_ARRAY_TASK_MIN=0 SLURM_ARRAY_TASK_COUNT=4, 1/4",
    "auto, SLURM_ARRAY_TASK_ID=4 SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_COUNT=4, 4/4",
    "auto, SLURM_ARRAY_TASK_ID=7 SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_STEP=3 SLURM_ARRAY_TASK_COUNT=4, 3/4"
  })
  void parse_auto_asksTheEnvironment(String text, String assignments, String shard) {
    assertEquals(shard, new ShardOption(environment(assignments)).parse(text).toString());
  }

  @ParameterizedTest
  @CsvSource({
    "auto, X=1, JOB_COMPLETION_INDEX",
    "auto, CI_NODE_INDEX=, not set",
    "auto, JOB_COMPLETION_INDEX=0, --shard auto/N",
    "auto, JOB_COMPLETION_INDEX=0, JOB_COMPLETIONS",
    "auto/2, JOB_COMPLETION_INDEX=2, not one of 2",
    "auto, CI_NODE_INDEX=0 CI_NODE_TOTAL=3, not one of 3",
    "auto, CI_NODE_INDEX=x CI_NODE_TOTAL=3, not a number",
    "auto, CI_NODE_INDEX=1 CI_NODE_TOTAL=many, CI_NODE_TOTAL",
    "auto, SLURM_ARRAY_TASK_ID=1 SLURM_ARRAY_TASK_COUNT=4, SLURM_ARRAY_TASK_MIN",
    "auto, SLURM_ARRAY_TASK_ID=9 SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_COUNT=4, in a row",
    "auto, CI_NODE_INDEX=1 SLURM_ARRAY_TASK_ID=1, both CI_NODE_INDEX and SLURM_ARRAY_TASK_ID"
  })
  void parse_environmentThatDoesntSay_isRefusedClearly(
      String text, String assignments, String part) {
    String sentence = refusal(text, environment(assignments));
    assertTrue(sentence.contains(part), sentence);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0/2", "3/2", "auto/0", "auto/", "AUTO", "1", "auto/1/2", "auto/-1"})
  void parse_otherForm_isRefused(String text) {
    assertTrue(refusal(text, Map.of("CI_NODE_INDEX", "1", "CI_NODE_TOTAL", "1")).contains("I/N"));
  }
}
