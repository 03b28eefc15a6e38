package io.github.layerlift.convert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fixture.ArchiveFixture;
import io.github.layerlift.fixture.Hashes;
import io.github.layerlift.fixture.Jsons;
import io.github.layerlift.fixture.LayerTar;
import io.github.layerlift.fixture.OutputImage;
import io.github.layerlift.fixture.Packing;
import io.github.layerlift.fixture.Stores;
import io.github.layerlift.fixture.WithWorkbench;
import io.github.layerlift.fixture.Workbench;
import io.github.layerlift.options.Change;
import io.github.layerlift.options.ConvertOptionsBuilder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Manifests of schema 1 on a registry's disk. */
class Schema1Test extends WithWorkbench {
  private static final String A = Hashes.hex("a");
  private static final String B = Hashes.hex("b");
  private static final String C = Hashes.hex("c");
  private static final byte[] BASE = LayerTar.of("base", "1");
  private static final byte[] APP = LayerTar.of("app", "2");

  private final List<String> rows = new ArrayList<>();
  private final List<String> blobs = new ArrayList<>();
  private ArchiveFixture store = ArchiveFixture.empty();

  /** Adds a row below the last one. */
  private Schema1Test row(String id, String parent, String more, byte[] layer) {
    rows.add("{\"id\":\"" + id + "\"" + (parent.isEmpty() ? "" : ",\"parent\":\"" + parent + "\"")
        + ",\"created\":\"2015-06-01T12:00:00Z\",\"docker_version\":\"1.9.1\",\"os\":\"linux\","
        + "\"architecture\":\"amd64\",\"container_config\":{\"Cmd\":[\"" + id.substring(0, 4)
        + "\"]}" + more + "}");
    blobs.add(Hashes.digest(layer));
    store = Stores.blob(store, layer);
    return this;
  }

  private Schema1Test usual() {
    return row(B, A, "", Packing.GZIP.pack(APP)).row(A, "", "", Packing.GZIP.pack(BASE));
  }

  private ArchiveFixture archive() {
    return archive(new TreeMap<>(Stores.schema1(rows, blobs)));
  }

  private ArchiveFixture archive(Map<String, Object> manifest) {
    byte[] bytes = Jsons.bytes(manifest);
    return Stores.linked(Stores.blob(store, bytes), "app:1", Hashes.digest(bytes));
  }

  private OutputImage image() throws IOException {
    return bench.convert(archive()).image("app:1");
  }

  @Test
  void convert_chain_hasItsLayersBaseFirst() throws IOException {
    usual();
    OutputImage image = image();
    assertEquals(List.of(Hashes.digest(BASE), Hashes.digest(APP)), image.diffIds());
    assertEquals(
        List.of(A.substring(0, 4), B.substring(0, 4)),
        Jsons.each(
            image.configJson().get("history"), item -> item.get("created_by").asText()));
  }

  @ParameterizedTest
  @EnumSource(
      value = Packing.class,
      names = {"PLAIN", "GZIP", "XZ"})
  void convert_layersPackedInAnyWay_giveTheSameId(Packing packing) throws IOException {
    row(B, A, "", packing.pack(APP)).row(A, "", "", packing.pack(BASE));
    String id = image().id();
    rows.clear();
    blobs.clear();
    usual();
    assertEquals(image().id(), id);
  }

  @Test
  void convert_imageWithoutATag_isSelectedByItsV1Id() throws IOException {
    usual();
    ArchiveFixture tagged = archive();
    String id = image().id();
    rows.remove(0);
    blobs.remove(0);
    byte[] base = Jsons.bytes(Stores.schema1(rows, blobs));
    ArchiveFixture both = Stores.linked(Stores.blob(tagged, base), "base:1", Hashes.digest(base))
        .without(tag("app"))
        .without(tag("base"));
    for (String wanted : List.of(B, B.substring(0, 12), id)) {
      assertEquals(id, bench.convert(both, select(wanted)).image().id());
    }
    LayerliftException fault =
        bench.refuse(ErrorCode.NOTHING_SELECTED, both, select(Hashes.digest(base)));
    assertTrue(fault.hint().orElse("").contains("an untagged image " + B), fault.toString());
  }

  private static String tag(String repository) {
    return Stores.STORE + "repositories/" + repository + "/_manifests/tags/1/current/link";
  }

  private static UnaryOperator<ConvertOptionsBuilder> select(String wanted) {
    return options -> options.changes(List.of(new Change.Select(List.of(wanted))));
  }

