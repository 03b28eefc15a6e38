package io.github.layerlift.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.layerlift.Verifier;
import io.github.layerlift.fixture.ArchiveFixture;
import io.github.layerlift.fixture.Hashes;
import io.github.layerlift.fixture.Jsons;
import io.github.layerlift.fixture.LayerTar;
import io.github.layerlift.fixture.OciSave;
import io.github.layerlift.fixture.V1Save;
import io.github.layerlift.fixture.Workbench;
import io.github.layerlift.location.Input;
import io.github.layerlift.options.ReadOptions;
import io.github.layerlift.report.VerificationReport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What Docker 20.10.24 made of images from before 1.10 is the same to {@code --against}. */
class VerifyV1GoldenTest {
  private static final String CASES = "/io/github/layerlift/dialect/docker-20.10-configs.jsonl";
  private static final String RECORDED =
      "sha256:818e7d07dfb3e9942df1d48efe256bec542b4930bb570bdf8768f316da809298";

  @TempDir
  private Path folder;

  @ParameterizedTest
  @MethodSource("cases")
  void verify_recordedConfig_isTheSame(String json, String config) throws IOException {
    byte[] layer = LayerTar.of("hello", "hello");
    ArchiveFixture legacy = V1Save.v1().layer(layer).json(json).tag("old:1").archive();
    OciSave save = new OciSave();
    String diffId = Hashes.digest(layer);
    byte[] bytes = config.replace(RECORDED, diffId).getBytes(UTF_8);
    Object manifest = save.blob(OciSave.LAYER, layer);
    save.list(save.manifest(save.blob(OciSave.CONFIG, bytes), List.of(manifest)), "old:1");
    Workbench bench = new Workbench(folder);
    VerificationReport verification = Verifier.verifyAgainst(
        new Input.OfPath(bench.input(save.archive())),
        new Input.OfPath(bench.input(legacy)),
        false,
        ReadOptions.builder().build());
    List<String> against = verification.findings().stream()
        .filter(finding -> finding.code().id().startsWith("against-"))
        .map(Object::toString)
        .toList();
    assertEquals(List.of(), against);
  }

  static Stream<Arguments> cases() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(VerifyV1GoldenTest.class.getResourceAsStream(CASES))) {
      List<Arguments> cases = new String(in.readAllBytes(), UTF_8)
          .lines()
          .map(line -> Jsons.read(line.getBytes(UTF_8)))
          .filter(found -> found.has("out"))
          .map(VerifyV1GoldenTest::arguments)
          .toList();
      assertTrue(cases.size() > 100);
      return cases.stream();
    }
  }

  private static Arguments arguments(JsonNode found) {
    return Arguments.of(
        Named.of(found.get("case").asText(), found.get("in").asText()),
        found.get("out").asText());
  }
}
