package io.github.layerlift.convert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fixture.ArchiveFixture;
import io.github.layerlift.fixture.LayerTar;
import io.github.layerlift.fixture.V1Save;
import io.github.layerlift.fixture.Workbench;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Docker 0.9 to 1.1 named the top layer's folder after the image as given to docker save. */
class V1FolderNamesTest {
  private static final String TOP =
      "2f0a22622f0a22622f0a22622f0a22622f0a22622f0a22622f0a22622f0a2262";

  /** The result of Docker 20.10, if {@code repositories} refers to the folder. */
  private static final String ID =
      "sha256:43642d460e005dc95dc489827597072c3d56485fc3dc1b9388a2e77a34f82b1b";

  @TempDir
  private Path folder;

  private Workbench bench;

  @BeforeEach
  void setUp() throws IOException {
    bench = new Workbench(folder);
  }

  private static V1Save save(String folder) {
    return V1Save.v1()
        .layer("a", "1")
        .layer("b", "2")
        .layer(folder, LayerTar.of("c", "3"))
        .field("id", TOP)
        .withoutRepositories();
  }

  @ParameterizedTest
  @CsvSource({
    "busybox:latest, docker.io/library/busybox:latest",
    "user/app:1.0, docker.io/user/app:1.0",
    "reg.example:5000/team/app:1.0, reg.example:5000/team/app:1.0"
  })
  void convert_folderCalledAsTheImage_givesItsName(String name, String full) throws IOException {
    Workbench.Done done = bench.convert(save(name).archive());
    assertEquals(ID, done.image().id());
    assertEquals(3, done.report().images().get(0).layers().size());
    assertEquals(List.of(List.of(full)), done.archive().repoTags());
    assertEquals(List.of(), done.warnings());
    assertEquals(0, done.report().skippedFiles());
  }

  @ParameterizedTest
  @ValueSource(strings = {"2f0a22622f0a", "2F0A", "2f0a2262"})
  void convert_folderCalledByFirstDigits_isUntagged(String digits) throws IOException {
    Workbench.Done done = bench.convert(save(digits).archive());
    assertEquals(ID, done.image().id());
    assertNull(done.archive().repoTags().get(0));
    assertEquals(List.of("no-repositories"), done.warnings());
  }

  @ParameterizedTest
  @ValueSource(strings = {"busybox", "user/app", "registry.example:5000/app"})
  void convert_folderCalledByANameWithoutTag_isUntaggedWithAWarning(String name)
      throws IOException {
    Workbench.Done done = bench.convert(save(name).archive());
    assertEquals(ID, done.image().id());
    assertNull(done.archive().repoTags().get(0));
    assertEquals(List.of("folder-name", "no-repositories"), done.warnings());
  }

  @Test
  void convert_folderCalledByABadName_keepsTheImage() throws IOException {
    Workbench.Done done = bench.convert(save("Busy Box:1").archive());
    assertEquals(ID, done.image().id());
    assertEquals(List.of("tag-invalid"), done.warnings());
  }

  @ParameterizedTest
  @ValueSource(strings = {TOP, "busybox:latest"})
  void convert_repositoriesBesideSuchAFolder_decides(String id) throws IOException {
    ArchiveFixture archive = save("busybox:latest")
        .archive()
        .file("repositories", "{\"busybox\":{\"latest\":\"" + id + "\"}}");
    Workbench.Done done = bench.convert(archive);
    assertEquals(ID, done.image("docker.io/library/busybox:latest").id());
    assertEquals(List.of(), done.warnings());
  }

  @Test
  void convert_repositoriesThatNameItOtherwise_warns() throws IOException {
    ArchiveFixture archive =
        save("busybox:latest").archive().file("repositories", "{\"x\":{\"1\":\"" + TOP + "\"}}");
    Workbench.Done done = bench.convert(archive);
    assertEquals(ID, done.image("docker.io/library/x:1").id());
    assertEquals(List.of("folder-name"), done.warnings());
  }

  @Test
  void convert_idsInUpperCase_areTheSame() throws IOException {
    ArchiveFixture plain = save(TOP).archive();
    ArchiveFixture upper = save(TOP.toUpperCase(Locale.ROOT)).archive();
    assertEquals(ID, bench.convert(plain).image().id());
    Workbench.Done done =
        bench.convert(upper.file("repositories", "{\"x\":{\"1\":\"" + TOP + "\"}}"));
    assertEquals(ID, done.image("docker.io/library/x:1").id());
    assertEquals(List.of(), done.warnings());
  }

  @Test
  void convert_parentInUpperCase_isFound() throws IOException {
    V1Save save = V1Save.v1().layer("a", "1");
    String base = save.id();
    save.layer("b", "2").field("parent", base.toUpperCase(Locale.ROOT)).tag("x:1");
    assertEquals(
        2, bench.convert(save.archive()).report().images().get(0).layers().size());
  }

  @Test
  void convert_oneLayerInTwoEqualFolders_isOneImage() throws IOException {
    V1Save save = save(TOP);
    String parent = save.ids().get(1);
    save.on(parent).layer("busybox:latest", LayerTar.of("c", "3")).field("id", TOP);
    save.field("container_config", null).on(TOP).field("container_config", null);
    Workbench.Done done = bench.convert(save.archive());
    assertEquals(1, done.images().size());
    assertEquals(
        List.of(List.of("docker.io/library/busybox:latest")), done.archive().repoTags());
  }

  @Test
  void convert_oneLayerInTwoUnlikeFolders_isRefused() throws IOException {
    V1Save save = save(TOP).layer("busybox:latest", LayerTar.of("c", "other")).field("id", TOP);
    LayerliftException fault = bench.refuse(ErrorCode.V1_ID_TWICE, save.archive());
    assertTrue(fault.getMessage().contains("busybox:latest"), fault.getMessage());
  }

  /** Docker loads such an archive too. */
  @Test
  void convert_foldersOfAnyName_areLayersByThoseNames() throws IOException {
    V1Save save = V1Save.v1()
        .layer("layer0", LayerTar.of("a", "1"))
        .layer("layer1", LayerTar.of("b", "2"))
        .tag("x:1");
    Workbench.Done done = bench.convert(save.archive());
    assertEquals(2, done.report().images().get(0).layers().size());
    assertEquals(List.of(), done.warnings());
  }

  @Test
  void convert_otherIdInAFolderCalledById_warns() throws IOException {
    V1Save save = V1Save.hello("x:1").field("id", TOP);
    assertEquals(List.of("v1-id-differs"), bench.convert(save.archive()).warnings());
  }

  @Test
  void convert_folderWithoutItsLayer_isRefused() throws IOException {
    bench.refuse(
        ErrorCode.LAYER_MISSING, save("busybox:latest").without("layer.tar").archive());
  }

  /** Names below a folder that contains the whole archive are not image names. */
  @Test
  void convert_allInAFolder_isNotTakenForNames() throws IOException {
    Workbench.Done done = bench.convert(save("busybox:latest").archive().prefixed("image/"));
    assertEquals(
        bench.convert(save("busybox:latest").archive()).images().toString(),
        done.images().toString());
    assertTrue(done.warnings().contains("inner-archive"), done.warnings().toString());
  }
}
