package io.github.layerlift.convert;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fixture.ArchiveFixture;
import io.github.layerlift.fixture.Hashes;
import io.github.layerlift.fixture.LayerTar;
import io.github.layerlift.fixture.Stores;
import io.github.layerlift.fixture.V1Save;
import io.github.layerlift.fixture.WithWorkbench;
import io.github.layerlift.fixture.Workbench;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Disks of docker-registry 0.x. */
class RegistryV1Test extends WithWorkbench {
  private static ArchiveFixture store(V1Save v1) {
    return Stores.registryV1(v1.archive());
  }

  @Test
  void convert_images_haveTheIdsOfTheV1Archive() throws IOException {
    V1Save v1 = V1Save.hello("app:1").tag("team/app:2");
    Workbench.Done done = bench.convert(store(v1));
    String id = bench.convert(v1.archive()).image("app:1").id();
    assertEquals("registry-0.x", done.report().dialect());
    assertEquals(id, done.image("app:1").id());
    assertEquals(id, done.image("team/app:2").id());
    assertEquals(List.of(), done.report().warnings());
    assertEquals(0, done.report().skippedFiles());
  }

  @Test
  void convert_imageWithoutATag_hasNoName() throws IOException {
    V1Save v1 = V1Save.hello("app:1");
    Workbench.Done done = bench.convert(store(v1).without("repositories/library/app/tag_1"));
    assertEquals(bench.convert(v1.archive()).image("app:1").id(), done.image().id());
    assertEquals("", done.image().name());
  }

  @Test
  void convert_filesForTheRegistryItself_areIgnored() throws IOException {
    V1Save v1 = V1Save.hello("app:1");
    String top = "images/" + v1.ids().get(1) + "/";
    String app = "repositories/library/app/";
    ArchiveFixture store = store(v1)
        .file(top + "ancestry", "[\"" + v1.ids().get(1) + "\", \"" + v1.ids().get(0) + "\"]")
        .file(top + "_files", "[]")
        .file(top + "_diff", "{}")
        .file(app + "json", "{\"docker_version\": \"0.10.1\"}")
        .file(app + "_index_images", "[{\"id\": \"" + v1.ids().get(1) + "\"}]")
        .file(app + "_images_list", "[]")
        .file(app + "_private", "");
    Workbench.Done done = bench.convert(store);
    assertArrayEquals(bench.convert(store(v1)).tar(), done.tar());
    assertEquals(List.of(), done.warnings());
    assertEquals(0, done.report().skippedFiles());
  }

  @Test
  void convert_idsOfTheFirstDockers_areRead() throws IOException {
    V1Save v1 = V1Save.v1()
        .layer("27cf784147099545", LayerTar.of("base", "1"))
        .layer("b750fe79269d2ec9", LayerTar.of("app", "2"))
        .tag("app:1");
    Workbench.Done done = bench.convert(store(v1));
    assertEquals(2, done.image("app:1").layers().size());
    assertEquals(List.of(), done.warnings());
  }

  @Test
  void convert_unfinishedUpload_isRefused() throws IOException {
    V1Save v1 = V1Save.hello("app:1");
    String mark = "images/" + v1.ids().get(0) + "/_inprogress";
    LayerliftException fault = bench.refuse(ErrorCode.LAYER_MISSING, store(v1).file(mark, "true"));
    assertTrue(fault.getMessage().contains("never uploaded"), fault.getMessage());
  }

  @Test
  void convert_tagOfNoId_isRefused() throws IOException {
    ArchiveFixture store = store(V1Save.hello("app:1"));
    bench.refuse(ErrorCode.V1_ID_INVALID, store.with("repositories/library/app/tag_1", "../../x"));
    bench.refuse(
        ErrorCode.V1_JSON_MISSING,
        store.with("repositories/library/app/tag_1", Hashes.hex("absent")));
  }

  @Test
  void convert_layerWithoutContent_isRefused() throws IOException {
    V1Save v1 = V1Save.hello("app:1");
    bench.refuse(
        ErrorCode.LAYER_MISSING, store(v1).without("images/" + v1.ids().get(1) + "/layer"));
  }

  @Test
  void convert_parentLoop_isRefused() throws IOException {
    V1Save v1 = V1Save.hello("app:1");
    String base = "images/" + v1.ids().get(0) + "/json";
    ArchiveFixture store = store(v1);
    String json = store.text(base).replace("{", "{\"parent\":\"" + v1.ids().get(1) + "\",");
    bench.refuse(ErrorCode.V1_PARENT_LOOP, store.with(base, json));
  }

  @Test
  void convert_tagThatEndsInJson_isAName() throws IOException {
    V1Save v1 = V1Save.hello("app:release_json");
    assertEquals(
        bench.convert(v1.archive()).image("app:release_json").id(),
        bench.convert(store(v1)).image("app:release_json").id());
  }

  @Test
  void convert_linkToANamespace_isWarnedOf() throws IOException {
    ArchiveFixture store = store(V1Save.hello("team/app:1"));
    assertEquals(
        List.of("store-names"),
        bench.convert(store.symlink("repositories/other", "team")).warnings());
  }

  @Test
  void convert_truncatedLayer_isWarnedOf() throws IOException {
    V1Save v1 = V1Save.hello("app:1");
    String layer = "images/" + v1.ids().get(0) + "/layer";
    ArchiveFixture store = store(v1);
    Workbench.Done done =
        bench.convert(store.with(layer, Arrays.copyOf(store.content(layer), 518)));
    assertEquals(List.of("layer-broken"), done.warnings());
  }
}
