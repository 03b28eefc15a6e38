package io.github.layerlift.convert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.Extractor;
import io.github.layerlift.Inspector;
import io.github.layerlift.Verifier;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fixture.ArchiveFixture;
import io.github.layerlift.fixture.DockerSave;
import io.github.layerlift.fixture.ImageFixture;
import io.github.layerlift.fixture.OciSave;
import io.github.layerlift.fixture.OutputImage;
import io.github.layerlift.fixture.Packing;
import io.github.layerlift.fixture.V1Save;
import io.github.layerlift.fixture.Workbench;
import io.github.layerlift.location.Input;
import io.github.layerlift.options.ExtractOptions;
import io.github.layerlift.options.Leniency;
import io.github.layerlift.options.ReadOptions;
import io.github.layerlift.report.InspectionReport;
import io.github.layerlift.report.VerificationReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What follows the end of an archive: another one, or something else. */
class JoinedArchivesTest {
  private static final Leniency JOINED = new Leniency(true, false);
  private static final ImageFixture APP = ImageFixture.hello("app:1.0");
  private static final ImageFixture WEB = ImageFixture.hello("web:1.0").command("/web");
  private static final byte[] DOCKER = DockerSave.of(APP).archive().bytes();
  private static final byte[] OTHER = DockerSave.of(WEB).archive().bytes();

  @TempDir
  private Path folder;

  private Workbench bench;

  @BeforeEach
  void setUp() throws IOException {
    bench = new Workbench(folder);
  }

