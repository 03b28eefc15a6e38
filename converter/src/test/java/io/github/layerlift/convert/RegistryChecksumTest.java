package io.github.layerlift.convert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fixture.ArchiveFixture;
import io.github.layerlift.fixture.Hashes;
import io.github.layerlift.fixture.LayerTar;
import io.github.layerlift.fixture.Packing;
import io.github.layerlift.fixture.Stores;
import io.github.layerlift.fixture.V1Save;
import io.github.layerlift.fixture.WithWorkbench;
import io.github.layerlift.fixture.Workbench;
import io.github.layerlift.options.ReadOptions;
import io.github.layerlift.options.Salvage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What docker-registry 0.x noted of a layer when it was pushed. */
class RegistryChecksumTest extends WithWorkbench {
  private static final V1Save V1 = V1Save.hello("app:1");
  private static final String TOP = "images/" + V1.ids().get(1) + "/";
  private static final byte[] OTHER = LayerTar.of("other", "bytes");

  /** The storage with {@code layer} on top, and the checksum of what was pushed. */
  private static ArchiveFixture store(byte[] layer) {
    return Stores.registryV1(V1.archive()).with(TOP + "layer", layer);
  }

  private static String checksum(ArchiveFixture store) {
    ByteArrayOutputStream pushed = new ByteArrayOutputStream();
    pushed.writeBytes(store.content(TOP + "json"));
    pushed.write('\n');
    pushed.writeBytes(store.content(TOP + "layer"));
    return Hashes.digest(pushed.toByteArray());
  }

  private static ArchiveFixture noted(ArchiveFixture store, String form) {
    return store.file(TOP + "_checksum", form.replace("SUM", checksum(store)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SUM",
        "SUM\n",
        "[\"SUM\"]",
        "[\"tarsum+sha256:0000000000000000000000000000000000000000000000000000000000000000\", \"SUM\"]"
      })
  void convert_layerAsPushed_isConverted(String form) throws IOException {
    ArchiveFixture store = Stores.registryV1(V1.archive());
    Workbench.Done done = bench.convert(noted(store, form));
    assertEquals(bench.convert(store).image().id(), done.image().id());
    assertEquals(0, done.report().skippedFiles());
    assertTrue(done.warnings().isEmpty());
  }

  @ParameterizedTest
  @EnumSource(
      value = Packing.class,
      names = {"PLAIN", "GZIP", "XZ"})
  void convert_otherLayerThanPushed_isRefused(Packing packing) throws IOException {
    ArchiveFixture store = noted(store(packing.pack(LayerTar.of("pushed", "1"))), "[\"SUM\"]");
    bench.convert(store);
    LayerliftException fault =
        bench.refuse(ErrorCode.BLOB_MISMATCH, store.with(TOP + "layer", packing.pack(OTHER)));
    assertTrue(fault.getMessage().contains(TOP + "layer"), fault.getMessage());
    assertTrue(fault.hint().orElse("").contains(TOP + "_checksum"), fault.toString());
  }

  @Test
  void convert_otherJsonThanPushed_isRefused() throws IOException {
    ArchiveFixture store = noted(Stores.registryV1(V1.archive()), "SUM");
    bench.refuse(
        ErrorCode.BLOB_MISMATCH, store.with(TOP + "json", store.text(TOP + "json") + "\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "tarsum+sha256:0000000000000000000000000000000000000000000000000000000000000000",
        "[\"tarsum.v1+sha256:0000000000000000000000000000000000000000000000000000000000000000\"]"
      })
  void convert_checksumsOfOtherKinds_areNotCompared(String noted) throws IOException {
    ArchiveFixture store = Stores.registryV1(V1.archive());
    Workbench.Done done = bench.convert(store.file(TOP + "_checksum", noted));
    assertEquals(bench.convert(store).image().id(), done.image().id());
  }

  @Test
  void convert_largeLayer_isCheckedToItsLastByte() throws IOException {
    ArchiveFixture store = noted(store(LayerTar.random(9 << 20, 1)), "[\"SUM\"]");
    bench.convert(store);
    Path folder = store.unpack(Files.createDirectory(bench.inputs().resolve("store")));
    bench.convert(folder, Workbench.usual());
    byte[] layer = store.content(TOP + "layer").clone();
    layer[layer.length - 1] = 1;
    bench.refuse(ErrorCode.BLOB_MISMATCH, store.with(TOP + "layer", layer));
  }

  @ParameterizedTest
  @EnumSource(
      value = Salvage.class,
      names = {"WHOLE", "RECOMPUTE"})
  void convert_salvaged_losesTheImageWithTheOtherLayer(Salvage how) throws IOException {
    String base = V1.ids().get(0);
    ArchiveFixture store = noted(Stores.registryV1(V1.archive()), "SUM")
        .file("repositories/library/whole/tag_1", base)
        .with(TOP + "layer", OTHER);
    Workbench.Done done = bench.convert(
        bench.input(store),
        options -> options.reading(ReadOptions.builder().salvage(how).build()));
    assertEquals(1, done.report().images().size());
    assertEquals(1, done.image("whole:1").layers().size());
    assertTrue(done.warnings().contains("image-lost"), done.warnings().toString());
  }
}
