package io.github.layerlift.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.layerlift.bytes.Extent;
import io.github.layerlift.bytes.MemorySource;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Warnings;
import io.github.layerlift.image.Compression;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.LayerContent.Stored;
import io.github.layerlift.json.JsonLimits;
import io.github.layerlift.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What Docker 20.10.24 made from one-layer images from before 1.10, byte for byte. */
class V1ConfigGoldenTest {

  private static final String CASES = "docker-20.10-configs.jsonl";
  private static final String ID =
      "559aead08264d5795d3909718cdd05abd49572e84fe55590eef31a88a08fdffd";
  private static final Digest DIFF_ID =
      new Digest("818e7d07dfb3e9942df1d48efe256bec542b4930bb570bdf8768f316da809298");

  @ParameterizedTest
  @MethodSource
  void config_recordedInput_sameBytesAsDocker(String json, String config) throws IOException {
    assertEquals(config, convert(json));
  }

  static Stream<Arguments> config_recordedInput_sameBytesAsDocker() throws IOException {
    return cases("out");
  }

  @ParameterizedTest
  @MethodSource
  void config_refusedByDocker_refusedHereToo(String json, String reason) {
    assertThrows(LayerliftException.class, () -> convert(json), reason);
  }

  static Stream<Arguments> config_refusedByDocker_refusedHereToo() throws IOException {
    return cases("refused");
  }

  /** Docker has an answer, but other readers have a different one: refused on purpose. */
  @ParameterizedTest
  @MethodSource
  void config_ambiguousInput_refusedByDesign(String json, String code) {
    LayerliftException fault = assertThrows(LayerliftException.class, () -> convert(json));
    assertEquals(code, fault.code().id(), fault.getMessage());
  }

  static Stream<Arguments> config_ambiguousInput_refusedByDesign() throws IOException {
    return cases("ours");
  }

  @Test
  void cases_all_areRead() throws IOException {
    assertTrue(cases("out").count() > 100);
    assertTrue(cases("refused").count() > 100);
    assertTrue(cases("ours").count() > 10);
  }

  private static String convert(String json) throws LayerliftException {
    Context context =
        new Context(new JsonReader(new JsonLimits(8 << 20, 128)), new Warnings(), 100, null, false);
    Extent metadata = MemorySource.extent(ID + "/json", json.getBytes(UTF_8));
    V1Json top = V1Json.read(metadata, context);
    Stored content =
        new Stored(MemorySource.extent(ID + "/layer.tar", new byte[512]), Compression.NONE, null);
    V1Layer layer = new V1Layer(ID, ID, top.parent(), top.history(), metadata, content);
    V1History history = V1History.of(List.of(layer), context);
    V1Config config = V1Config.of(top, history, context);
    return new String(config.source().bytes(List.of(DIFF_ID)), UTF_8);
  }

  private static Stream<Arguments> cases(String answer) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    List<Arguments> cases = new ArrayList<>();
    try (InputStream in =
        Objects.requireNonNull(V1ConfigGoldenTest.class.getResourceAsStream(CASES))) {
      for (String line : new String(in.readAllBytes(), UTF_8).lines().toList()) {
        JsonNode found = mapper.readTree(line);
        if (found.has(answer)) {
          String name = found.get("case").asText();
          cases.add(Arguments.of(
              Named.of(name, found.get("in").asText()), found.get(answer).asText()));
        }
      }
    }
    return cases.stream();
  }
}