  static Stream<Arguments> pairs() {
    byte[] v1 = V1Save.hello("old:1").archive().bytes();
    byte[] oci = OciSave.hybrid(WEB).archive().bytes();
    return Stream.of(
        Arguments.of("two saves", join(DOCKER, OTHER), 2),
        Arguments.of("three saves", join(DOCKER, OTHER, v1), 3),
        Arguments.of("with padding between them", join(DOCKER, new byte[8192], OTHER), 2),
        Arguments.of("off a block's start", join(DOCKER, new byte[77], OTHER), 2),
        Arguments.of("an old one first", join(v1, DOCKER), 2),
        Arguments.of("an old one last", join(DOCKER, v1), 2),
        Arguments.of("an OCI layout last", join(DOCKER, oci), 2),
        Arguments.of("the same twice", join(DOCKER, DOCKER), 1),
        Arguments.of("one without entries", join(ArchiveFixture.empty().bytes(), DOCKER), 1),
        Arguments.of("a packed one last", join(DOCKER, Packing.GZIP.pack(OTHER)), 2));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pairs")
  void convert_joined_refusedWithTheOptionThatTakesAll(String name, byte[] archive, int images)
      throws IOException {
    LayerliftException fault = bench.refuse(ErrorCode.ARCHIVE_FOLLOWS, archive);
    assertTrue(fault.getMessage().contains("offset"), fault.getMessage());
    assertTrue(fault.hint().orElseThrow().contains("Leniency.joined"));
    Workbench.Done done = joined(bench.input(archive));
    assertEquals(images, done.images().size());
    assertEquals(List.of(), done.warnings());
  }

  @ParameterizedTest
  @EnumSource(value = Packing.class, mode = EnumSource.Mode.EXCLUDE, names = "PLAIN")
  void convert_packedJoined_sameAsPlain(Packing packing) throws IOException {
    byte[] packed = packing.pack(join(DOCKER, OTHER));
    bench.refuse(ErrorCode.ARCHIVE_FOLLOWS, packed);
    assertEquals(2, joined(bench.input(packed)).images().size());
  }

  @Test
  void convert_gzipFilesJoined_sameAsPlain() throws IOException {
    byte[] packed = join(Packing.GZIP.pack(DOCKER), Packing.GZIP.pack(OTHER));
    bench.refuse(ErrorCode.ARCHIVE_FOLLOWS, packed);
    assertEquals(2, joined(bench.input(packed)).images().size());
  }

  @Test
  void convert_joined_sameBytesAsAllInOne() throws IOException {
    byte[] one = bench.convert(DockerSave.of(APP, WEB).archive()).tar();
    byte[] joined = joined(bench.input(join(DOCKER, OTHER))).tar();
    assertEquals(new String(one, UTF_8), new String(joined, UTF_8));
  }

  @Test
  void convert_oneTagInBoth_isAConflict() throws IOException {
    byte[] other = DockerSave.of(APP.command("/other")).archive().bytes();
    LayerliftException fault = bench.refuse(
        ErrorCode.TAG_CONFLICT,
        bench.input(join(DOCKER, other)),
        options -> options.reading(ReadOptions.builder().leniency(JOINED).build()));
    assertTrue(fault.hint().orElseThrow().contains("Change.Select"));
  }

  @Test
  void convert_joinedWithSomethingElse_saysWhichOne() throws IOException {
    byte[] stranger = ArchiveFixture.empty().file("pom.xml", "x").bytes();
    LayerliftException fault = bench.refuse(
        ErrorCode.UNKNOWN_ARCHIVE,
        bench.input(join(DOCKER, stranger)),
        options -> options.reading(ReadOptions.builder().leniency(JOINED).build()));
    assertTrue(fault.getMessage().contains("from byte " + DOCKER.length), fault.getMessage());
  }

  @Test
  void convert_rubbishAtTheEnd_isAWarningAndFailsStrict() throws IOException {
    byte[] archive = join(DOCKER, new byte[100], "rubbish".getBytes(UTF_8));
    Workbench.Done done = bench.convert(archive);
    assertEquals(List.of("trailing-data"), done.warnings());
    String text = done.report().warnings().get(0).text();
    assertTrue(text.contains("offset " + (DOCKER.length + 100) + ": 7 bytes"), text);
    bench.refuse(ErrorCode.STRICT_WARNINGS, bench.input(archive), options -> options.strict(true));
  }

  @Test
  void convert_anyAmountOfZerosAtTheEnd_isPadding() throws IOException {
    Workbench.Done done = bench.convert(join(DOCKER, new byte[3 << 20]));
    assertEquals(List.of(), done.warnings());
  }

  @Test
  void inspect_joined_listsTheImagesOfAll() throws IOException {
    Input input = new Input.OfPath(bench.input(join(DOCKER, OTHER)));
    InspectionReport found =
        Inspector.inspect(input, ReadOptions.builder().leniency(JOINED).build());
    assertEquals(
        Set.of("docker.io/library/app:1.0", "docker.io/library/web:1.0"),
        found.images().stream()
            .flatMap(image -> image.tags().stream())
            .collect(Collectors.toSet()));
    assertEquals("docker-archive", found.dialect());
    assertEquals(0, found.skippedFiles());
  }

  @Test
  void extract_joined_choosesAmongTheImagesOfAll() throws IOException {
    Input input = new Input.OfPath(bench.input(join(DOCKER, OTHER)));
    ExtractOptions options = ExtractOptions.builder()
        .reading(ReadOptions.builder().leniency(JOINED).build())
        .select("web:1.0")
        .build();
    assertTrue(Extractor.list(input, options, entry -> {}).files() > 0);
  }

  @Test
  void verifyAgainst_joined_comparesWithAll() throws IOException {
    Path legacy = bench.input(join(DOCKER, V1Save.hello("old:1").archive().bytes()));
    Path all = Files.write(folder.resolve("all.tar"), joined(legacy).tar());
    Path one = Files.write(folder.resolve("one.tar"), bench.convert(DOCKER).tar());
    assertEquals(List.of(), verify(all, legacy));
    assertEquals(List.of("against-image-missing"), verify(one, legacy));
  }

  @Test
  void verifyAgainst_archiveWithRubbish_isNoted() throws IOException {
    Path legacy = bench.input(join(DOCKER, "rubbish".getBytes(UTF_8)));
    Path modern = Files.write(folder.resolve("m.tar"), bench.convert(DOCKER).tar());
    assertEquals(List.of("trailing-data"), verify(modern, legacy));
  }

  @Test
  void convert_takeLast_convertsWhatTarAndDockerWould() throws IOException {
    byte[] appended = DockerSave.of(APP)
        .archive()
        .file(APP.id() + ".json", "not a config")
        .file(APP.id() + ".json", APP.config())
        .bytes();
    bench.refuse(ErrorCode.ENTRY_TWICE, appended);
    Workbench.Done done = bench.convert(
        bench.input(appended),
        options -> options.reading(
            ReadOptions.builder().leniency(new Leniency(false, true)).build()));
    OutputImage image = done.image();
    assertEquals("sha256:" + APP.id(), image.id());
    assertFalse(done.warnings().isEmpty());
  }

  private List<String> verify(Path layout, Path legacy) throws IOException {
    VerificationReport found = Verifier.verifyAgainst(
        new Input.OfPath(layout),
        new Input.OfPath(legacy),
        false,
        ReadOptions.builder().leniency(JOINED).build());
    return found.findings().stream()
        .map(finding -> finding.code().id())
        .distinct()
        .toList();
  }

  private Workbench.Done joined(Path archive) throws IOException {
    return bench.convert(
        archive,
        options -> options.reading(ReadOptions.builder().leniency(JOINED).build()));
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