  @Test
  void convert_throwawayRow_isHistoryOnly() throws IOException {
    row(C, B, ",\"throwaway\":true", LayerTar.empty());
    usual();
    Workbench.Done done = bench.convert(archive());
    assertEquals(List.of(), done.warnings());
    OutputImage image = done.image("app:1");
    assertEquals(List.of(Hashes.digest(BASE), Hashes.digest(APP)), image.diffIds());
    JsonNode history = image.configJson().get("history");
    assertEquals(3, history.size());
    assertTrue(history.get(2).get("empty_layer").asBoolean());
    assertTrue(!image.configJson().has("throwaway") && !history.get(1).has("empty_layer"));
  }

  @Test
  void convert_blobOfAThrowawayRow_needNotBeThere() throws IOException {
    row(C, B, ",\"throwaway\":true", LayerTar.of("gone", "x"));
    usual();
    store = store.without(Stores.blob(blobs.get(0).substring("sha256:".length())));
    assertEquals(2, image().layers().size());
  }

  @Test
  void convert_idOfTheRowBelow_isThatRow() throws IOException {
    row(B, A, ",\"author\":\"again\"", LayerTar.of("again", "x"));
    usual();
    String id = image().id();
    rows.remove(0);
    blobs.remove(0);
    assertEquals(image().id(), id);
  }

  /** A registry keeps what was signed, and has its digest; signatures are elsewhere. */
  @Test
  void convert_signedInADirFolder_isThatOfTheRegistry() throws IOException {
    usual();
    String payload = new String(Jsons.bytes(Stores.schema1(rows, blobs)), UTF_8);
    String signed = payload.substring(0, payload.length() - 1)
        + ",\n   \"signatures\": [{\"header\": {\"alg\": \"ES256\"}, \"signature\": \"x\","
        + " \"protected\": \"eyJmb3JtYXRMZW5ndGgiOjF9\"}]\n}";
    ArchiveFixture dir = ArchiveFixture.empty()
        .file("version", "Directory Transport Version: 1.1\n")
        .file("manifest.json", signed);
    for (String blob : blobs) {
      String hex = blob.substring("sha256:".length());
      dir = dir.file(hex, store.content(Stores.blob(hex)));
    }
    Workbench.Done done = bench.convert(dir);
    assertEquals(image().id(), done.image().id());
    assertEquals(List.of(), done.warnings());
  }

  @Test
  void convert_idThatComesBack_isRefused() throws IOException {
    row(A, B, "", APP).row(B, A, "", APP).row(A, "", "", BASE);
    bench.refuse(ErrorCode.V1_ID_TWICE, archive());
  }

  @Test
  void convert_otherParent_isRefused() throws IOException {
    row(B, C, "", APP).row(A, "", "", BASE);
    bench.refuse(ErrorCode.V1_PARENT_MISSING, archive());
  }

  @Test
  void convert_parentBelowTheBase_isRefused() throws IOException {
    row(B, A, "", APP).row(A, C, "", BASE);
    bench.refuse(ErrorCode.V1_PARENT_MISSING, archive());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "../../../etc", "abc", "ABCDEF"})
  void convert_idThatIsNone_isRefused(String id) throws IOException {
    row("a".repeat(64), "", "", BASE);
    rows.set(0, rows.get(0).replace("a".repeat(64), id));
    bench.refuse(ErrorCode.V1_ID_INVALID, archive());
  }

  @Test
  void convert_otherNumberOfLayers_isRefused() throws IOException {
    usual();
    blobs.remove(0);
    bench.refuse(ErrorCode.LAYER_COUNT, archive());
  }

  @ParameterizedTest
  @ValueSource(strings = {"layers", "manifests", "config"})
  void convert_documentOfTwoKinds_isRefused(String field) throws IOException {
    usual();
    Map<String, Object> manifest = new TreeMap<>(Stores.schema1(rows, blobs));
    manifest.put(field, List.of());
    bench.refuse(ErrorCode.JSON_SHAPE, archive(manifest));
  }

  @Test
  void convert_missingLayer_isRefused() throws IOException {
    usual();
    store = store.without(Stores.blob(blobs.get(0).substring("sha256:".length())));
    bench.refuse(ErrorCode.BLOB_MISSING, archive());
  }

  @Test
  void convert_layerWithOtherBytes_isRefused() throws IOException {
    usual();
    String name = Stores.blob(blobs.get(0).substring("sha256:".length()));
    store = store.with(name, Packing.GZIP.pack(LayerTar.of("app", "other")));
    bench.refuse(ErrorCode.BLOB_MISMATCH, archive());
  }
}
