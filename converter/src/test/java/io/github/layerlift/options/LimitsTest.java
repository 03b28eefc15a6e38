package io.github.layerlift.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fixture.ArchiveFixture;
import io.github.layerlift.fixture.DockerSave;
import io.github.layerlift.fixture.ImageFixture;
import io.github.layerlift.fixture.OciSave;
import io.github.layerlift.fixture.Packing;
import io.github.layerlift.fixture.V1Save;
import io.github.layerlift.fixture.WithWorkbench;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each limit just met, and just exceeded; the message has the limit, its value and its option. */
class LimitsTest extends WithWorkbench {
  private static final ImageFixture HELLO = ImageFixture.hello("hello:1.0");
  private static final ArchiveFixture ARCHIVE = DockerSave.of(HELLO).archive();

  private static Limits limits(int bytes, int depth, int entries, int layers, int hops) {
    return new Limits(bytes, depth, entries, layers, hops, 1L << 40, 10_000);
  }

  private static Limits unpacking(long bytes, int ratio) {
    Limits usual = Limits.DEFAULT;
    return new Limits(
        usual.jsonBytes(),
        usual.jsonDepth(),
        usual.entries(),
        usual.layers(),
        usual.linkHops(),
        bytes,
        ratio);
  }

  private void refuse(ErrorCode code, byte[] archive, Limits limits, String value, String option)
      throws IOException {
    LayerliftException fault = bench.refuse(
        code,
        bench.input(archive),
        options -> options.reading(ReadOptions.builder().limits(limits).build()));
    assertTrue(fault.getMessage().contains(value), fault.getMessage());
    assertTrue(fault.hint().orElse("").contains(option), fault.hint().toString());
  }

  private void convert(ArchiveFixture archive, Limits limits) throws IOException {
    bench.convert(
        archive, options -> options.reading(ReadOptions.builder().limits(limits).build()));
  }

  @Test
  void convert_jsonSize_isLimited() throws IOException {
    int largest = ARCHIVE.entries().stream()
        .filter(entry -> entry.name().endsWith(".json"))
        .mapToInt(entry -> entry.content().length)
        .max()
        .orElseThrow();
    convert(ARCHIVE, limits(largest, 128, 1000, 1000, 16));
    refuse(
        ErrorCode.JSON_TOO_BIG,
        ARCHIVE.bytes(),
        limits(largest - 1, 128, 1000, 1000, 16),
        "exceeds the limit of " + (largest - 1),
        "Limits.jsonBytes");
  }

  @Test
  void convert_jsonDepth_isLimited() throws IOException {
    convert(ARCHIVE, limits(8 << 20, 3, 1000, 1000, 16));
    refuse(
        ErrorCode.JSON_TOO_DEEP,
        ARCHIVE.bytes(),
        limits(8 << 20, 2, 1000, 1000, 16),
        "deeper than 2 levels",
        "Limits.jsonDepth");
  }

  @Test
  void convert_entries_areLimited() throws IOException {
    int count = ARCHIVE.entries().size();
    convert(ARCHIVE, limits(8 << 20, 128, count, 1000, 16));
    refuse(
        ErrorCode.TOO_MANY_ENTRIES,
        ARCHIVE.bytes(),
        limits(8 << 20, 128, count - 1, 1000, 16),
        "more than " + (count - 1),
        "Limits.entries");
  }

  @Test
  void convert_folderEntries_areLimited() throws IOException {
    Path unpacked = ARCHIVE.unpack(bench.inputs().resolve("unpacked"));
    int count = ARCHIVE.entries().size();
    bench.convert(
        unpacked,
        options -> options.reading(
            ReadOptions.builder().limits(limits(8 << 20, 128, count, 1000, 16)).build()));
    bench.refuse(
        ErrorCode.TOO_MANY_ENTRIES,
        unpacked,
        options -> options.reading(ReadOptions.builder()
            .limits(limits(8 << 20, 128, count - 1, 1000, 16))
            .build()));
  }

