package io.github.layerlift.convert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fixture.DialectFixture;
import io.github.layerlift.fixture.ImageFixture;
import io.github.layerlift.fixture.LayerTar;
import io.github.layerlift.fixture.Packing;
import io.github.layerlift.options.Salvage;
import io.github.layerlift.report.ConversionReport;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever part of an archive is damaged, each image that is whole comes out, and no other. {@code
 * -Dlayerlift.damages=N} tries more places, {@code -Dlayerlift.archives=FOLDER} other archives.
 */
class SalvageDamageTest {
  private static final int DAMAGES = Integer.getInteger("layerlift.damages", 12);

  /** Larger ones have few places that matter. */
  private static final int MAX_ARCHIVE = 200_000;

  private static final ImageFixture BASE =
      ImageFixture.image().layer("base", "shared").layer("b", "b").tag("base:1.0");
  private static final ImageFixture APP = ImageFixture.image()
      .layer("base", "shared")
      .layer("app", "a".repeat(3000))
      .layer(LayerTar.empty())
      .tag("app:2.0")
      .tag("registry.example:5000/team/app:latest");
  private static final ImageFixture WEB =
      ImageFixture.image().layer("web", "web").layer("w", "w").tag("web:1.0");

  @TempDir
  private Path folder;

  private Path outputs;

  @BeforeEach
  void setUp() throws IOException {
    outputs = Files.createDirectory(folder.resolve("out"));
  }

  static Stream<Arguments> archives() throws IOException {
    List<Arguments> archives = new ArrayList<>();
    for (DialectFixture dialect : DialectFixture.values()) {
      if (dialect.id().startsWith("registry")) {
        // where links may be lost, nothing tells what was there
        continue;
      }
      byte[] tar = (dialect == DialectFixture.JIB
              ? dialect.archive(APP)
              : dialect.archive(APP, BASE, WEB))
          .bytes();
      archives.add(Arguments.of(dialect.name(), tar));
    }
    Path more = Path.of(System.getProperty("layerlift.archives", "../samples"));
    try (Stream<Path> files = Files.list(more)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        if (Files.size(file) < MAX_ARCHIVE && file.toString().matches(".*\\.(tar|docker)")) {
          archives.add(Arguments.of(String.valueOf(file.getFileName()), Files.readAllBytes(file)));
        }
      }
    }
    return archives.stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("archives")
  void convert_cutArchive_keepsWhatIsWhole(String name, byte[] tar) throws IOException {
    UndamagedArchive archive = open(tar);
    Random random = new Random(name.hashCode());
    for (int i = 0; i < DAMAGES; i++) {
      int size = 1 + random.nextInt(tar.length - 1);
      byte[] cut = Arrays.copyOf(tar, i % 3 == 0 ? (size + 511) / 512 * 512 : size);
      check(archive, cut, archive.whole(cut), name + " cut at " + cut.length);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("archives")
  void convert_flippedBit_keepsWhatIsWhole(String name, byte[] tar) throws IOException {
    UndamagedArchive archive = open(tar);
    Random random = new Random(name.hashCode());
    for (int i = 0; i < DAMAGES; i++) {
      int at = random.nextInt(tar.length);
      byte[] flipped = flipped(tar, at, random);
      check(archive, flipped, archive.whole(flipped), name + " flipped at " + at);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("archives")
  void convert_zeroedSector_keepsWhatIsWhole(String name, byte[] tar) throws IOException {
    UndamagedArchive archive = open(tar);
    Random random = new Random(name.hashCode());
    for (int i = 0; i < DAMAGES; i++) {
      int sector = random.nextInt(tar.length / 512) * 512;
      byte[] zeroed = tar.clone();
      Arrays.fill(zeroed, sector, sector + 512, (byte) 0);
      check(archive, zeroed, archive.whole(zeroed), name + " zeroed at " + sector);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("archives")
  void convert_packedAndCut_keepsWhatWasUnpackedBefore(String name, byte[] tar) throws IOException {
    UndamagedArchive archive = open(tar);
    Random random = new Random(name.hashCode());
    for (Packing packing :
        List.of(Packing.GZIP, Packing.GZIP_MEMBERS, Packing.BZIP2, Packing.XZ, Packing.ZSTD)) {
      byte[] packed = packing.pack(tar);
      for (int i = 0; i < DAMAGES / 4; i++) {
        int at = random.nextInt(packed.length - 20) + 10;
        byte[] cut = Arrays.copyOf(packed, at);
        Set<String> whole =
            packing == Packing.GZIP ? archive.whole(unpackable(cut)) : Set.<String>of();
        check(archive, cut, whole, name + " " + packing + " cut at " + at);
        byte[] flipped = flipped(packed, at, random);
        check(archive, flipped, Set.of(), name + " " + packing + " flipped at " + at);
      }
    }
  }

  /** What another decoder unpacks of gzip data before their end. */
  private static byte[] unpackable(byte[] packed) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      for (int b = in.read(); b >= 0; b = in.read()) {
        out.write(b);
      }
    } catch (EOFException e) {
      return out.toByteArray();
    }
    return out.toByteArray();
  }

  private static byte[] flipped(byte[] bytes, int at, Random random) {
    byte[] flipped = bytes.clone();
    flipped[at] ^= (byte) (1 << random.nextInt(8));
    return flipped;
  }

  /** An archive that can be converted without a fault gives the same with salvage. */
  private UndamagedArchive open(byte[] tar) throws IOException {
    UndamagedArchive archive;
    try {
      archive = UndamagedArchive.of(tar, outputs);
    } catch (LayerliftException e) {
      return Assumptions.abort("not undamaged: " + e.getMessage());
    }
    ConversionReport salvaged = UndamagedArchive.convert(tar, outputs, Salvage.WHOLE);
    assertEquals(archive.report().warnings(), salvaged.warnings());
    assertEquals(archive.report().images(), salvaged.images());
    assertEquals(archive.report().names(), salvaged.names());
    return archive;
  }

  /**
   * @param whole IDs of images that must come out
   */
  private void check(UndamagedArchive archive, byte[] damaged, Set<String> whole, String what)
      throws IOException {
    try {
      ConversionReport report = UndamagedArchive.convert(damaged, outputs, Salvage.WHOLE);
      Map<String, List<String>> found = UndamagedArchive.images(report);
      assertTrue(found.keySet().containsAll(whole), what + " lost one: " + report.warnings());
      if (archive.hasDigests()) {
        Map<String, List<String>> all = UndamagedArchive.images(archive.report());
        found.forEach((id, layers) -> assertEquals(all.get(id), layers, what + " made " + id));
        boolean silent = report.warnings().equals(archive.report().warnings());
        assertTrue(!silent || all.equals(found), what + " lost one in silence");
      }
    } catch (LayerliftException e) {
      assertEquals(Set.of(), whole, what + ": " + e.getMessage());
    }
    try (Stream<Path> left = Files.list(outputs)) {
      assertEquals(List.of(), left.toList(), what);
    }
  }
}
