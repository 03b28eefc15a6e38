package io.github.layerlift.it.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.layerlift.it.engine.Docker;
import io.github.layerlift.it.engine.EngineExtension;
import io.github.layerlift.it.engine.Refusal;
import io.github.layerlift.it.oracle.PreTenEdge.Verdict;
import io.github.layerlift.it.oracle.TwoLoaders.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Layerlift and Docker agree on every corner of the old format, or differ for a reason. */
@ExtendWith(EngineExtension.class)
final class PreTenEdgesIT {
  @TempDir
  private Path folder;

  private TwoLoaders loaders;

  @BeforeEach
  void askThisEngine(Docker engine) {
    // The limits of Go's time and of Docker's struct moved since; 20.10 to 24 are alike.
    assumeTrue(engine.major() >= 20 && engine.major() < 25, "written down from Docker 20.10");
    loaders = new TwoLoaders(engine, folder, new Random(0));
  }

  static Stream<PreTenEdge> others() throws Exception {
    return PreTenEdges.all().stream().filter(edge -> !isPlain(edge));
  }

  /** Whether it can stand in one archive with others, of which all must load. */
  private static boolean isPlain(PreTenEdge edge) {
    return edge.verdict() == Verdict.BOTH_TAKE && edge.archive().isPlain();
  }

  @Test
  void convert_allThatDockerLoads_givesDockersIds(Docker engine) throws Exception {
    Map<String, PreTenEdge> edges = new TreeMap<>();
    PreTenArchive archive = new PreTenArchive();
    for (PreTenEdge edge :
        PreTenEdges.all().stream().filter(PreTenEdgesIT::isPlain).toList()) {
      String name = PreTenEdge.NAME + edges.size();
      edge.archive().folders().forEach(archive::add);
      archive.tag(name, "t", edge.archive().tags().get(PreTenEdge.TAG));
      edges.put(name + ":t", edge);
    }
    Path legacy = loaders.write(archive);
    Answer docker = loaders.docker(archive, legacy);
    Answer layerlift = loaders.layerlift(legacy);

    if (!docker.refusal().isEmpty()) {
      fail("refused by Docker: " + refused(edges.values()));
    }
    assertEquals("", layerlift.refusal());
    List<String> differences = new ArrayList<>();
    for (Map.Entry<String, PreTenEdge> edge : edges.entrySet()) {
      String tag = edge.getKey();
      if (!docker.ids().get(tag).equals(layerlift.ids().get(tag))) {
        differences.add(tag + " " + edge.getValue());
      }
    }
    if (!differences.isEmpty()) {
      LoaderDiff.writeAll(engine, archive, legacy, docker.ids(), loaders.modern(), layerlift.ids());
    }
    assertEquals("", String.join("\n", differences));
    assertEquals(docker.ids(), loaders.reloaded(archive).ids());
  }

  /** Which of the inputs Docker refuses when asked for one by one: its words don't tell. */
  private List<String> refused(Collection<PreTenEdge> edges) throws Refusal, IOException {
    List<String> refused = new ArrayList<>();
    for (PreTenEdge edge : edges) {
      Answer docker = loaders.docker(edge.archive(), loaders.write(edge.archive()));
      if (!docker.refusal().isEmpty()) {
        refused.add(edge + " -> " + docker.refusal());
      }
    }
    return refused;
  }

  @ParameterizedTest
  @MethodSource("others")
  void convert_theRest_isAsWrittenDown(PreTenEdge edge) throws Exception {
    Path legacy = loaders.write(edge.archive());
    Answer docker = loaders.docker(edge.archive(), legacy);
    Answer layerlift = loaders.layerlift(legacy);

    boolean bothTake = edge.verdict() == Verdict.BOTH_TAKE;
    boolean dockerTakes = bothTake || edge.verdict() == Verdict.DOCKER_TAKES;
    boolean layerliftTakes = bothTake || edge.verdict() == Verdict.LAYERLIFT_TAKES;
    String what = edge + "\nDocker: " + docker.refusal() + "\nLayerlift: " + layerlift.refusal();
    assertEquals(dockerTakes, docker.refusal().isEmpty(), what);
    assertEquals(layerliftTakes, layerlift.refusal().isEmpty(), what);
    assertTrue(layerliftTakes || layerlift.refusal().matches("(?s)[45]: error: .*"), what);
    assertEquals(
        dockerTakes == layerliftTakes, edge.why().isEmpty(), "a difference needs a reason");
    if (bothTake) {
      assertEquals(docker.ids(), layerlift.ids());
    }
  }
}