  @Test
  void convert_layers_areLimited() throws IOException {
    convert(ARCHIVE, limits(8 << 20, 128, 1000, 2, 16));
    for (ArchiveFixture archive : List.of(
        ARCHIVE, V1Save.hello("x:1").archive(), OciSave.of(Packing.PLAIN, HELLO).archive())) {
      refuse(
          ErrorCode.TOO_MANY_LAYERS,
          archive.bytes(),
          limits(8 << 20, 128, 1000, 1, 16),
          "2 layers, which exceeds the limit of 1",
          "Limits.layers");
    }
  }

  @Test
  void convert_linkHops_areLimited() throws IOException {
    String layer = DockerSave.of(HELLO).v1Id(HELLO, 0) + "/layer.tar";
    ArchiveFixture archive = ARCHIVE
        .with(new ArchiveFixture.Entry(layer, '2', new byte[0], "../l0"))
        .symlink("l0", "l1")
        .symlink("l1", "l2")
        .file("l2", HELLO.layers().get(0));
    convert(archive, limits(8 << 20, 128, 1000, 1000, 3));
    refuse(
        ErrorCode.LINK_LOOP,
        archive.bytes(),
        limits(8 << 20, 128, 1000, 1000, 2),
        "more than 2 links",
        "Limits.linkHops");
  }

  @ParameterizedTest
  @EnumSource(
      value = Packing.class,
      names = {"PLAIN"},
      mode = EnumSource.Mode.EXCLUDE)
  void convert_unpackedBytes_areLimited(Packing packing) throws IOException {
    byte[] plain = ARCHIVE.bytes();
    bench.convert(
        bench.input(packing.pack(plain)),
        options -> options.reading(
            ReadOptions.builder().limits(unpacking(plain.length, 10_000)).build()));
    refuse(
        ErrorCode.UNPACKED_TOO_BIG,
        packing.pack(plain),
        unpacking(plain.length - 1, 10_000),
        "more than " + (plain.length - 1) + " bytes",
        "Limits.unpackedBytes");
  }

  @ParameterizedTest
  @EnumSource(
      value = Packing.class,
      names = {"GZIP", "XZ"})
  void convert_unpackedLayer_isLimited(Packing packing) throws IOException {
    ImageFixture image = ImageFixture.image().layer(new byte[100_000]).tag("x:1");
    String layer = DockerSave.of(image).v1Id(image, 0) + "/layer.tar";
    byte[] archive = DockerSave.of(image)
        .archive()
        .with(layer, packing.pack(new byte[100_000]))
        .bytes();
    refuse(
        ErrorCode.UNPACKED_TOO_BIG,
        archive,
        unpacking(99_999, 10_000),
        layer,
        "Limits.unpackedBytes");
  }

  @Test
  void convert_ratio_isLimitedFrom64MiBOn() throws IOException {
    byte[] bomb = Packing.ZSTD.pack(new byte[(64 << 20) + 512]);
    refuse(
        ErrorCode.UNPACKED_TOO_BIG,
        bomb,
        unpacking(1L << 40, 100),
        "100 times",
        "Limits.unpackRatio");
  }

  @Test
  void limits_belowOne_areRefusedAtOnce() {
    assertThrows(IllegalArgumentException.class, () -> limits(0, 1, 1, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> limits(1, 0, 1, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> limits(1, 1, 0, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> limits(1, 1, 1, 0, 1));
    assertThrows(IllegalArgumentException.class, () -> limits(1, 1, 1, 1, 0));
    assertThrows(IllegalArgumentException.class, () -> unpacking(0, 1));
    assertThrows(IllegalArgumentException.class, () -> unpacking(1, 0));
    assertEquals(8 << 20, Limits.DEFAULT.jsonBytes());
  }

  /** Nothing below the limit is read. */
  @Test
  void convert_v1Chain_isLeftAtTheLimit() throws IOException {
    V1Save save = V1Save.hello("x:1");
    save.on(save.ids().get(0)).field("parent", "f".repeat(64));
    bench.refuse(ErrorCode.V1_PARENT_MISSING, save.archive().bytes());
    refuse(
        ErrorCode.TOO_MANY_LAYERS,
        save.archive().bytes(),
        limits(8 << 20, 128, 1000, 1, 16),
        "2 layers, which exceeds the limit of 1",
        "Limits.layers");
  }
}
