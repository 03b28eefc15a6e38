package io.github.layerlift.spark.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The arguments of {@code samples/ci/kubernetes-spark.yaml}, but for those that are about Kubernetes. */
class KubernetesSampleIT {
  /** Where a cluster would start executors, and how they would find the driver. */
  private static final Set<String> OF_KUBERNETES =
      Set.of("spark.driver.host", "spark.executor.instances", "spark.executor.cores");

  @TempDir
  private Path folder;

  /** The list below {@code args:}. */
  private static List<String> arguments() throws Exception {
    List<String> lines = Files.readAllLines(Path.of("../samples/ci/kubernetes-spark.yaml"));
    int start = lines.indexOf("          args:") + 1;
    assertTrue(start > 0, "no arguments");
    return lines.subList(start, lines.indexOf("          env:")).stream()
        .map(String::strip)
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.substring(2).replace("\"", ""))
        .toList();
  }

  @Test
  void sample_onOneMachine_convertsTheBucket() throws Exception {
    List<String> given = arguments();
    int jar = given.indexOf("local:///opt/layerlift/layerlift-spark.jar");
    assertEquals("--class", given.get(jar - 2));
    assertEquals("io.github.layerlift.spark.Main", given.get(jar - 1));
    List<String> settings = new ArrayList<>();
    for (int i = 0; i < jar; i++) {
      String name = given.get(i).replaceFirst("=.*", "");
      if (given.get(i).startsWith("spark.")
          && !name.startsWith("spark.kubernetes.")
          && !OF_KUBERNETES.contains(name)) {
        settings.add(given.get(i));
      }
    }
    assertFalse(settings.isEmpty(), given::toString);
    OldShelf.fill(folder.resolve("shelf"), 2);
    Files.delete(folder.resolve("shelf/hostile.tar"));
    Files.delete(folder.resolve("shelf/truncated.tar"));
    Path log = folder.resolve("log");
    try (Storage storage = Storage.Kind.S3.start(folder)) {
      storage.fill(folder.resolve("shelf"));
      Process batch = SparkHome.submit(
          log,
          "local[2]",
          Stream.concat(settings.stream(), storage.settings().stream()).toList(),
          given.subList(jar + 1, given.size()));
      assertEquals(0, SparkHome.end(batch), () -> SparkHome.text(log));
      String outputs = storage.outputs().keySet().stream().collect(Collectors.joining(" "));
      assertTrue(outputs.contains("app-0-oci.tar app-1-oci.tar"), outputs);
    }
    assertTrue(SparkHome.text(log).contains("\"converted\":12"), () -> SparkHome.text(log));
  }
}
