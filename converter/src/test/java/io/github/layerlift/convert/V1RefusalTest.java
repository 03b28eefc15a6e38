package io.github.layerlift.convert;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fixture.ArchiveFixture;
import io.github.layerlift.fixture.V1Save;
import io.github.layerlift.fixture.Workbench;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives from before Docker 1.10 that no engine could load. */
class V1RefusalTest {
  private static final String ABSENT = "f".repeat(64);

  @TempDir
  private Path folder;

  private Workbench bench;

  @BeforeEach
  void setUp() throws IOException {
    bench = new Workbench(folder);
  }

  private void refuse(ErrorCode code, V1Save save, String... said) throws IOException {
    refuse(code, save.archive(), said);
  }

  private void refuse(ErrorCode code, ArchiveFixture archive, String... said) throws IOException {
    String message = bench.refuse(code, archive).getMessage();
    for (String each : said) {
      assertTrue(message.contains(each), message);
    }
  }

  @Test
  void convert_layerThatIsItsOwnParent_isRefused() throws IOException {
    V1Save save = V1Save.v1().layer("a", "1").tag("x:1");
    refuse(ErrorCode.V1_PARENT_LOOP, save.field("parent", save.id()), save.id() + "/json");
  }

  @Test
  void convert_twoLayersThatAreEachOthersParent_isRefused() throws IOException {
    V1Save save = V1Save.hello("x:1");
    List<String> ids = save.ids();
    save.on(ids.get(0)).field("parent", ids.get(1));
    refuse(ErrorCode.V1_PARENT_LOOP, save, ids.get(0) + "/json");
    refuse(ErrorCode.V1_PARENT_LOOP, save.withoutRepositories());
  }

  @Test
  void convert_loopBesideAWholeImage_isRefused() throws IOException {
    V1Save save = V1Save.hello("x:1").on("").layer("c", "3");
    save.field("parent", save.id());
    refuse(ErrorCode.V1_PARENT_LOOP, save, save.id() + "/json");
  }

  @Test
  void convert_missingParent_namesChildAndParent() throws IOException {
    V1Save save = V1Save.v1().layer("a", "1").field("parent", ABSENT).tag("x:1");
    refuse(ErrorCode.V1_PARENT_MISSING, save, ABSENT, save.id() + "/json");
  }

  @Test
  void convert_missingJson_namesTheFolder() throws IOException {
    V1Save save = V1Save.hello("x:1");
    String base = save.ids().get(0);
    refuse(ErrorCode.V1_JSON_MISSING, save.on(base).without("json"), base + "/json");
  }

  @Test
  void convert_missingJsonOfTheTop_namesTheFolder() throws IOException {
    V1Save save = V1Save.hello("x:1");
    refuse(ErrorCode.V1_JSON_MISSING, save.without("json"), save.id());
  }

  @Test
  void convert_missingLayer_namesIt() throws IOException {
    V1Save save = V1Save.hello("x:1");
    String base = save.ids().get(0);
    refuse(ErrorCode.LAYER_MISSING, save.on(base).without("layer.tar"), base + "/layer.tar");
  }

