package io.github.layerlift.convert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.fixture.Hashes;
import io.github.layerlift.fixture.LayerTar;
import io.github.layerlift.fixture.V1Save;
import io.github.layerlift.fixture.Workbench;
import io.github.layerlift.report.ConversionReport;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Configs, byte for byte as Docker 20.10.24 makes them from the same {@code json}. */
class V1ConfigTest {
  private static final byte[] LAYER = LayerTar.of("f", "x");
  private static final String ROOTFS =
      "\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\"" + Hashes.digest(LAYER) + "\"]}";

  /** Docker's struct for a container's config with nothing in it. */
  private static final String EMPTY =
      "{\"Hostname\":\"\",\"Domainname\":\"\",\"User\":\"\",\"AttachStdin\":false,"
          + "\"AttachStdout\":false,\"AttachStderr\":false,\"Tty\":false,\"OpenStdin\":false,"
          + "\"StdinOnce\":false,\"Env\":null,\"Cmd\":null,\"Image\":\"\",\"Volumes\":null,"
          + "\"WorkingDir\":\"\",\"Entrypoint\":null,\"OnBuild\":null,\"Labels\":null}";

  private static final String BASE =
      "\"created\":\"2014-01-02T03:04:05Z\",\"os\":\"linux\",\"architecture\":\"amd64\"";

  @TempDir
  private Path folder;

  private Workbench bench;

  @BeforeEach
  void setUp() throws IOException {
    bench = new Workbench(folder);
  }

  private String config(String json) throws IOException {
    V1Save save = V1Save.v1().layer(LAYER).json(json).tag("x:1");
    return new String(bench.convert(save.archive()).image().config(), UTF_8);
  }

  @Test
  void convert_sinceDocker183_keepsWhatIsThere() throws IOException {
    assertEquals(
        "{\"architecture\":\"amd64\",\"created\":\"2014-01-02T03:04:05Z\","
            + "\"docker_version\":\"1.9.1\",\"history\":[{\"created\":\"2014-01-02T03:04:05Z\"}],"
            + "\"os\":\"linux\","
            + ROOTFS
            + "}",
        config("{" + BASE + ",\"docker_version\":\"1.9.1\"}"));
  }

  @Test
  void convert_beforeDocker183_passesThroughItsStruct() throws IOException {
    assertEquals(
        "{\"architecture\":\"amd64\",\"container_config\":"
            + EMPTY
            + ",\"created\":\"2014-01-02T03:04:05Z\","
            + "\"history\":[{\"created\":\"2014-01-02T03:04:05Z\"}],\"os\":\"linux\","
            + ROOTFS
            + "}",
        config("{" + BASE + ",\"zz\":1}"));
  }

  @Test
  void convert_historyFields_standInTheirOrder() throws IOException {
    String config = config("{"
        + BASE
        + ",\"docker_version\":\"1.9.1\",\"author\":\"me\",\"comment\":\"c\","
        + "\"container_config\":{\"Cmd\":[\"/bin/sh\",\"-c\",\"#(nop) x\"]}}");
    assertEquals(
        "[{\"created\":\"2014-01-02T03:04:05Z\",\"author\":\"me\","
            + "\"created_by\":\"/bin/sh -c #(nop) x\",\"comment\":\"c\"}]",
        config.substring(config.indexOf("\"history\":") + 10, config.indexOf(",\"os\"")));
  }

