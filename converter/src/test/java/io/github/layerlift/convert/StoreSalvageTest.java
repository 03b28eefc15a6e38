package io.github.layerlift.convert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fixture.ArchiveFixture;
import io.github.layerlift.fixture.ImageFixture;
import io.github.layerlift.fixture.OciSave;
import io.github.layerlift.fixture.Packing;
import io.github.layerlift.fixture.Stores;
import io.github.layerlift.fixture.V1Save;
import io.github.layerlift.fixture.WithWorkbench;
import io.github.layerlift.fixture.Workbench;
import io.github.layerlift.options.ReadOptions;
import io.github.layerlift.options.Salvage;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tars of registries' disks that are damaged. */
class StoreSalvageTest extends WithWorkbench {
  private static final ImageFixture APP = ImageFixture.hello("team/app:1");
  private static final ImageFixture WEB =
      ImageFixture.image().layer("web", "web").layer("w", "w").tag("team/web:1");
  private static final ArchiveFixture STORE =
      Stores.registry(OciSave.of(Packing.GZIP, APP, WEB).archive());

  private Workbench.Done salvage(byte[] archive) throws IOException {
    return bench.convert(
        bench.input(archive),
        options -> options.reading(ReadOptions.builder().salvage(Salvage.WHOLE).build()));
  }

  private static String text(Workbench.Done done) {
    return done.report().warnings().toString();
  }

  /** {@code archive} with {@code last} at its end, where the tar is cut. */
  private static byte[] cutIn(ArchiveFixture archive, String last) {
    byte[] content = archive.content(last);
    byte[] whole = archive.without(last).file(last, content).withoutEnd().bytes();
    return Arrays.copyOf(whole, whole.length - 512 * ((content.length + 511) / 512));
  }

  @Test
  void convert_cutInABlob_losesItsImageAndSaysSo() throws IOException {
    Workbench.Done done = salvage(cutIn(STORE, Stores.blob(APP.id())));
    assertEquals(1, done.report().images().size());
    assertEquals("sha256:" + WEB.id(), done.image("team/web:1").id());
    assertTrue(text(done).contains("the image team/app:1 is lost"), text(done));
    assertTrue(text(done).contains("may be lost that nothing tells of"), text(done));
  }

  @Test
  void convert_cutInATag_warnsThatNamesMayBeLost() throws IOException {
    String tag = Stores.STORE + "repositories/team/app/_manifests/tags/1/current/link";
    Workbench.Done done = salvage(cutIn(STORE, tag));
    assertEquals(2, done.report().images().size());
    assertTrue(text(done).contains(tag), text(done));
    assertTrue(done.warnings().contains("archive-damaged"), text(done));
  }

  @Test
  void convert_damagedWithoutSalvage_isRefused() throws IOException {
    bench.refuse(ErrorCode.TAR_TRUNCATED, cutIn(STORE, Stores.blob(APP.id())));
  }

  @Test
  void convert_cutLayerOfDockerRegistry_losesItsImage() throws IOException {
    V1Save v1 = V1Save.hello("app:1");
    String base = v1.ids().get(0);
    ArchiveFixture store =
        Stores.registryV1(v1.archive()).file("repositories/library/base/tag_1", base);
    Workbench.Done done = salvage(cutIn(store, "images/" + v1.ids().get(1) + "/layer"));
    assertEquals(1, done.image("base:1").layers().size());
    assertEquals(1, done.report().images().size());
    assertTrue(text(done).contains("app:1 is lost"), text(done));
    assertTrue(done.warnings().contains("salvage-unproven"), text(done));
  }

  @Test
  void convert_cutJsonOfDockerRegistry_givesNoLowerPart() throws IOException {
    V1Save v1 = V1Save.hello("app:1").on("").salt("2").layer("x", "y").tag("other:1");
    ArchiveFixture store = Stores.registryV1(v1.archive());
    Workbench.Done done = salvage(cutIn(store, "images/" + v1.ids().get(1) + "/json"));
    assertEquals(
        List.of(List.of("docker.io/library/other:1")),
        done.report().images().stream().map(image -> image.tags()).toList());
  }
}