  @Test
  void convert_layerThatIsALinkToNothing_isRefused() throws IOException {
    V1Save save = V1Save.hello("x:1");
    ArchiveFixture archive = save.archive()
        .with(new ArchiveFixture.Entry(save.id() + "/layer.tar", '2', new byte[0], "gone"));
    refuse(ErrorCode.LAYER_MISSING, archive, save.id() + "/layer.tar");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yesterday",
        "",
        "2014-10-01",
        "2014-10-01T20:46:08",
        "2014-02-30T20:46:08Z",
        "2014-10-01T24:00:00Z",
        "2014-10-01T20:46:60Z",
        "2014-10-01t20:46:08z",
        "2014-10-01T20:46:08+0200"
      })
  void convert_badTime_isRefused(String time) throws IOException {
    V1Save save = V1Save.hello("x:1");
    String base = save.ids().get(0);
    refuse(
        ErrorCode.V1_TIME_INVALID, save.on(base).field("created", time), base + "/json", "created");
  }

  @Test
  void convert_timeThatIsANumber_isRefused() throws IOException {
    V1Save save = V1Save.hello("x:1").field("created", 1412196368);
    String message = bench.refuse(bench.input(save.archive())).getMessage();
    assertTrue(message.contains(save.id() + "/json"), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"app", "0123456789ab", "../../etc/passwd", "0"})
  void convert_badParentId_isRefused(String id) throws IOException {
    V1Save save = V1Save.v1().layer("a", "1").field("parent", id).tag("x:1");
    refuse(ErrorCode.V1_ID_INVALID, save, "\"" + id + "\"", save.id() + "/json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"app", "0123456789ab", "", "../x"})
  void convert_badIdInRepositories_isRefused(String id) throws IOException {
    refuse(ErrorCode.V1_ID_INVALID, V1Save.hello("x:1").tag("y", "1", id), "repositories");
  }

  @Test
  void convert_unknownIdInRepositories_isRefused() throws IOException {
    refuse(
        ErrorCode.V1_JSON_MISSING,
        V1Save.hello("x:1").tag("y", "1", ABSENT),
        ABSENT,
        "repositories");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "7", "{\"x\":7}", "{\"x\":[]}", "{\"x\":{\"1\":7}}"})
  void convert_repositoriesOfAnotherShape_isRefused(String text) throws IOException {
    refuse(
        ErrorCode.JSON_SHAPE,
        V1Save.hello("x:1").archive().with("repositories", text),
        "repositories");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "[]", "\"x\""})
  void convert_jsonOfAnotherShape_isRefused(String text) throws IOException {
    V1Save save = V1Save.hello("x:1").json(text);
    refuse(ErrorCode.JSON_SHAPE, save, save.id() + "/json");
  }

  @Test
  void convert_fieldOfAWrongType_isRefusedAsByDocker() throws IOException {
    for (Map.Entry<String, Object> field : Map.<String, Object>of(
            "author", 7, "os", List.of(), "Size", "big", "config", "x", "parent", 7)
        .entrySet()) {
      V1Save save = V1Save.hello("x:1").field(field.getKey(), field.getValue());
      refuse(ErrorCode.JSON_SHAPE, save, save.id() + "/json");
    }
  }

  @Test
  void convert_historyOfItsOwn_isRefusedInAnyOtherCase() throws IOException {
    V1Save save = V1Save.hello("x:1").field("RootFS", Map.of());
    refuse(ErrorCode.JSON_KEY_TWICE, save, "RootFS", save.id() + "/json");
  }

  @Test
  void convert_longLoop_takesNoTime() throws IOException {
    V1Save save = V1Save.v1();
    for (int i = 0; i < 3_000; i++) {
      save.layer("f", "same");
    }
    String top = save.id();
    save.tag("x:1").on(save.ids().get(0)).field("parent", top);
    Path archive = bench.input(save.archive());
    Assertions.assertTimeout(
        Duration.ofSeconds(60),
        () -> bench.refuse(ErrorCode.V1_PARENT_LOOP, archive, Workbench.usual()));
  }

  @Test
  void convert_configWithoutManifest_saysThatItWasCut() throws IOException {
    ArchiveFixture archive =
        V1Save.hello("x:1").withoutRepositories().archive().file(ABSENT + ".json", "{}");
    refuse(ErrorCode.TAR_TRUNCATED, archive, "manifest.json");
  }

  /** Long chains that share layers: a small archive, but a large table of images. */
  @Test
  void convert_tooManyLayersTogether_isRefused() throws IOException {
    V1Save save = V1Save.v1();
    for (int i = 0; i < 4_999; i++) {
      save.layer("f", "same");
    }
    String trunk = save.id();
    for (int i = 0; i < 50; i++) {
      save.on(trunk).layer("f", "same").tag("app:" + i);
    }
    save.on("").layer("f", "same").tag("more:1");
    refuse(ErrorCode.TOO_MANY_LAYERS, save, "more than 250000 layers");
  }

  @Test
  void convert_jsonThatIsNoObject_saysWhatIsWanted() throws IOException {
    V1Save save = V1Save.hello("x:1").json("[]");
    refuse(ErrorCode.JSON_SHAPE, save, "a v1 layer's metadata, an object");
  }

  /** Docker reads its own config again, with two more fields than a v1 layer has. */
  @Test
  void convert_fieldThatOnlyAConfigHas_isRefusedIfItStays() throws IOException {
    for (Map.Entry<String, Object> field :
        Map.<String, Object>of("os.version", 7, "os.features", "x").entrySet()) {
      V1Save save = V1Save.hello("x:1").field(field.getKey(), field.getValue());
      refuse(ErrorCode.JSON_SHAPE, save, save.id() + "/json", field.getKey());
      bench.convert(save.field("docker_version", "1.8.2").archive());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"RootFS", "ROOTFS", "History", "hiſtory"})
  void convert_fieldOfAConfigInOtherCase_isRefused(String key) throws IOException {
    V1Save save = V1Save.hello("x:1").field(key, Map.of());
    refuse(ErrorCode.JSON_KEY_TWICE, save, key, save.id() + "/json");
  }

  /** Exactly 250,000 layers pass, so that the next error is found. */
  @Test
  void convert_mostLayersTogether_areNotTooMany() throws IOException {
    V1Save save = V1Save.v1();
    for (int i = 0; i < 499; i++) {
      save.layer("f", "same");
    }
    String trunk = save.id();
    for (int i = 0; i < 500; i++) {
      save.on(trunk).layer("f", "same").tag("app:" + i);
    }
    save.on("").layer("f", "same");
    refuse(ErrorCode.V1_PARENT_LOOP, save.field("parent", save.id()));
    refuse(ErrorCode.TOO_MANY_LAYERS, save.withoutField("parent"), "more than 250000 layers");
  }
}
