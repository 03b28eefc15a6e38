package io.github.layerlift.it.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.github.layerlift.it.machine.Checkout;
import io.github.layerlift.it.machine.Command;
import io.github.layerlift.it.machine.Command.Finished;
import io.github.layerlift.it.machine.Release;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts in {@code release.yml}, with what {@code make dist} made here. */
final class ReleaseWorkflowIT {
  private static Finished run(String job, String step, String tag, Path folder) throws Exception {
    Path workflow = Checkout.workflows().resolve("release.yml");
    JsonNode steps = new ObjectMapper(new YAMLFactory())
        .readTree(Files.readString(workflow))
        .at("/jobs/" + job + "/steps");
    for (JsonNode each : steps) {
      if (each.path("name").asText().equals(step)) {
        return Command.of(
                "bash", "-e", "-c", "cd '" + folder + "'\n" + each.path("run").asText())
            .with("GITHUB_REF_NAME", tag)
            .run();
      }
    }
    throw new AssertionError("no step " + step + " in " + steps);
  }

  @Test
  void compare_onlyTheVersionsOwnTag_isTaken() throws Exception {
    Path home = Checkout.samples().getParent();
    String step = "Compare the tag with the version";
    assertEquals(0, run("build", step, "v" + Release.version(), home).code());
    Finished refused = run("build", step, "v0.0.0", home);
    assertEquals(1, refused.code());
    assertTrue(refused.out().startsWith("::error::the tag is v0.0.0, but"), refused.out());
  }

  @Test
  void collect_twoMachines_hasEachFileOnceWithItsSum(@TempDir Path folder) throws Exception {
    String version = Release.version();
    for (String arch : new String[] {"x86_64", "aarch64"}) {
      Path dist = folder.resolve("dist-" + arch);
      Command.of("cp", "-r", Release.folder(), dist).run().orFail();
      Files.move(
          dist.resolve(Release.program().getFileName()),
          dist.resolve("layerlift-" + version + "-linux-" + arch + ".tar.gz"));
      Path deb = dist.resolve(Release.file(".deb").getFileName());
      Files.move(deb, dist.resolve("layerlift_" + version + "_" + arch + ".deb"));
    }

    run("publish", "Collect", "v" + version, folder).orFail();

    Path release = folder.resolve("release");
    Command.of("sh", "-c", "cd '" + release + "' && sha256sum -c --quiet SHA256SUMS")
        .run()
        .orFail();
    String start = "layerlift-" + version;
    TreeSet<String> expected = new TreeSet<>();
    for (String arch : new String[] {"x86_64", "aarch64"}) {
      expected.add(start + "-linux-" + arch + ".tar.gz");
      expected.add(start + "-image-" + arch + ".tar");
      expected.add("layerlift_" + version + "_" + arch + ".deb");
    }
    expected.add(start + "-java.tar.gz");
    expected.add(start + "-maven.tar.gz");
    expected.add(start + ".bom.json");
    assertEquals(
        expected,
        Files.readString(release.resolve("SHA256SUMS"))
            .lines()
            .map(line -> line.replaceFirst("^[0-9a-f]{64}  ", ""))
            .collect(Collectors.toCollection(TreeSet::new)));
    try (Stream<Path> files = Files.list(release)) {
      assertEquals(expected.size() + 1, files.count());
    }
  }
}
