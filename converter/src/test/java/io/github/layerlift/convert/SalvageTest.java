package io.github.layerlift.convert;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Warning;
import io.github.layerlift.fixture.ArchiveFixture;
import io.github.layerlift.fixture.DockerSave;
import io.github.layerlift.fixture.Hashes;
import io.github.layerlift.fixture.ImageFixture;
import io.github.layerlift.fixture.LayerTar;
import io.github.layerlift.fixture.OciSave;
import io.github.layerlift.fixture.OutputImage;
import io.github.layerlift.fixture.Packing;
import io.github.layerlift.fixture.V1Save;
import io.github.layerlift.fixture.WithWorkbench;
import io.github.layerlift.fixture.Workbench;
import io.github.layerlift.options.Change;
import io.github.layerlift.options.Leniency;
import io.github.layerlift.options.ReadOptions;
import io.github.layerlift.options.Salvage;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SalvageTest extends WithWorkbench {
  private static final ImageFixture APP = ImageFixture.hello("app:1.0");
  private static final ImageFixture WEB =
      ImageFixture.image().layer("web", "web").layer("w", "w").tag("web:1.0");
  private static final DockerSave SAVE = DockerSave.of(APP, WEB);
  private static final ArchiveFixture BOTH = SAVE.archive();
  private static final String APP_LAYER = SAVE.v1Id(APP, 1) + "/layer.tar";
  private static final String LOST = "the image app:1.0 (sha256:" + APP.id() + ") is lost: ";

  private Workbench.Done salvage(byte[] archive, Salvage how) throws IOException {
    return bench.convert(
        bench.input(archive),
        options -> options.reading(ReadOptions.builder().salvage(how).build()));
  }

  private Workbench.Done salvage(ArchiveFixture archive) throws IOException {
    return salvage(archive.bytes(), Salvage.WHOLE);
  }

  private LayerliftException nothing(byte[] archive, Leniency leniency) throws IOException {
    return bench.refuse(
        ErrorCode.NOTHING_WHOLE,
        bench.input(archive),
        options -> options.reading(
            ReadOptions.builder().leniency(leniency).salvage(Salvage.WHOLE).build()));
  }

  private static String text(Workbench.Done done) {
    return String.join(
        "\n", done.report().warnings().stream().map(Warning::sentence).toList());
  }

  private static void assertOnly(ImageFixture image, Workbench.Done done) {
    assertEquals("sha256:" + image.id(), done.image().id());
    assertEquals(image.diffIds(), done.images().get(0).diffIds());
  }

  @Test
  void convert_wrongLayer_losesThatImageAndSaysWhy() throws IOException {
    Workbench.Done done = salvage(BOTH.with(APP_LAYER, LayerTar.of("x", "y")));
    assertOnly(WEB, done);
    assertTrue(text(done).contains(LOST + "the layer unpacks to sha256:"), text(done));
    assertTrue(text(done).contains("(entry \"" + APP_LAYER + "\" at offset "), text(done));
    assertEquals(List.of("image-lost"), done.warnings());
  }

  @Test
  void convert_wrongConfig_losesThatImage() throws IOException {
    byte[] config = APP.config();
    config[config.length - 1] = ' ';
    Workbench.Done done = salvage(BOTH.with(APP.id() + ".json", config));
    assertOnly(WEB, done);
    assertTrue(text(done).contains(LOST + "the config hashes to "), text(done));
  }

  @Test
  void convert_strict_failsWithTheLoss() throws IOException {
    LayerliftException fault = bench.refuse(
        ErrorCode.STRICT_WARNINGS,
        BOTH.without(APP_LAYER),
        options -> options
            .strict(true)
            .reading(ReadOptions.builder().salvage(Salvage.WHOLE).build()));
    assertTrue(fault.getMessage().startsWith(LOST), fault.getMessage());
  }

  @Test
  void convert_lostImageSelected_saysThatItIsLost() throws IOException {
    LayerliftException fault = bench.refuse(
        ErrorCode.NOTHING_SELECTED,
        BOTH.without(APP_LAYER),
        options -> options
            .changes(List.of(new Change.Select(List.of("app:1.0"))))
            .reading(ReadOptions.builder().salvage(Salvage.WHOLE).build()));
    assertTrue(fault.getMessage().contains(LOST), fault.getMessage());
  }

  @Test
  void convert_nothingWhole_namesWhatThereWas() throws IOException {
    byte[] archive = BOTH.without(APP_LAYER).without(WEB.id() + ".json").bytes();
    LayerliftException fault = nothing(archive, Leniency.NONE);
    assertTrue(fault.getMessage().contains(LOST), fault.getMessage());
    assertTrue(fault.getMessage().contains("the image web:1.0"), fault.getMessage());
  }

  @Test
  void convert_listCut_findsImagesByTheirConfigs() throws IOException {
    byte[] tar = BOTH.bytes();
    int list = indexOf(tar, "manifest.json");
    Workbench.Done done = salvage(Arrays.copyOf(tar, list + 600), Salvage.WHOLE);
    assertEquals(
        Set.of("sha256:" + APP.id(), "sha256:" + WEB.id()),
        done.images().stream().map(OutputImage::id).collect(Collectors.toSet()));
    assertTrue(done.warnings().contains("archive-damaged"), text(done));
  }

  @Test
  void convert_wrongPathInList_findsTheLayerByItsDiffId() throws IOException {
    String list = BOTH.text("manifest.json").replace(APP_LAYER, "absent/layer.tar");
    Workbench.Done done = salvage(BOTH.with("manifest.json", list));
    assertEquals(APP.diffIds(), done.image("docker.io/library/app:1.0").diffIds());
    assertTrue(done.warnings().contains("archive-damaged"), text(done));
    assertFalse(done.warnings().contains("image-lost"), text(done));
  }

  @Test
  void convert_wrongConfigNameInList_findsTheConfigByItsDigest() throws IOException {
    String list = BOTH.text("manifest.json")
        .replace(WEB.id() + ".json", "0" + WEB.id().substring(1) + ".json");
    Workbench.Done done = salvage(BOTH.with("manifest.json", list));
    assertEquals(
        Set.of("sha256:" + APP.id(), "sha256:" + WEB.id()),
        done.images().stream().map(OutputImage::id).collect(Collectors.toSet()));
    assertTrue(text(done).contains("the image web:1.0 "), text(done));
  }

  @Test
  void convert_indexLost_findsManifests() throws IOException {
    ArchiveFixture oci = OciSave.of(Packing.GZIP, APP, WEB).archive();
    Workbench.Done done = salvage(oci.without("index.json"));
    assertEquals(2, done.images().size());
    assertTrue(text(done).contains("\"index.json\" is missing"), text(done));
  }

  @Test
  void convert_recompute_givesOtherIdAndLabel() throws IOException {
    byte[] layer = LayerTar.of("x", "y");
    byte[] archive = BOTH.with(APP_LAYER, layer).bytes();
    Workbench.Done done = salvage(archive, Salvage.RECOMPUTE);
    OutputImage image = done.image("docker.io/library/app:1.0");
    assertEquals(
        "sha256:" + APP.id(),
        image
            .configJson()
            .at("/config/Labels")
            .get("io.github.layerlift.salvaged-from")
            .asText());
    assertEquals(List.of(APP.diffId(0), Hashes.digest(layer)), image.diffIds());
    assertEquals(List.of("id-recomputed"), done.warnings());
  }

  @Test
  void convert_recomputeOfWhatIsNoLayer_losesTheImage() throws IOException {
    byte[] archive = BOTH.with(APP_LAYER, "x".repeat(700)).bytes();
    assertOnly(WEB, salvage(archive, Salvage.RECOMPUTE));
  }

  @Test
  void convert_oldArchiveCut_takesNoPartOfAnImage() throws IOException {
    byte[] tar = V1Save.hello("old:1").archive().bytes();
    int list = indexOf(tar, "repositories");
    LayerliftException fault = nothing(Arrays.copyOf(tar, list), Leniency.NONE);
    assertTrue(fault.getMessage().contains("no end mark"), fault.getMessage());
    fault = nothing(Arrays.copyOf(tar, list + 100), Leniency.NONE);
    assertTrue(fault.getMessage().contains("the lower part of an image"), fault.getMessage());
  }

  @Test
  void convert_oldArchiveCutAndReadAsV1_takesWhatIsThere() throws IOException {
    V1Save save = V1Save.hello("old:1");
    byte[] tar = save.archive().bytes();
    byte[] cut = Arrays.copyOf(tar, indexOf(tar, "repositories") + 100);
    Workbench.Done done = bench.convert(
        bench.input(cut),
        options -> options.reading(ReadOptions.builder()
            .leniency(new Leniency(false, false, Optional.of("v1")))
            .salvage(Salvage.WHOLE)
            .build()));
    assertEquals(bench.convert(save.archive()).image().id(), done.image().id());
    assertTrue(done.warnings().contains("salvage-unproven"), text(done));
  }

  @Test
  void convert_oldLayerThatIsNoTar_losesTheImage() throws IOException {
    V1Save save = V1Save.hello("old:1").on("").layer("other", "other").tag("other:1");
    String top = save.ids().get(1) + "/layer.tar";
    Workbench.Done done = salvage(save.archive().with(top, "x".repeat(2000)));
    assertEquals("docker.io/library/other:1", done.image().name());
  }

  @Test
  void convert_corruptPackingOfOldArchive_trustsNothing() throws IOException {
    byte[] packed = Packing.GZIP.pack(V1Save.hello("old:1").archive().bytes());
    packed[packed.length - 6] ^= 1;
    LayerliftException fault = nothing(packed, Leniency.NONE);
    assertTrue(fault.getMessage().contains("no digests"), fault.getMessage());
  }

  @Test
  void convert_corruptPacking_takesWhatHasDigests() throws IOException {
    byte[] packed = Packing.GZIP.pack(BOTH.bytes());
    packed[packed.length - 6] ^= 1;
    Workbench.Done done = salvage(packed, Salvage.WHOLE);
    assertEquals(2, done.images().size());
    assertEquals(List.of("archive-damaged"), done.warnings());
  }

  @Test
  void convert_damagedWithoutSalvage_leadsToWhatIsWhole() throws IOException {
    ArchiveFixture damaged = BOTH.without(APP_LAYER);
    String hint = bench.refuse(ErrorCode.LAYER_MISSING, damaged).hint().orElse("");
    assertTrue(hint.contains("ReadOptions.salvage("), hint);
    ArchiveFixture alone = DockerSave.of(APP).archive().without(APP_LAYER);
    hint = bench.refuse(ErrorCode.LAYER_MISSING, alone).hint().orElse("");
    assertFalse(hint.contains("salvage"), hint);
  }

  @Test
  void convert_wrongLayerWithoutSalvage_leadsToTheOtherImage() throws IOException {
    byte[] layer = LayerTar.of("x", "y");
    String hint = bench
        .refuse(ErrorCode.DIFF_ID_MISMATCH, BOTH.with(APP_LAYER, layer))
        .hint()
        .orElse("");
    assertTrue(hint.contains("ReadOptions.salvage("), hint);
    hint = bench
        .refuse(ErrorCode.DIFF_ID_MISMATCH, DockerSave.of(APP).archive().with(APP_LAYER, layer))
        .hint()
        .orElse("");
    assertFalse(hint.contains("salvage"), hint);
  }

  private static int indexOf(byte[] tar, String name) {
    for (int at = 0; at < tar.length; at += 512) {
      if (new String(tar, at, name.length(), US_ASCII).equals(name)) {
        return at;
      }
    }
    throw new IllegalArgumentException(name);
  }
}
