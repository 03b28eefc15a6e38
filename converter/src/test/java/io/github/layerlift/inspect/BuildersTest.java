package io.github.layerlift.inspect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.layerlift.json.JsonLimits;
import io.github.layerlift.json.JsonReader;
import io.github.layerlift.report.InspectionReport.Source;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuildersTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "-",
      value = {
        "{\"history\":[{\"author\":\"Bazel\"}]} | Bazel",
        "{\"history\":[{},{\"author\":\"kaniko\"}]} | kaniko",
        "{\"history\":[{\"comment\":\"buildkit.dockerfile.v0\"}]} | BuildKit",
        "{\"history\":[{\"comment\":\"store paths: ['/nix/store/x']\"}]} | Nix",
        "{\"config\":{\"Labels\":{\"io.buildah.version\":\"1.28.2\"}}} | Buildah 1.28.2",
        "{\"config\":{\"Labels\":{\"io.buildpacks.stack.id\":\"x\"}}} | Cloud Native Buildpacks",
        "{\"docker_version\":\"1.8.2\"} | Docker 1.8.2",
        "{\"history\":[{\"author\":\"Ada\"}],\"config\":{\"Labels\":null}} | -",
        "{} | -",
      })
  void of_config_tellsWhatShows(String config, String builder) throws IOException {
    ConfigFacts facts = ConfigFacts.read(
        config.getBytes(UTF_8), "config", new JsonReader(new JsonLimits(1 << 20, 100)));
    assertEquals(builder, Builders.of(facts).map(Source::name).orElse(null));
  }
}
