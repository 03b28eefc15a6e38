package io.github.layerlift.edit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fixture.ArchiveFixture;
import io.github.layerlift.fixture.DockerSave;
import io.github.layerlift.fixture.ImageFixture;
import io.github.layerlift.fixture.Jsons;
import io.github.layerlift.fixture.OciSave;
import io.github.layerlift.fixture.Packing;
import io.github.layerlift.fixture.V1Save;
import io.github.layerlift.fixture.WithWorkbench;
import io.github.layerlift.fixture.Workbench;
import io.github.layerlift.options.Change;
import io.github.layerlift.options.ConfigField;
import io.github.layerlift.options.Edit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstructionsTest extends WithWorkbench {
  private static final String CONFIG = """
      "architecture": "amd64", "os": "linux", "zzz": 1.50,
      "container_config": {"Env": ["A=1", "SECRET=x"]}""";
  private static final ImageFixture HELLO = ImageFixture.hello("hello:1.0").platformJson(CONFIG);

  private static Edit.Set set(ConfigField field, String value) {
    return new Edit.Set(field, value);
  }

  private static Edit.Unset unset(ConfigField field, String key) {
    return new Edit.Unset(field, key);
  }

  private Workbench.Done edit(ArchiveFixture archive, Edit... edits) throws IOException {
    return bench.convert(archive, options -> options.changes(List.of(edits)));
  }

  private JsonNode edited(Edit... edits) throws IOException {
    return edit(DockerSave.of(HELLO).archive(), edits).image().configJson();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "ENV|A=b=c|Env|[\"A=b=c\"]",
        "ENV|A=|Env|[\"A=\"]",
        "LABEL|a.b=c d|Labels|{\"a.b\":\"c d\"}",
        "CMD|[\"a\", \"b c\"]|Cmd|[\"a\",\"b c\"]",
        "CMD|echo $HOME|Cmd|[\"/bin/sh\",\"-c\",\"echo $HOME\"]",
        "CMD|[ -f /x ] && y|Cmd|[\"/bin/sh\",\"-c\",\"[ -f /x ] && y\"]",
        "CMD|[]|Cmd|[]",
        "CMD|['one']|Cmd|[\"/bin/sh\",\"-c\",\"['one']\"]",
        "CMD|[ \"$A\" = b ] && y|Cmd|[\"/bin/sh\",\"-c\",\"[ \\\"$A\\\" = b ] && y\"]",
        "CMD|[[ \"a,b\" == c ]]|Cmd|[\"/bin/sh\",\"-c\",\"[[ \\\"a,b\\\" == c ]]\"]",
        "ENTRYPOINT|  [ \"a\" , \"b\" ]|Entrypoint|[\"a\",\"b\"]",
        "ENTRYPOINT|/init -v|Entrypoint|[\"/bin/sh\",\"-c\",\"/init -v\"]",
        "USER|1000:1000|User|\"1000:1000\"",
        "WORKDIR|/a/../b|WorkingDir|\"/a/../b\"",
        "WORKDIR|a/./b//c/..|WorkingDir|\"/a/b\"",
        "STOP_SIGNAL|SIGQUIT|StopSignal|\"SIGQUIT\"",
        "STOP_SIGNAL|quit|StopSignal|\"quit\"",
        "STOP_SIGNAL|9|StopSignal|\"9\"",
        "STOP_SIGNAL|SIGRTMIN+3|StopSignal|\"SIGRTMIN+3\"",
        "EXPOSE|80|ExposedPorts|{\"80/tcp\":{}}",
        "EXPOSE|53/UDP|ExposedPorts|{\"53/udp\":{}}",
        "EXPOSE|8000-8002/sctp|ExposedPorts|{\"8000/sctp\":{},\"8001/sctp\":{},\"8002/sctp\":{}}",
        "VOLUME|/data|Volumes|{\"/data\":{}}",
        "HEALTHCHECK|NONE|Healthcheck|{\"Test\":[\"NONE\"]}",
        "HEALTHCHECK|CMD curl -f x|Healthcheck|{\"Test\":[\"CMD-SHELL\",\"curl -f x\"]}",
        "HEALTHCHECK|--interval=1m30s --retries=3 cmd [\"a\"]|Healthcheck|"
            + "{\"Test\":[\"CMD\",\"a\"],\"Interval\":90000000000,\"Retries\":3}",
        "HEALTHCHECK|--timeout=1.5s --start-period=0s CMD x|Healthcheck|"
            + "{\"Test\":[\"CMD-SHELL\",\"x\"],\"Timeout\":1500000000}",
        "SHELL|[\"/bin/bash\",\"-ec\"]|Shell|[\"/bin/bash\",\"-ec\"]",
      })
  void set_value_isWrittenAsDockerWritesIt(ConfigField field, String value, String key, String json)
      throws IOException {
    assertEquals(
        Jsons.read(json.getBytes(UTF_8)),
        edited(set(field, value)).get("config").get(key));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "ENV|A",
        "ENV|=b",
        "LABEL|a",
        "ANNOTATION|=x",
        "CMD|``",
        "USER|` `",
        "WORKDIR|``",
        "STOP_SIGNAL|SIGFOO",
        "STOP_SIGNAL|0",
        "STOP_SIGNAL|65",
        "STOP_SIGNAL|RTMIN+16",
        "EXPOSE|80/icmp",
        "EXPOSE|65536",
        "EXPOSE|9-8",
        "EXPOSE|a",
        "VOLUME|data",
        "HEALTHCHECK|curl",
        "HEALTHCHECK|--interval=5 CMD x",
        "HEALTHCHECK|--interval=1us CMD x",
        "HEALTHCHECK|--often=5s CMD x",
        "HEALTHCHECK|--retries=x CMD x",
        "SHELL|/bin/sh -c",
        "SHELL|[]",
        "PLATFORM|linux",
        "PLATFORM|linux/../x",
        "CMD|[\"a\"",
        "CMD|  [\"a\", 1]",
        "CMD|[\"a\"] && b",
        "ENTRYPOINT|[ \"a\", b]",
        "HEALTHCHECK|CMD [\"a\",]",
        "SHELL|[\"a\"",
        "ENV|A=caf\udce9",
        "ENV|A\udce9=b",
        "LABEL|a=\ud800",
        "ANNOTATION|a=\udcff",
        "CMD|\udcff",
        "USER|\udc80",
        "CREATED|yesterday",
      })
  void set_wrongValue_isRefusedBeforeAnythingIsRead(ConfigField field, String value)
      throws IOException {
    LayerliftException fault = bench.refuse(
        ErrorCode.BAD_OPTION,
        bench.inputs().resolve("missing.tar"),
        options -> options.changes(List.of(set(field, value))));
    assertTrue(fault.getMessage().length() > 10, fault.getMessage());
  }

  @Test
  void set_variableThatIsThere_keepsItsPlace() throws IOException {
    JsonNode config = edited(
        set(ConfigField.ENV, "A=1"), set(ConfigField.ENV, "B=2"), set(ConfigField.ENV, "A=3"));
    assertEquals(List.of("A=3", "B=2"), Jsons.strings(config.get("config").get("Env")));
  }

  @Test
  void set_entryPoint_clearsTheCommandUnlessOneWasSet() throws IOException {
    Edit entryPoint = set(ConfigField.ENTRYPOINT, "[\"/e\"]");
    Edit command = set(ConfigField.CMD, "[\"c\"]");
    assertTrue(edited(entryPoint).get("config").path("Cmd").isMissingNode());
    assertEquals("[\"c\"]", edited(command, entryPoint).get("config").get("Cmd").toString());
    assertEquals("[\"c\"]", edited(entryPoint, command).get("config").get("Cmd").toString());
  }

  @Test
  void set_shell_isUsedByTheCommandAfterIt() throws IOException {
    JsonNode config =
        edited(set(ConfigField.SHELL, "[\"/bin/ash\",\"-e\"]"), set(ConfigField.CMD, "x"));
    assertEquals("[\"/bin/ash\",\"-e\",\"x\"]", config.get("config").get("Cmd").toString());
  }

  @Test
  void set_fieldsOfTheDocument_changeThem() throws IOException {
    JsonNode config = edited(
        set(ConfigField.PLATFORM, "linux/arm/v7"),
        set(ConfigField.CREATED, "86400"),
        set(ConfigField.AUTHOR, "me"));
    assertEquals("arm", config.get("architecture").asText());
    assertEquals("v7", config.get("variant").asText());
    assertEquals("1970-01-02T00:00:00Z", config.get("created").asText());
    assertEquals("me", config.get("author").asText());
  }

  @Test
  void set_anything_keepsUnknownKeysTheirOrderAndNumbers() throws IOException {
    Workbench.Done done = edit(DockerSave.of(HELLO).archive(), set(ConfigField.LABEL, "a=b"));
    String raw = new String(done.archive().blob(done.image().id()), UTF_8);
    assertTrue(raw.contains("\"zzz\":1.50"), raw);
    List<String> before = new ArrayList<>();
    Jsons.read(HELLO.config()).fieldNames().forEachRemaining(before::add);
    List<String> after = new ArrayList<>();
    done.image().configJson().fieldNames().forEachRemaining(after::add);
    assertEquals(before, after);
  }

  @Test
  void set_anything_addsARowWithoutALayer() throws IOException {
    JsonNode row = edited(set(ConfigField.USER, "app")).get("history").get(2);
    assertEquals("USER app", row.get("created_by").asText());
    assertTrue(row.get("empty_layer").asBoolean());
  }

  @Test
  void set_annotation_keepsTheImageId() throws IOException {
    Workbench.Done done = edit(DockerSave.of(HELLO).archive(), set(ConfigField.ANNOTATION, "a=b"));
    assertEquals("sha256:" + HELLO.id(), done.image().id());
    assertTrue(done.report().images().get(0).original().isEmpty());
    String manifest = done.report().images().get(0).manifestDigest();
    assertEquals(
        "b", Jsons.read(done.archive().blob(manifest)).at("/annotations/a").asText());
  }

  @Test
  void set_nothingNew_stillLeavesARow() throws IOException {
    Workbench.Done once = edit(DockerSave.of(HELLO).archive(), set(ConfigField.USER, "a"));
    assertEquals(
        "sha256:" + HELLO.id(),
        once.report().images().get(0).original().orElseThrow().id());
  }

  @Test
  void unset_variable_isGoneFromTheBuildersCopyToo() throws IOException {
    Workbench.Done done = edit(DockerSave.of(HELLO).archive(), unset(ConfigField.ENV, "SECRET"));
    assertEquals(
        "[\"A=1\"]", done.image().configJson().at("/container_config/Env").toString());
  }

  @Test
  void unset_variableInTheHistory_warns() throws IOException {
    Workbench.Done done = edit(
        DockerSave.of(HELLO).archive(),
        set(ConfigField.ENV, "SECRET=x"),
        unset(ConfigField.ENV, "SECRET"));
    assertEquals(List.of("history-shows-value"), done.warnings());
  }

  @Test
  void unset_variableAndHistory_leavesNothingToWarnOf() throws IOException {
    Workbench.Done done = edit(
        DockerSave.of(HELLO).archive(),
        set(ConfigField.ENV, "SECRET=x"),
        unset(ConfigField.ENV, "SECRET"),
        new Edit.DropHistory());
    assertEquals(List.of(), done.warnings());
    assertEquals(-1, new String(done.tar(), UTF_8).indexOf("SECRET"));
  }

  @ParameterizedTest
  @CsvSource({
    "ENV,NOPE",
    "LABEL,nope",
    "ANNOTATION,nope",
    "EXPOSE,80",
    "VOLUME,/x",
    "USER,''",
    "AUTHOR,''",
    "HEALTHCHECK,''"
  })
  void unset_missing_warnsAndKeepsTheImage(ConfigField field, String key) throws IOException {
    Workbench.Done done = edit(DockerSave.of(HELLO).archive(), unset(field, key));
    assertEquals(List.of("nothing-to-unset"), done.warnings());
    assertEquals("sha256:" + HELLO.id(), done.image().id());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ENV|A=1|A|Env",
        "LABEL|a=1|a|Labels",
        "EXPOSE|80|80|ExposedPorts",
        "VOLUME|/x|/x|Volumes",
      })
  void unset_entryThatWasSet_leavesNone(ConfigField field, String value, String key, String name)
      throws IOException {
    JsonNode config = edited(set(field, value), unset(field, key));
    assertEquals(0, config.get("config").get(name).size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CMD|x|Cmd",
        "ENTRYPOINT|x|Entrypoint",
        "USER|x|User",
        "WORKDIR|/x|WorkingDir",
        "STOP_SIGNAL|9|StopSignal",
        "HEALTHCHECK|NONE|Healthcheck",
        "SHELL|[\"x\"]|Shell",
      })
  void unset_fieldThatWasSet_removesIt(ConfigField field, String value, String name)
      throws IOException {
    JsonNode config = edited(set(field, value), unset(field, ""));
    assertTrue(config.get("config").path(name).isMissingNode());
  }

  @Test
  void edit_oldArchive_saysWhatItsIdWas() throws IOException {
    ArchiveFixture archive = V1Save.hello("hello:1.0").archive();
    String before = bench.convert(archive).image().id();
    Workbench.Done done = edit(archive, set(ConfigField.ENV, "A=b"));
    assertEquals(before, done.report().images().get(0).original().orElseThrow().id());
    assertEquals(done.image().id(), done.report().images().get(0).id());
  }

  @Test
  void edit_ociManifest_keepsItsPackedLayers() throws IOException {
    ArchiveFixture archive = OciSave.of(Packing.GZIP, HELLO).archive();
    List<String> before = bench.convert(archive).image().layers();
    Workbench.Done done = edit(archive, set(ConfigField.ENV, "A=b"));
    assertEquals(before, done.image().layers());
  }

  @Test
  void edit_severalImages_changesThemAll_unlessOneIsSelected() throws IOException {
    ArchiveFixture archive =
        DockerSave.of(HELLO, ImageFixture.hello("other:1").command("x")).archive();
    Edit user = set(ConfigField.USER, "me");
    for (var image : edit(archive, user).images()) {
      assertEquals("me", image.configJson().at("/config/User").asText());
    }
    Workbench.Done one = bench.convert(
        archive, options -> options.changes(List.of(new Change.Select(List.of("other:1")), user)));
    assertEquals("me", one.image().configJson().at("/config/User").asText());
  }

  @Test
  void edit_imageOfAnIndex_isTakenByItsDigest() throws IOException {
    OciSave save = new OciSave();
    Object one = save.image(HELLO, Packing.PLAIN);
    Object other = save.image(HELLO.command("/x"), Packing.PLAIN);
    ArchiveFixture archive = save.list(save.index(one, other), "app:1.0").archive();
    Workbench.Done done = bench.convert(
        archive,
        options -> options.changes(List.of(
            new Change.Select(List.of("sha256:" + HELLO.id())), set(ConfigField.USER, "me"))));
    assertEquals("docker.io/library/app:1.0", done.image().name());
    assertEquals(
        "sha256:" + HELLO.id(),
        done.report().images().get(0).original().orElseThrow().id());
  }
}
