package io.github.layerlift.it.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.layerlift.it.engine.Docker;
import io.github.layerlift.it.engine.EngineExtension;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An edit of the config comes to what an instruction comes to in Docker's builder and in its commit. */
@ExtendWith(EngineExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
final class EditOracleIT {
  private static final String STEPS = """
      ENV GREETING=Hello LAST=one
      LABEL replaced=old kept=<&>
      WORKDIR /srv
      USER 65534:65534
      EXPOSE 8080/tcp
      VOLUME /data
      STOPSIGNAL SIGINT
      ENTRYPOINT ["hello"]
      CMD ["world"]
      """;

  private EditBench bench;
  private Map<String, JsonNode> unedited;

  @BeforeAll
  void makeBase(Docker docker, @TempDir Path folder) throws Exception {
    bench = EditBench.of(docker, folder, STEPS);
    unedited = bench.description(EditBench.BASE);
  }

  @AfterAll
  void removeImages() throws Exception {
    bench.close();
  }

  /** What both the builder and a commit take. */
  static Stream<Arguments> instructions() {
    return Stream.of(
        arguments("ENV NEW=value", List.of("--env", "NEW=value")),
        arguments("ENV GREETING='Good \"day\"'", List.of("--env", "GREETING=Good \"day\"")),
        arguments("ENV EMPTY= NEW=ü=ü", List.of("--env", "EMPTY=", "--env", "NEW=ü=ü")),
        arguments("LABEL a.b/c='d e'", List.of("--label", "a.b/c=d e")),
        arguments("LABEL replaced=new", List.of("--label", "replaced=new")),
        arguments("CMD [\"one\", \"two three\"]", List.of("--cmd", "[\"one\", \"two three\"]")),
        arguments("CMD echo \"$LAST\" <x", List.of("--cmd", "echo \"$LAST\" <x")),
        arguments("CMD ['one']", List.of("--cmd", "['one']")),
        arguments("ENTRYPOINT [\"/app\"]", List.of("--entrypoint", "[\"/app\"]")),
        arguments("ENTRYPOINT exec app -v", List.of("--entrypoint", "exec app -v")),
        arguments(
            "CMD [\"-v\"]\nENTRYPOINT [\"/app\"]",
            List.of("--cmd", "[\"-v\"]", "--entrypoint", "[\"/app\"]")),
        arguments(
            "ENTRYPOINT [\"/app\"]\nCMD [\"-v\"]",
            List.of("--entrypoint", "[\"/app\"]", "--cmd", "[\"-v\"]")),
        arguments("USER 1000", List.of("--user", "1000")),
        arguments("USER nobody:nogroup", List.of("--user", "nobody:nogroup")),
        arguments("WORKDIR /new//folder/", List.of("--workdir", "/new//folder/")),
        arguments("WORKDIR below", List.of("--workdir", "below")),
        arguments("WORKDIR ../x/./y/", List.of("--workdir", "../x/./y/")),
        arguments("WORKDIR a\nWORKDIR b", List.of("--workdir", "a", "--workdir", "b")),
        arguments("EXPOSE 8080 81", List.of("--expose", "8080", "--expose", "81")),
        arguments("EXPOSE 53/udp", List.of("--expose", "53/udp")),
        arguments("EXPOSE 9000-9003", List.of("--expose", "9000-9003")),
        arguments("EXPOSE 70-71/UDP", List.of("--expose", "70-71/UDP")),
        arguments("VOLUME /cache", List.of("--volume", "/cache")),
        arguments("VOLUME [\"/with space\"]", List.of("--volume", "/with space")));
  }

  /** What commit doesn't take, or takes in another way. */
  static Stream<Arguments> onlyBuilt() {
    return Stream.of(
        arguments("STOPSIGNAL SIGTERM", List.of("--stop-signal", "SIGTERM")),
        arguments("STOPSIGNAL 9", List.of("--stop-signal", "9")),
        arguments("STOPSIGNAL SIGRTMIN+3", List.of("--stop-signal", "SIGRTMIN+3")),
        arguments("CMD []", List.of("--cmd", "[]")),
        arguments("HEALTHCHECK NONE", List.of("--healthcheck", "NONE")),
        arguments("HEALTHCHECK CMD wget x", List.of("--healthcheck", "CMD wget x")),
        arguments(
            "HEALTHCHECK --interval=5s --timeout=1m30s --start-period=200ms --retries=4 CMD [\"/x\", \"y\"]",
            List.of(
                "--healthcheck",
                "--interval=5s --timeout=1m30s --start-period=200ms --retries=4 CMD [\"/x\", \"y\"]")),
        arguments("SHELL [\"/bin/ash\", \"-c\"]", List.of("--shell", "[\"/bin/ash\", \"-c\"]")),
        arguments(
            "SHELL [\"/bin/ash\", \"-ec\"]\nCMD a && b\nHEALTHCHECK CMD c",
            List.of(
                "--shell", "[\"/bin/ash\", \"-ec\"]", "--cmd", "a && b", "--healthcheck", "CMD c")),
        arguments(
            "MAINTAINER Ann <ann@example.org>", List.of("--author", "Ann <ann@example.org>")));
  }

  @ParameterizedTest
  @MethodSource("instructions")
  void edit_config_equalsBuildAndCommit(String instructions, List<String> options)
      throws Exception {
    Map<String, JsonNode> built = bench.description(bench.build(instructions));
    Map<String, JsonNode> committed = bench.description(bench.commit(instructions));
    assertEquals(built, committed);
    assertNotEquals(unedited, built);
    assertEquals(built, bench.description(bench.edit(options)));
  }

  @ParameterizedTest
  @MethodSource("onlyBuilt")
  void edit_config_equalsBuild(String instructions, List<String> options) throws Exception {
    Map<String, JsonNode> built = bench.description(bench.build(instructions));
    assertNotEquals(unedited, built);
    assertEquals(built, bench.description(bench.edit(options)));
  }
}
