package io.github.layerlift.convert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fixture.DialectFixture;
import io.github.layerlift.fixture.ImageFixture;
import io.github.layerlift.fixture.LayerTar;
import io.github.layerlift.options.Salvage;
import io.github.layerlift.report.ConversionReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever part of an archive is damaged, each image that is whole comes out, and no other. */
class SalvageDamageTest {
  private static final int TRIES = Integer.getInteger("layerlift.damages", 60);

  private static final ImageFixture BASE =
      ImageFixture.image().layer("base", "shared").layer("b", "b").tag("base:1.0");
  private static final ImageFixture APP = ImageFixture.image()
      .layer("base", "shared")
      .layer(LayerTar.of("app", "a".repeat(3000)))
      .layer(LayerTar.empty())
      .tag("app:2.0")
      .tag("registry.example:5000/team/app:latest");
  private static final ImageFixture WEB =
      ImageFixture.image().layer("web", "web").layer("w", "w").tag("web:1.0");

  @TempDir
  private Path folder;

  static Stream<Arguments> archives() throws IOException {
    List<Arguments> archives = new ArrayList<>();
    for (DialectFixture dialect : DialectFixture.values()) {
      byte[] tar = dialect == DialectFixture.JIB
          ? dialect.archive(APP).bytes()
          : dialect.archive(APP, BASE, WEB).bytes();
      archives.add(Arguments.of(dialect.name(), tar));
    }
    String more = System.getProperty("layerlift.archives", "../samples");
    try (Stream<Path> files = Files.list(Path.of(more))) {
      for (Path file : files.filter(f -> f.toString().matches(".*\\.(tar|docker)")).sorted().toList()) {
        if (Files.size(file) < 200_000) {
          archives.add(Arguments.of(file.getFileName().toString(), Files.readAllBytes(file)));
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
    for (int i = 0; i < TRIES; i++) {
      int size = 1 + random.nextInt(tar.length - 1);
      int at = i % 3 == 0 ? size / 512 * 512 : size;
      check(archive, Arrays.copyOf(tar, at), name + " cut at " + at);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("archives")
  void convert_flippedByte_keepsWhatIsWhole(String name, byte[] tar) throws IOException {
    UndamagedArchive archive = open(tar);
    Random random = new Random(name.hashCode());
    for (int i = 0; i < TRIES; i++) {
      int at = random.nextInt(tar.length);
      byte[] flipped = tar.clone();
      flipped[at] ^= (byte) (1 << random.nextInt(8));
      check(archive, flipped, name + " flipped at " + at);
    }
  }

  private UndamagedArchive open(byte[] tar) throws IOException {
    Path outputs = Files.createDirectory(folder.resolve("out"));
    try {
      UndamagedArchive archive = UndamagedArchive.of(tar, outputs);
      ConversionReport salvaged = UndamagedArchive.convert(tar, outputs, Salvage.WHOLE);
      assertEquals(archive.report().warnings(), salvaged.warnings());
      assertEquals(archive.report().images(), salvaged.images());
      assertEquals(archive.report().names(), salvaged.names());
      return archive;
    } catch (LayerliftException e) {
      org.junit.jupiter.api.Assumptions.abort(e.getMessage());
      throw e;
    }
  }

  static final java.util.concurrent.atomic.AtomicInteger N = new java.util.concurrent.atomic.AtomicInteger(),
      OUT = new java.util.concurrent.atomic.AtomicInteger(), REQ = new java.util.concurrent.atomic.AtomicInteger(), EX = new java.util.concurrent.atomic.AtomicInteger();

  @org.junit.jupiter.api.AfterAll
  static void sum() {
    System.err.println("damages " + N + " required " + REQ + " out " + OUT + " beyond required " + EX);
  }

  private void check(UndamagedArchive archive, byte[] damaged, String what) throws IOException {
    Set<String> whole = archive.whole(damaged);
    if (archive.isV1() && damaged.length < archive.bytes().length) whole = Set.of();
    N.incrementAndGet();
    REQ.addAndGet(whole.size());
    Map<String, List<String>> all = UndamagedArchive.images(archive.report());
    Path outputs = folder.resolve("out");
    try {
      ConversionReport report = UndamagedArchive.convert(damaged, outputs, Salvage.WHOLE);
      Map<String, List<String>> found = UndamagedArchive.images(report);
      OUT.addAndGet(found.size());
      EX.addAndGet((int) (found.size() - whole.size()));
      assertTrue(found.keySet().containsAll(whole), what + " lost one: " + report.warnings());
      boolean sure = !archive.isV1();
      if (sure) {
        found.forEach((id, layers) -> assertEquals(all.get(id), layers, what + " made " + id));
      }
      if (report.warnings().equals(archive.report().warnings()) && sure) {
        assertEquals(all.keySet(), found.keySet(), what + " lost one silently");
      }
    } catch (LayerliftException e) {
      assertEquals(Set.of(), whole, what + ": " + e.getMessage());
    }
    try (Stream<Path> left = Files.list(outputs)) {
      assertEquals(List.of(), left.toList(), what);
    }
  }
}
