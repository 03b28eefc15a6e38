package io.github.layerlift.convert;

import static io.github.layerlift.fixture.Workbench.options;
import static io.github.layerlift.fixture.Workbench.usual;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.layerlift.Converter;
import io.github.layerlift.fixture.ArchiveFixture;
import io.github.layerlift.fixture.DialectFixture;
import io.github.layerlift.fixture.ImageFixture;
import io.github.layerlift.fixture.LayerTar;
import io.github.layerlift.fixture.Names;
import io.github.layerlift.fixture.OutputArchive;
import io.github.layerlift.fixture.OutputImage;
import io.github.layerlift.fixture.Packing;
import io.github.layerlift.fixture.Soundness;
import io.github.layerlift.fixture.Workbench;
import io.github.layerlift.location.Input;
import io.github.layerlift.location.Output;
import io.github.layerlift.options.ReadOptions;
import io.github.layerlift.report.ConversionReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What must hold whichever tool wrote the archive. */
class DialectContractTest {
  /** More than one block of it, so that several threads have something to do. */
  private static final byte[] BIG = LayerTar.random(1_100_000, 7);

  private static final ImageFixture BASE =
      ImageFixture.image().layer("base", "shared").layer("b", "b").tag("base:1.0");

  private static final ImageFixture APP = ImageFixture.image()
      .layer("base", "shared")
      .layer("app", "app")
      .layer("base", "shared")
      .layer(LayerTar.empty())
      .tag("app:2.0")
      .tag("registry.example:5000/team/app:latest");

  @TempDir
  private Path folder;

  private Workbench bench;

  @BeforeEach
  void setUp() throws IOException {
    bench = new Workbench(folder);
  }

  private static ArchiveFixture archive(DialectFixture dialect) {
    return dialect == DialectFixture.JIB ? dialect.archive(APP) : dialect.archive(APP, BASE);
  }

  @ParameterizedTest
  @EnumSource
  void convert_anyDialect_keepsNamesAndLayers(DialectFixture dialect) throws IOException {
    Workbench.Done done = bench.convert(archive(dialect));
    assertEquals(dialect.id(), done.report().dialect());
    for (String tag : APP.tags()) {
      OutputImage image = done.image(tag);
      assertEquals(APP.diffIds(), image.diffIds());
      assertEquals("linux", image.configJson().get("os").asText());
    }
  }

  @ParameterizedTest
  @EnumSource
  void convert_archiveWithConfigs_keepsConfigToTheByte(DialectFixture dialect) throws IOException {
    assumeTrue(dialect.hasConfigs());
    Workbench.Done done = bench.convert(archive(dialect));
    assertArrayEquals(APP.config(), done.image("app:2.0").config());
    assertTrue(done.report().images().stream()
        .anyMatch(image -> image.id().equals("sha256:" + APP.id())
            && image.tags().contains(Names.full("app:2.0"))));
  }

  @ParameterizedTest
  @EnumSource
  void convert_twice_givesTheSameBytes(DialectFixture dialect) throws IOException {
    ArchiveFixture archive = archive(dialect);
    assertArrayEquals(bench.convert(archive).tar(), bench.convert(archive).tar());
  }

  @ParameterizedTest
  @EnumSource
  void convert_ownOutput_givesTheSameBytes(DialectFixture dialect) throws IOException {
    byte[] first = bench.convert(archive(dialect)).tar();
    Workbench.Done second = bench.convert(first);
    assertEquals("oci-layout", second.report().dialect());
    assertArrayEquals(first, second.tar());
  }

  @ParameterizedTest
  @EnumSource
  void convert_onFourThreads_givesTheSameBytesAsOnOne(DialectFixture dialect) throws IOException {
    ArchiveFixture archive = dialect.archive(APP.layer(BIG));
    assertArrayEquals(
        bench
            .convert(
                archive,
                options -> options.reading(ReadOptions.builder().jobs(1).build()))
            .tar(),
        bench
            .convert(
                archive,
                options -> options.reading(ReadOptions.builder().jobs(4).build()))
            .tar());
  }

  @ParameterizedTest
  @EnumSource
  void convert_streamToStream_givesTheSameBytesAsFiles(DialectFixture dialect) throws IOException {
    ArchiveFixture archive = archive(dialect);
    assertArrayEquals(bench.convert(archive).tar(), bench.pipe(archive.bytes()).tar());
  }

