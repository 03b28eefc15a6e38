package io.github.layerlift.pour;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.github.layerlift.bytes.MemorySource;
import io.github.layerlift.codec.Decoder;
import io.github.layerlift.codec.Packed;
import io.github.layerlift.codec.UnpackLimits;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Faults;
import io.github.layerlift.image.Compression;
import io.github.layerlift.image.Hashed;
import io.github.layerlift.image.Layer;
import io.github.layerlift.image.LayerContent.Foreign;
import io.github.layerlift.image.LayerContent.Stored;
import io.github.layerlift.image.MediaTypes;
import io.github.layerlift.image.Root;
import io.github.layerlift.layout.SampleImages;
import io.github.layerlift.plan.ImageSet;
import io.github.layerlift.progress.Cancellation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LayerUnpackerTest {

  private static final byte[] PLAIN = "a layer's bytes".getBytes(UTF_8);

  @TempDir
  private Path scratch;

  private final Cancellation cancellation = new Cancellation();
  private LayerUnpacker unpacker;

  @BeforeEach
  void open() {
    unpacker =
        new LayerUnpacker(scratch, false, new Decoder(new UnpackLimits(1000, 1000)), cancellation);
  }

  @AfterEach
  void close() throws IOException {
    unpacker.close();
    try (Stream<Path> left = Files.list(scratch)) {
      assertEquals(List.of(), left.toList());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"XZ", "BZIP2"})
  void unpack_noMediaType_plainWithKnownDigest(Compression compression) throws Exception {
    Layer packed = packed(compression);
    ImageSet images = unpacker.unpack(ImageSet.of(List.of(image(packed))));
    Root.Image image = (Root.Image) images.roots().get(0);
    Stored stored = (Stored) image.layers().get(0).content();
    assertEquals(Compression.NONE, stored.compression());
    assertArrayEquals(PLAIN, stored.extent().head(100));
    assertEquals(packed.diffId(), image.layers().get(0).diffId());
    assertEquals(
        Map.of(
            stored.extent(),
            new Hashed(
                SampleImages.digest("a layer's bytes"), SampleImages.digest("a layer's bytes"))),
        images.hashed());
  }

  @Test
  void unpack_gzipOnly_stays() throws Exception {
    Root image = image(packed(Compression.GZIP), packed(Compression.ZSTD));
    ImageSet images = unpacker.unpack(ImageSet.of(List.of(image)));
    assertSame(image, images.roots().get(0));
    assertEquals(Map.of(), images.hashed());
  }

  @Test
  void unpack_plainOnly_stays() throws Exception {
    Root image = image(SampleImages.layer("one"), SampleImages.layer("two"));
    ImageSet images = unpacker.unpack(ImageSet.of(List.of(image)));
    assertSame(image, images.roots().get(0));
    assertEquals(Map.of(), images.hashed());
  }

  @Test
  void unpack_foreignBesideNameless_staysForeign() throws Exception {
    Layer foreign = SampleImages.foreign(
        new Foreign(MediaTypes.LAYER, SampleImages.digest("far"), 3, List.of()), null);
    Root.Image image = (Root.Image) unpack(image(foreign, packed(Compression.XZ)));
    assertSame(foreign, image.layers().get(0));
    assertEquals(Compression.NONE, ((Stored) image.layers().get(1).content()).compression());
  }

  @Test
  void close_severalLayers_noneCanBeReadAnyMore() throws Exception {
    Root.Image image =
        (Root.Image) unpack(image(packed(Compression.XZ), packed(Compression.BZIP2)));
    unpacker.close();
    for (Layer layer : image.layers()) {
      Faults.expect(
          ErrorCode.READ_FAILED, () -> ((Stored) layer.content()).extent().head(1));
    }
  }

  @Test
  void unpack_gzipBesidePlain_unpacked() throws Exception {
    Layer plain = SampleImages.layer("plain");
    Root.Image image = (Root.Image) unpack(image(plain, packed(Compression.GZIP)));
    assertSame(plain, image.layers().get(0));
    assertEquals(Compression.NONE, ((Stored) image.layers().get(1).content()).compression());
  }

  @Test
  void unpack_mayMix_onlyWhatHasNoMediaType() throws Exception {
    Layer plain = SampleImages.layer("plain");
    Layer gzip = packed(Compression.GZIP);
    try (LayerUnpacker mixing =
        new LayerUnpacker(scratch, true, new Decoder(new UnpackLimits(1000, 1000)), cancellation)) {
      Root mixed = image(plain, gzip);
      assertSame(mixed, mixing.unpack(ImageSet.of(List.of(mixed))).roots().get(0));
      Root.Image image = (Root.Image) mixing
          .unpack(ImageSet.of(List.of(image(plain, gzip, packed(Compression.XZ)))))
          .roots()
          .get(0);
      assertSame(plain, image.layers().get(0));
      assertSame(gzip, image.layers().get(1));
      assertEquals(Compression.NONE, ((Stored) image.layers().get(2).content()).compression());
    }
  }

  @Test
  void unpack_sameLayerTwice_once() throws Exception {
    Layer packed = packed(Compression.XZ);
    ImageSet images = unpacker.unpack(ImageSet.of(List.of(image(packed), image(packed, packed))));
    List<Root> roots = images.roots();
    assertEquals(1, images.hashed().size());
    assertEquals(
        ((Root.Image) roots.get(0)).layers().get(0).content(),
        ((Root.Image) roots.get(1)).layers().get(1).content());
  }

  @Test
  void unpack_givenManifestOrIndex_stays() throws Exception {
    Root image = SampleImages.withManifest(
        image(packed(Compression.XZ)), SampleImages.document("{}", MediaTypes.MANIFEST));
    Root index =
        new Root.Index(SampleImages.document("{}", MediaTypes.INDEX), List.of(image), List.of());
    assertSame(image, unpack(image));
    assertSame(index, unpack(index));
  }

  @Test
  void unpack_limitsAndCancellation_kept() {
    Stored bomb = stored(Compression.BZIP2, new byte[2000]);
    Root image = image(SampleImages.layer(bomb, null));
    Faults.expect(ErrorCode.UNPACKED_TOO_BIG, () -> unpack(image));
    cancellation.request();
    Faults.expect(ErrorCode.INTERRUPTED_BY_USER, () -> unpack(image(packed(Compression.XZ))));
  }

  private Root unpack(Root root) throws IOException {
    return unpacker.unpack(ImageSet.of(List.of(root))).roots().get(0);
  }

  private static Root.Image image(Layer... layers) {
    return SampleImages.image("{}", List.of(layers), "x");
  }

  private static Layer packed(Compression compression) {
    return new Layer(
        stored(compression, PLAIN), SampleImages.digest("a layer's bytes"), List.of("id"));
  }

  private static Stored stored(Compression compression, byte[] plain) {
    byte[] packed = Packed.of(compression, plain);
    return new Stored(MemorySource.extent("layer", packed), compression, null);
  }
}
