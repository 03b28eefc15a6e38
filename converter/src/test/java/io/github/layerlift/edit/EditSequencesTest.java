package io.github.layerlift.edit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fixture.ArchiveFixture;
import io.github.layerlift.fixture.DockerSave;
import io.github.layerlift.fixture.ImageFixture;
import io.github.layerlift.fixture.LayerFixture;
import io.github.layerlift.fixture.OciSave;
import io.github.layerlift.fixture.Packing;
import io.github.layerlift.fixture.V1Save;
import io.github.layerlift.fixture.Workbench;
import io.github.layerlift.options.ConfigField;
import io.github.layerlift.options.Edit;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Any sequence of edits gives a sound image, with the config that a simple model has. */
class EditSequencesTest {
  private static final byte[] LOWER = LayerFixture.layer()
      .folder("etc")
      .file("etc/a", "a")
      .hardLink("etc/b", "etc/a")
      .bytes();
  private static final byte[] UPPER =
      LayerFixture.layer().whiteout("etc/a").file("opt/c.pem", "c").bytes();
  private static final ImageFixture IMAGE =
      ImageFixture.image().layer(LOWER).layer(UPPER).tag("app:1.0");

  private static final List<ArchiveFixture> ARCHIVES = List.of(
      DockerSave.of(IMAGE).archive(),
      OciSave.of(Packing.GZIP, IMAGE).archive(),
      DockerSave.of(IMAGE.historyJson("")).archive(),
      DockerSave.of(IMAGE.historyJson("\"history\": [{},{},{}]")).archive(),
      V1Save.v1().layer(LOWER).layer(UPPER).tag("app:1.0").archive());

  @Provide
  Arbitrary<Edit> edits() {
    Arbitrary<String> keys = Arbitraries.of("A", "B", "C");
    Arbitrary<String> values = Arbitraries.of("", "x", "y=z", "é<&>");
    return Arbitraries.oneOf(
        Arbitraries.of(ConfigField.ENV, ConfigField.LABEL)
            .flatMap(field ->
                keys.flatMap(key -> values.map(value -> new Edit.Set(field, key + "=" + value)))),
        Arbitraries.of(ConfigField.ENV, ConfigField.LABEL)
            .flatMap(field -> keys.map(key -> new Edit.Unset(field, key))),
        Arbitraries.of(ConfigField.CMD, ConfigField.ENTRYPOINT)
            .flatMap(field -> Arbitraries.of("[\"/x\",\"y\"]", "run it")
                .map(value -> new Edit.Set(field, value))),
        Arbitraries.of(ConfigField.CMD, ConfigField.ENTRYPOINT, ConfigField.USER)
            .map(field -> new Edit.Unset(field, "")),
        Arbitraries.of("me", "1:2").map(value -> new Edit.Set(ConfigField.USER, value)),
        Arbitraries.of("/a", "b").map(value -> new Edit.Set(ConfigField.WORKDIR, value)),
        Arbitraries.of("80", "81-82/udp").map(value -> new Edit.Set(ConfigField.EXPOSE, value)),
        Arbitraries.of("80", "81/udp").map(value -> new Edit.Unset(ConfigField.EXPOSE, value)),
        Arbitraries.of(
            new Edit.Squash(1),
            new Edit.Squash(2),
            new Edit.Flatten(),
            new Edit.ClampTimes(Instant.EPOCH),
            new Edit.DropHistory(),
            new Edit.DropBuildArgs(),
            new Edit.Remove("/etc"),
            new Edit.Purge(List.of("/**/*.pem")),
            new Edit.Retag("app:1.0", "app:1.0")),
        Arbitraries.of("/etc/n", "/new/", "/opt").map(EditSequencesTest::add));
  }

  private static Edit add(String target) {
    return new Edit.Add(
        Path.of("added"), target, false, Optional.empty(), OptionalInt.empty(), Optional.empty());
  }

  @Property(tries = 500)
  void edit_anySequence_isSoundAndWhatTheModelHas(
      @ForAll("edits") Edit first, @ForAll("sequence") List<Edit> rest) throws IOException {
    List<Edit> edits = new ArrayList<>(List.of(first));
    edits.addAll(rest);
    ArchiveFixture archive = ARCHIVES.get(Math.floorMod(edits.hashCode(), ARCHIVES.size()));
    try (FileSystem memory = Jimfs.newFileSystem(Configuration.unix())) {
      Path folder = memory.getPath("/work");
      Workbench bench = new Workbench(folder);
      Path added = Files.writeString(bench.inputs().resolve("added"), "new");
      List<Edit> real = edits.stream().map(edit -> from(added, edit)).toList();
      Optional<Workbench.Done> done = apply(bench, archive, real);
      if (done.isPresent()) {
        ConfigModel model = ConfigModel.of(bench.convert(archive).image().configJson());
        edits.forEach(model::apply);
        JsonNode config = done.get().image().configJson();
        assertEquals(model.toString(), ConfigModel.of(config).toString());
        assertArrayEquals(
            done.get().tar(), apply(bench, archive, real).orElseThrow().tar());
      }
    }
  }

  @Provide
  Arbitrary<List<Edit>> sequence() {
    return edits().list().ofMaxSize(6);
  }

  private static Edit from(Path source, Edit edit) {
    return edit instanceof Edit.Add add
        ? new Edit.Add(source, add.target(), false, add.owner(), add.mode(), add.time())
        : edit;
  }

  /** Empty if an edit asks for what the edits before it have removed. */
  private static Optional<Workbench.Done> apply(
      Workbench bench, ArchiveFixture archive, List<Edit> edits) throws IOException {
    try {
      return Optional.of(bench.convert(archive, options -> options.changes(List.copyOf(edits))));
    } catch (LayerliftException e) {
      assertEquals(
          true,
          e.code() == ErrorCode.PATH_MISSING || e.code() == ErrorCode.BAD_OPTION,
          e.getMessage());
      return Optional.empty();
    }
  }
}