  @ParameterizedTest
  @EnumSource
  void convert_packedArchive_givesTheSameBytesAsPlain(DialectFixture dialect) throws IOException {
    ArchiveFixture archive = dialect.archive(BASE);
    byte[] plain = bench.convert(archive).tar();
    for (Packing packing : Packing.values()) {
      Workbench.Done done = bench.convert(packing.pack(archive.bytes()));
      assertArrayEquals(plain, done.tar(), packing.name());
      assertEquals(packing.reported(), done.report().compression());
    }
  }

  @ParameterizedTest
  @EnumSource
  void convert_anyEntryOrder_givesTheSameBytes(DialectFixture dialect) throws IOException {
    ArchiveFixture archive = archive(dialect);
    byte[] wanted = bench.convert(archive).tar();
    assertArrayEquals(wanted, bench.convert(archive.reversed()).tar());
    assertArrayEquals(wanted, bench.convert(archive.sorted()).tar());
    assertArrayEquals(wanted, bench.convert(archive.shuffled(1)).tar());
    assertArrayEquals(wanted, bench.convert(archive.shuffled(2).prefixed("./")).tar());
  }

  @ParameterizedTest
  @EnumSource
  void convert_unpackedFolder_givesTheSameBytesAsTheArchive(DialectFixture dialect)
      throws IOException {
    ArchiveFixture archive = archive(dialect);
    Path unpacked = archive.unpack(Files.createDirectory(bench.inputs().resolve("unpacked")));
    assertArrayEquals(
        bench.convert(archive).tar(), bench.convert(unpacked, usual()).tar());
  }

  @ParameterizedTest
  @EnumSource
  void convert_toFolder_hasTheFilesOfTheArchive(DialectFixture dialect) throws IOException {
    ArchiveFixture archive = archive(dialect);
    OutputArchive tar = bench.convert(archive).archive();
    Path output = bench.outputs().resolve("layout");
    Converter.convert(
        new Input.OfPath(bench.input(archive)), new Output.Folder(output), options(usual()));
    OutputArchive layout = OutputArchive.ofFolder(output);
    Soundness.requireFolder(layout);
    assertEquals(
        tar.names().stream().filter(name -> !name.endsWith("/")).sorted().toList(),
        layout.names().stream().sorted().toList());
    for (String name : layout.names()) {
      assertArrayEquals(tar.bytes(name), layout.bytes(name), name);
    }
    assertEquals(1, bench.outputs().toFile().list().length);
  }

  @ParameterizedTest
  @EnumSource
  void convert_withoutEndMark_givesTheSameBytesIfManifestJsonSaysAll(DialectFixture dialect)
      throws IOException {
    assumeTrue(dialect.id().equals("docker-archive"));
    ArchiveFixture archive = archive(dialect).sorted();
    assertArrayEquals(
        bench.convert(archive).tar(), bench.convert(archive.withoutEnd()).tar());
  }

  @ParameterizedTest
  @EnumSource
  void convert_dialectOfPlainLayers_givesTheBytesOfDockersOwn(DialectFixture dialect)
      throws IOException {
    assumeTrue(dialect.isPlain());
    assertArrayEquals(
        bench.convert(archive(DialectFixture.DOCKER)).tar(),
        bench.convert(archive(dialect)).tar());
  }

  @ParameterizedTest
  @EnumSource
  void convert_equalLayersUnderSeveralNames_storesThemOnce(DialectFixture dialect)
      throws IOException {
    Workbench.Done done = bench.convert(archive(dialect));
    for (ConversionReport.Image image : done.report().images()) {
      if (image.tags().contains(Names.full("app:2.0"))) {
        assertEquals(image.layers().get(0).digest(), image.layers().get(2).digest());
        assertEquals(4, image.layers().size());
      }
    }
    long layers = done.report().images().stream()
        .flatMap(image -> image.layers().stream())
        .map(ConversionReport.Layer::digest)
        .distinct()
        .count();
    assertEquals(dialect == DialectFixture.JIB ? 3 : 4, layers);
  }

  @ParameterizedTest
  @EnumSource
  void convert_trailingGarbageAfterTheEndMark_isIgnored(DialectFixture dialect) throws IOException {
    ArchiveFixture archive = archive(dialect);
    byte[] tar = archive.bytes();
    byte[] longer = Arrays.copyOf(tar, tar.length + 3000);
    Arrays.fill(longer, tar.length, longer.length, (byte) 'x');
    assertArrayEquals(bench.convert(tar).tar(), bench.convert(longer).tar());
  }
}
