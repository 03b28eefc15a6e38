package io.github.layerlift.verify;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.Converter;
import io.github.layerlift.Inspector;
import io.github.layerlift.Verifier;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fixture.ArchiveFixture;
import io.github.layerlift.fixture.DialectFixture;
import io.github.layerlift.fixture.DockerSave;
import io.github.layerlift.fixture.ImageFixture;
import io.github.layerlift.fixture.OciSave;
import io.github.layerlift.fixture.Packing;
import io.github.layerlift.fixture.V1Save;
import io.github.layerlift.fixture.Workbench;
import io.github.layerlift.image.IndexLimits;
import io.github.layerlift.location.Input;
import io.github.layerlift.location.Output;
import io.github.layerlift.options.Change;
import io.github.layerlift.options.ConvertOptions;
import io.github.layerlift.options.ReadOptions;
import io.github.layerlift.report.Finding;
import io.github.layerlift.report.FindingCode;
import io.github.layerlift.report.VerificationReport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerifierTest {
  private static final ImageFixture HELLO = ImageFixture.hello("hello:1.0");
  private static final ImageFixture OTHER = ImageFixture.hello("other:2.0").command("/other");

  @TempDir
  private Path folder;

  private Workbench bench;

  @BeforeEach
  void setUp() throws IOException {
    bench = new Workbench(folder);
  }

  private static ReadOptions options() {
    return ReadOptions.builder().build();
  }

  private Input file(byte[] bytes) throws IOException {
    return new Input.OfPath(bench.input(bytes));
  }

  private VerificationReport verify(byte[] layout) throws IOException {
    return Verifier.verify(file(layout), options());
  }

  private VerificationReport verify(byte[] layout, byte[] legacy, boolean subset)
      throws IOException {
    return Verifier.verifyAgainst(file(layout), file(legacy), subset, options());
  }

  /** The findings, except those about headers, which fixtures write differently. */
  private static Set<FindingCode> codes(VerificationReport verification) {
    Set<FindingCode> codes = EnumSet.noneOf(FindingCode.class);
    verification.findings().forEach(finding -> codes.add(finding.code()));
    codes.remove(FindingCode.ENTRY_HEADER);
    return codes;
  }

  @ParameterizedTest
  @EnumSource
  void verify_caseOfTheCode_findsItAndNothingElse(FindingCode code) throws IOException {
    if (FindingCases.OF_ENGINE.contains(code)) {
      assertTrue(code.id().startsWith("engine-"));
      return;
    }
    FindingCases.Case each = new FindingCases(bench).of(code);
    byte[] legacy = each.legacy();
    VerificationReport verification =
        legacy == null ? verify(each.layout()) : verify(each.layout(), legacy, false);
    Set<FindingCode> wanted = EnumSet.of(code);
    wanted.addAll(each.also());
    boolean found = verification.findings().stream().anyMatch(any -> any.code() == code);
    assertTrue(found, verification.findings().toString());
    wanted.remove(FindingCode.ENTRY_HEADER);
    assertEquals(wanted, codes(verification), verification.findings().toString());
    boolean error = wanted.stream().anyMatch(any -> any.grade() == Finding.Grade.ERROR);
    assertEquals(!error, verification.isSound());
    verification.findings().forEach(finding -> assertTrue(finding.text().length() > 10));
  }

  @ParameterizedTest
  @ValueSource(strings = {"new:1", "hello:1.0,new:1"})
  void verify_renamedByTag_isSoundWithANote(String tags) throws IOException {
    byte[] legacy = DockerSave.of(HELLO).archive().bytes();
    byte[] converted = bench
        .convert(
            bench.input(legacy),
            options -> options.changes(List.of(new Change.Rename(List.of(tags.split(","))))))
        .tar();
    VerificationReport verification = verify(converted, legacy, false);
    assertEquals(Set.of(FindingCode.AGAINST_RENAMED), codes(verification));
    assertTrue(verification.isSound());
  }

  @Test
  void verify_manyNamesOfOneImage_areNoLimit() throws IOException {
    ImageFixture image = HELLO.untagged();
    for (int i = 0; i < IndexLimits.MAX_NODES + 10; i++) {
      image = image.tag("hello:" + i);
    }
    byte[] legacy = DockerSave.of(image).archive().bytes();
    byte[] converted = bench.convert(legacy).tar();
    assertEquals(List.of(), verify(converted, legacy, false).findings());
    byte[] again = bench.convert(converted).tar();
    assertArrayEquals(converted, again);
    assertEquals(
        image.tags().size(), Inspector.inspect(file(again), options()).index().size());
  }

  @Test
  void verify_oneOfTwoRenamed_isAnError() throws IOException {
    byte[] legacy = DockerSave.of(HELLO, OTHER).archive().bytes();
    byte[] layout =
        OciSave.hybrid(HELLO.untagged().tag("new:1"), OTHER).archive().bytes();
    assertEquals(Set.of(FindingCode.AGAINST_TAGS), codes(verify(layout, legacy, false)));
  }

  @ParameterizedTest
  @EnumSource
  void verify_convertedDialect_findsNothing(DialectFixture dialect) throws IOException {
    byte[] legacy = dialect.archive(HELLO).bytes();
    byte[] converted = bench.convert(legacy).tar();
    VerificationReport verification = verify(converted, legacy, false);
    assertEquals(List.of(), verification.findings());
    assertTrue(verification.isSound());
    assertEquals(
        List.of("docker.io/library/hello:1.0"), verification.images().get(0).tags());
    assertTrue(verification.blobs() >= 4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "zstd:1"})
  void verify_compressed_isStillTheSame(String packing) throws IOException {
    byte[] legacy = DockerSave.of(HELLO, OTHER).archive().bytes();
    byte[] converted = bench
        .convert(bench.input(legacy), options -> options.compress(packing).platformInIndex(true))
        .tar();
    assertEquals(List.of(), verify(converted, legacy, false).findings());
  }

  @Test
  void verify_folder_findsNothing() throws IOException {
    Path layout = folder.resolve("layout");
    Converter.convert(
        file(DockerSave.of(HELLO).archive().bytes()),
        new Output.Folder(layout),
        ConvertOptions.builder().build());
    assertEquals(List.of(), Verifier.verify(new Input.OfPath(layout), options()).findings());
  }

  @Test
  void verify_packedStream_findsNothing() throws IOException {
    byte[] converted = bench.convert(DockerSave.of(HELLO).archive()).tar();
    Input stream = new Input.OfStream(
        "standard input", new ByteArrayInputStream(Packing.GZIP.pack(converted)));
    assertEquals(List.of(), Verifier.verify(stream, options()).findings());
  }

  @Test
  void verify_selected_isASubset() throws IOException {
    byte[] legacy = DockerSave.of(HELLO.tag("hello:2.0"), OTHER).archive().bytes();
    byte[] converted = bench
        .convert(
            bench.input(legacy),
            options -> options.changes(List.of(new Change.Select(List.of("hello:1.0")))))
        .tar();
    assertEquals(List.of(), verify(converted, legacy, true).findings());
    assertEquals(
        EnumSet.of(FindingCode.AGAINST_IMAGE_MISSING, FindingCode.AGAINST_TAGS),
        codes(verify(converted, legacy, false)));
  }

  @Test
  void verify_v1WithOtherPlatform_isTheSame() throws IOException {
    byte[] legacy = V1Save.hello("old:1")
        .withoutField("os")
        .withoutField("architecture")
        .archive()
        .bytes();
    byte[] converted = bench
        .convert(bench.input(legacy), options -> options.platform("linux/arm/v7"))
        .tar();
    assertEquals(List.of(), verify(converted, legacy, false).findings());
  }

  @Test
  void verify_manyFaults_findsAll() throws IOException {
    ArchiveFixture layout = OciSave.hybrid(HELLO)
        .archive()
        .with("oci-layout", "{}")
        .without("blobs/sha256/" + HELLO.diffId(0).substring(7))
        .file("stray", "")
        .file("repositories", "[]");
    assertEquals(
        EnumSet.of(
            FindingCode.LAYOUT_VERSION,
            FindingCode.BLOB_MISSING,
            FindingCode.ENTRY_STRAY,
            FindingCode.JSON_INVALID),
        codes(verify(layout.bytes())));
  }

  @Test
  void verify_corruptLayer_othersAreHashedStill() throws IOException {
    ArchiveFixture layout = OciSave.of(Packing.GZIP, HELLO, OTHER).archive();
    String broken = "";
    for (ArchiveFixture.Entry entry : layout.entries()) {
      boolean layer = entry.content().length > 2 && entry.content()[0] == 0x1f;
      if (layer) {
        byte[] cut = entry.content().clone();
        cut[cut.length / 2] ^= 1;
        layout = layout.with(entry.name(), cut);
        broken += entry.name();
      }
    }
    VerificationReport verification = verify(layout.bytes());
    long digests = verification.findings().stream()
        .filter(finding -> finding.code() == FindingCode.BLOB_DIGEST)
        .filter(finding -> !finding.where().isEmpty())
        .count();
    assertEquals(broken.length() / ("blobs/sha256/".length() + 64), digests);
    assertFalse(verification.isSound());
  }

  @Test
  void verify_legacyArchive_isNoLayout() {
    LayerliftException fault = assertThrows(
        LayerliftException.class, () -> verify(DockerSave.of(HELLO).archive().bytes()));
    assertEquals(ErrorCode.UNKNOWN_ARCHIVE, fault.code());
  }

  @Test
  void verify_brokenLegacy_isThrown() throws IOException {
    byte[] layout = OciSave.hybrid(HELLO).archive().bytes();
    byte[] legacy = DockerSave.of(HELLO).archive().without(HELLO.id() + ".json").bytes();
    LayerliftException fault =
        assertThrows(LayerliftException.class, () -> verify(layout, legacy, false));
    assertEquals(ErrorCode.CONFIG_MISSING, fault.code());
  }

  @Test
  void verify_cancelled_isThrown() throws IOException {
    ReadOptions options = ReadOptions.builder().build();
    options.monitor().cancellation().request();
    Input layout = file(bench.convert(DockerSave.of(HELLO).archive()).tar());
    LayerliftException fault =
        assertThrows(LayerliftException.class, () -> Verifier.verify(layout, options));
    assertEquals(ErrorCode.INTERRUPTED_BY_USER, fault.code());
  }

  @Test
  void verify_findings_areInTheDocs() throws IOException {
    String doc = Files.readString(Path.of("..", "docs", "verify.md"));
    for (FindingCode code : FindingCode.values()) {
      String row = "| `" + code.id() + "` | "
          + (code.grade() == Finding.Grade.ERROR ? "error" : "note") + " | ";
      assertTrue(doc.contains(row), "docs/verify.md should have a row that starts with " + row);
    }
    long rows = doc.lines()
        .filter(line -> line.matches("\\| `[a-z0-9-]+` \\| (error|note) \\| .*"))
        .count();
    assertEquals(FindingCode.values().length, rows);
  }
}
