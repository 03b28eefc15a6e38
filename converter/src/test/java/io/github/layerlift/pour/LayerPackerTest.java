package io.github.layerlift.pour;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.github.layerlift.bytes.Extent;
import io.github.layerlift.bytes.ExtentStream;
import io.github.layerlift.bytes.MemorySource;
import io.github.layerlift.bytes.Spool;
import io.github.layerlift.codec.CompressionMethod;
import io.github.layerlift.codec.Decoder;
import io.github.layerlift.codec.UnpackLimits;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Faults;
import io.github.layerlift.image.Compression;
import io.github.layerlift.image.Digest;
import io.github.layerlift.image.Hashed;
import io.github.layerlift.image.Layer;
import io.github.layerlift.image.LayerContent.Foreign;
import io.github.layerlift.image.LayerContent.Stored;
import io.github.layerlift.image.MediaTypes;
import io.github.layerlift.image.Root;
import io.github.layerlift.layout.SampleImages;
import io.github.layerlift.plan.ImageSet;
import io.github.layerlift.plan.TarPlan;
import io.github.layerlift.progress.Cancellation;
import io.github.layerlift.progress.Monitor;
import io.github.layerlift.progress.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LayerPackerTest {
  private static final LayerPacker.Listener NOBODY = (plain, packed, digest) -> {};

  private static final byte[] BIG = noise((5 << 20) + 17);

  @TempDir
  private Path scratch;

  private final Progress progress = new Progress();
  private final Cancellation cancellation = new Cancellation();
  private final Monitor monitor = new Monitor(progress, cancellation);
  private final List<LayerPacker> opened = new ArrayList<>();

  @AfterEach
  void nothingIsLeft() throws IOException {
    for (LayerPacker packer : opened) {
      packer.close();
    }
    try (Stream<Path> left = Files.list(scratch)) {
      assertEquals(List.of(), left.toList());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "zstd"})
  void pack_anyThreads_sameBytesThatUnpack(String packing) throws IOException {
    byte[] first = {};
    for (int threads = 1; threads <= 4; threads++) {
      LayerPacker packer = packer(packing, threads);
      ImageSet images =
          packer.pack(ImageSet.of(List.of(image(plain(BIG)))), Optional.empty(), NOBODY);
      Layer layer = ((Root.Image) images.roots().get(0)).layers().get(0);
      Stored stored = (Stored) layer.content();
      byte[] bytes = stored.extent().head(BIG.length * 2);
      first = threads == 1 ? bytes : first;
      assertArrayEquals(first, bytes);
      assertArrayEquals(BIG, unpack(stored));
      assertEquals(
          new Hashed(Digest.of(bytes), Digest.of(BIG)), images.hashed().get(stored.extent()));
      assertEquals(BIG.length, progress.done());
      assertEquals(BIG.length, progress.total());
      assertEquals(Progress.Stage.COMPRESSING, progress.stage());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "zstd"})
  void pack_emptyLayer_validStream(String packing) throws IOException {
    Root.Image image = (Root.Image) packer(packing, 2)
        .pack(ImageSet.of(List.of(image(plain(new byte[0])))), Optional.empty(), NOBODY)
        .roots()
        .get(0);
    assertEquals(0, unpack((Stored) image.layers().get(0).content()).length);
  }

  @Test
  void pack_noPacking_sameRoots() throws IOException {
    ImageSet images = ImageSet.of(List.of(image(plain(BIG))));
    LayerPacker packer = new LayerPacker(scratch, null, null, 2, monitor);
    opened.add(packer);
    assertSame(images, packer.pack(images, Optional.empty(), NOBODY));
    assertSame(images, packer.preview(images));
  }

  @Test
  void preview_plainLayer_packedOneOfTheSameExtent() {
    Layer plain = new Layer(
        SampleImages.stored("x", Compression.NONE, null), SampleImages.digest("x"), List.of("id"));
    Stored stored = new Stored(((Stored) plain.content()).extent(), Compression.ZSTD, null);
    assertEquals(
        List.of(new Layer(stored, plain.diffId(), plain.v1Ids())),
        ((Root.Image) packer("zstd", 1)
                .preview(ImageSet.of(List.of(image(plain))))
                .roots()
                .get(0))
            .layers());
  }

  @ParameterizedTest
  @EnumSource(names = {"XZ", "BZIP2"})
  void pack_plainBesideNameless_stays(Compression nameless) throws IOException {
    Root image =
        image(plain(BIG), SampleImages.layer(SampleImages.stored("x", nameless, null), null));
    LayerPacker packer = packer("gzip", 1);
    assertSame(image, packer.preview(ImageSet.of(List.of(image))).roots().get(0));
    ImageSet packed = packer.pack(ImageSet.of(List.of(image)), Optional.empty(), NOBODY);
    assertSame(image, packed.roots().get(0));
    assertEquals(Map.of(), packed.hashed());
  }

  @Test
  void pack_plainBesideForeignAndPacked_onlyThatOne() throws IOException {
    Layer foreign = SampleImages.foreign(
        new Foreign(MediaTypes.LAYER, SampleImages.digest("far"), 3, List.of()), null);
    Layer packed = SampleImages.layer(SampleImages.stored("x", Compression.GZIP, null), null);
    List<Layer> layers = ((Root.Image) packer("gzip", 1)
            .pack(
                ImageSet.of(List.of(image(foreign, plain(noise(9)), packed))),
                Optional.empty(),
                NOBODY)
            .roots()
            .get(0))
        .layers();
    assertSame(foreign, layers.get(0));
    assertEquals(Compression.GZIP, ((Stored) layers.get(1).content()).compression());
    assertSame(packed, layers.get(2));
    assertEquals(9, progress.total());
  }

  @Test
  void pack_place_afterRoomForHeadersAndLeftOpen(@TempDir Path folder) throws IOException {
    LongAdder written = new LongAdder();
    try (FileChannel channel = FileChannel.open(
        folder.resolve("target"),
        StandardOpenOption.CREATE_NEW,
        StandardOpenOption.READ,
        StandardOpenOption.WRITE)) {
      Spool place = Spool.on(channel, "target", 1024, written::add);
      LayerPacker packer = packer("gzip", 1);
      List<Layer> layers = ((Root.Image) packer
              .pack(
                  ImageSet.of(List.of(image(plain(noise(9)), plain(noise(2000))))),
                  Optional.of(place),
                  NOBODY)
              .roots()
              .get(0))
          .layers();
      Extent first = ((Stored) layers.get(0).content()).extent();
      Extent second = ((Stored) layers.get(1).content()).extent();
      assertSame(place, first.source());
      assertEquals(1024 + TarPlan.BLOCK, first.offset());
      assertEquals(TarPlan.padded(first.offset() + first.size()) + TarPlan.BLOCK, second.offset());
      assertEquals(first.size() + second.size(), written.sum());
      packer.close();
      assertArrayEquals(noise(2000), unpack((Stored) layers.get(1).content()));
    }
  }

  @Test
  void close_spool_isClosed() throws IOException {
    LayerPacker packer = packer("gzip", 1);
    Root.Image image = (Root.Image) packer
        .pack(ImageSet.of(List.of(image(plain(noise(9))))), Optional.empty(), NOBODY)
        .roots()
        .get(0);
    packer.close();
    Faults.expect(
        ErrorCode.READ_FAILED,
        () -> ((Stored) image.layers().get(0).content()).extent().head(1));
  }

  @Test
  void pack_sharedLayer_once() throws IOException {
    Layer shared = plain(noise(1000));
    LayerPacker packer = packer("gzip", 2);
    ImageSet images = packer.pack(
        ImageSet.of(List.of(image(shared), image(shared, plain(noise(5))))),
        Optional.empty(),
        NOBODY);
    List<Root> roots = images.roots();
    // each packed layer, and the plain one that it was made of
    assertEquals(4, images.hashed().size());
    assertEquals(
        ((Root.Image) roots.get(0)).layers().get(0).content(),
        ((Root.Image) roots.get(1)).layers().get(0).content());
  }

  @Test
  void pack_eachLayer_isTold() throws IOException {
    Layer one = plain(noise(1000));
    List<String> told = new ArrayList<>();
    ImageSet images = packer("gzip", 1)
        .pack(
            ImageSet.of(List.of(image(one, one, plain(noise(5))))),
            Optional.empty(),
            (plain, packed, digest) -> told.add(digest.toString()));
    assertEquals(
        ((Root.Image) images.roots().get(0))
            .layers().stream()
                .map(layer -> images.digests().blob((Stored) layer.content()).toString())
                .distinct()
                .toList(),
        told);
  }

  @Test
  void pack_packedLayerOrIndex_stays() throws IOException {
    Layer packed = SampleImages.layer(SampleImages.stored("x", Compression.ZSTD, null), null);
    Root image = image(packed);
    Root index = new Root.Index(
        SampleImages.document("{}", MediaTypes.INDEX), List.of(image(plain(BIG))), List.of());
    List<Root> roots = packer("gzip", 1)
        .pack(ImageSet.of(List.of(image, index)), Optional.empty(), NOBODY)
        .roots();
    assertSame(image, roots.get(0));
    assertSame(index, roots.get(1));
  }

  @Test
  void pack_givenManifest_isDropped() throws IOException {
    Root.Image image = SampleImages.withManifest(
        image(plain(noise(9))), SampleImages.document("{}", MediaTypes.MANIFEST));
    Root.Image packed = (Root.Image) packer("gzip", 1)
        .pack(ImageSet.of(List.of(image)), Optional.empty(), NOBODY)
        .roots()
        .get(0);
    assertNotSame(image, packed);
    assertNull(packed.manifest());
  }

  @Test
  void pack_cancelled_stops() {
    LayerPacker packer = packer("zstd", 2);
    cancellation.request();
    Faults.expect(
        ErrorCode.INTERRUPTED_BY_USER,
        () -> packer.pack(ImageSet.of(List.of(image(plain(BIG)))), Optional.empty(), NOBODY));
  }

  private LayerPacker packer(String packing, int threads) {
    LayerPacker packer = new LayerPacker(
        scratch, CompressionMethod.parse(packing).orElseThrow(), null, threads, monitor);
    opened.add(packer);
    return packer;
  }

  private static Root.Image image(Layer... layers) {
    return SampleImages.image("{}", List.of(layers), "x");
  }

  private static Layer plain(byte[] bytes) {
    Extent extent = MemorySource.extent("layer", bytes);
    return SampleImages.layer(new Stored(extent, Compression.NONE, null), null);
  }

  private static byte[] unpack(Stored stored) throws IOException {
    Decoder decoder = new Decoder(new UnpackLimits(1L << 30, 10_000));
    try (InputStream in =
        decoder.open(stored.compression(), new ExtentStream(stored.extent()), "x")) {
      return in.readAllBytes();
    }
  }

  private static byte[] noise(int length) {
    byte[] bytes = new byte[length];
    Random random = new Random(length);
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) random.nextInt(40);
    }
    return bytes;
  }
}