  @Test
  void convert_unknownFieldsAndSubObjects_keepTheirBytes() throws IOException {
    String config = config("{"
        + BASE
        + ",\"docker_version\":\"1.9.1\", \"size\": 7, \"x\" : { \"b\" : 1.0e2 ,"
        + " \"a\" : \"<\\u003c\\/\" }, \"id\":\"y\",\"parent_id\":\"z\",\"throwaway\":true }");
    assertEquals(
        "{\"architecture\":\"amd64\",\"created\":\"2014-01-02T03:04:05Z\","
            + "\"docker_version\":\"1.9.1\",\"history\":[{\"created\":\"2014-01-02T03:04:05Z\"}],"
            + "\"os\":\"linux\","
            + ROOTFS
            + ",\"size\":7,\"x\":{\"b\":1.0e2,\"a\":\"\\u003c\\u003c\\/\"}}",
        config);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "1", "1.8", "1.8.2", "1.8.3-cs1", "1.8.3-rc1", "1.8.2-cs9", "v1.9", "abc"})
  void convert_versionBelow183_losesUnknownFields(String version) throws IOException {
    String config = config("{" + BASE + ",\"docker_version\":\"" + version + "\",\"zz\":1}");
    assertFalse(config.contains("\"zz\""), config);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.8.3",
        "1.8.4",
        "1.9.0-dev",
        "1.10",
        "01.8.3",
        "1.08.03",
        "1.8.3.0",
        "99999999999999999999"
      })
  void convert_versionFrom183On_keepsUnknownFields(String version) throws IOException {
    String config = config("{" + BASE + ",\"docker_version\":\"" + version + "\",\"zz\":1}");
    assertTrue(config.contains("\"zz\":1"), config);
  }

  @ParameterizedTest
  @CsvSource({
    "2014-10-01T20:46:08.914288461Z, 2014-10-01T20:46:08.914288461Z",
    "2014-10-01T20:46:08.910000000Z, 2014-10-01T20:46:08.91Z",
    "2014-10-01T20:46:08.000Z, 2014-10-01T20:46:08Z",
    "2014-10-01T20:46:08+00:00, 2014-10-01T20:46:08Z",
    "2014-10-01T20:46:08+02:00, 2014-10-01T20:46:08+02:00",
    "2014-10-01T20:46:08-07:30, 2014-10-01T20:46:08-07:30",
    "0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z"
  })
  void convert_time_isWrittenAsGoDoes(String given, String written) throws IOException {
    String config =
        config("{\"created\":\"" + given + "\",\"os\":\"linux\",\"architecture\":\"amd64\"}");
    assertTrue(config.contains("\"history\":[{\"created\":\"" + written + "\"}]"), config);
  }

  @Test
  void convert_noTime_isGosZeroInHistoryOnly() throws IOException {
    assertEquals(
        "{\"architecture\":\"amd64\",\"docker_version\":\"1.9.1\","
            + "\"history\":[{\"created\":\"0001-01-01T00:00:00Z\"}],\"os\":\"linux\","
            + ROOTFS
            + "}",
        config("{\"os\":\"linux\",\"architecture\":\"amd64\",\"docker_version\":\"1.9.1\"}"));
  }

  @Test
  void convert_commandAsAString_isOneWord() throws IOException {
    String config = config("{" + BASE + ",\"container_config\":{\"Cmd\":\"a b\"}}");
    assertTrue(config.contains("\"created_by\":\"a b\""), config);
    assertTrue(config.contains("\"Cmd\":[\"a b\"]"), config);
  }

  @Test
  void convert_html_isEscapedAsGoDoes() throws IOException {
    String config = config("{" + BASE + ",\"author\":\"<a&b>\u2028\"}");
    assertTrue(config.contains("\"author\":\"\\u003ca\\u0026b\\u003e\\u2028\""), config);
  }

  @Test
  void convert_noPlatform_addsTwoFieldsAndNoMore() throws IOException {
    assertEquals(
        "{\"architecture\":\"amd64\",\"docker_version\":\"1.9.1\","
            + "\"history\":[{\"created\":\"0001-01-01T00:00:00Z\"}],\"os\":\"linux\","
            + ROOTFS
            + "}",
        config("{\"docker_version\":\"1.9.1\"}"));
  }

  @Test
  void convert_emptyPlatformInAnyCase_isReplaced() throws IOException {
    assertEquals(
        "{\"architecture\":\"amd64\",\"docker_version\":\"1.9.1\","
            + "\"history\":[{\"created\":\"0001-01-01T00:00:00Z\"}],\"os\":\"linux\","
            + ROOTFS
            + "}",
        config("{\"OS\":\"\",\"Architecture\":\"\",\"docker_version\":\"1.9.1\"}"));
  }

  /** What is there keeps its spelling, byte for byte. */
  @Test
  void convert_halfAPlatform_staysAsItIs() throws IOException {
    assertEquals(
        "{\"Os\":\"linu\\u0078\",\"architecture\":\"amd64\",\"docker_version\":\"1.9.1\","
            + "\"history\":[{\"created\":\"0001-01-01T00:00:00Z\"}],"
            + ROOTFS
            + "}",
        config("{\"Os\":\"linu\\u0078\",\"docker_version\":\"1.9.1\"}"));
  }

  @ParameterizedTest
  @CsvSource({
    "'\"os\":\"windows\"', windows/arm/v6",
    "'\"architecture\":\"arm64\",\"variant\":\"v8\"', plan9/arm64/v8",
    "'\"architecture\":\"arm64\"', plan9/arm64",
    "'\"variant\":\"v8\"', plan9/arm/v6",
    "'\"os\":\"windows\",\"architecture\":\"arm64\"', windows/arm64"
  })
  void convert_halfAPlatform_isFilledUp(String given, String platform) throws IOException {
    V1Save save = V1Save.v1().layer(LAYER).json("{" + given + "}").tag("x:1");
    ConversionReport report = bench
        .convert(save.archive(), options -> options.platform("plan9/arm/v6"))
        .report();
    assertEquals(platform, report.images().get(0).platform());
  }
}
