package io.github.layerlift.convert;

import static io.github.layerlift.fixture.Workbench.usual;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fixture.ArchiveFixture;
import io.github.layerlift.fixture.DockerSave;
import io.github.layerlift.fixture.Hashes;
import io.github.layerlift.fixture.ImageFixture;
import io.github.layerlift.fixture.OciSave;
import io.github.layerlift.fixture.Packing;
import io.github.layerlift.fixture.V1Save;
import io.github.layerlift.fixture.WithWorkbench;
import io.github.layerlift.fixture.Workbench;
import io.github.layerlift.options.ConvertOptionsBuilder;
import io.github.layerlift.options.Inside;
import io.github.layerlift.options.Leniency;
import io.github.layerlift.options.Limits;
import io.github.layerlift.options.ReadOptions;
import io.github.layerlift.options.Salvage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives that are in a folder of the input, or in a file of it. */
class InnerArchivesTest extends WithWorkbench {
  private static final ImageFixture APP = ImageFixture.hello("app:1.0");
  private static final ImageFixture WEB = ImageFixture.hello("web:1.0").command("/web");
  private static final ArchiveFixture DOCKER = DockerSave.of(APP).archive();
  private static final ArchiveFixture OTHER = OciSave.hybrid(WEB).archive();
  private static final String ID = Hashes.hex("x");

  private static ReadOptions reading(Inside inside) {
    return ReadOptions.builder().leniency(Leniency.NONE.with(inside)).build();
  }

  private static UnaryOperator<ConvertOptionsBuilder> at(String path) {
    return options -> options.reading(reading(Inside.at(path)));
  }

  private static ConvertOptionsBuilder all(ConvertOptionsBuilder options) {
    return options.reading(reading(Inside.ALL));
  }

  private static void says(LayerliftException fault, String message, String hint) {
    assertTrue(fault.getMessage().contains(message), fault.getMessage());
    String given = fault.hint().orElse("");
    assertTrue(given.contains(hint), given);
  }

  private static String warning(Workbench.Done done) {
    assertEquals(List.of("inner-archive"), done.warnings());
    return done.report().warnings().get(0).sentence();
  }

  @ParameterizedTest
  @ValueSource(strings = {"image/", "./some/where/", "image/1.0/"})
  void convert_archiveInAFolder_isReadThereWithAWarning(String prefix) throws IOException {
    String inner = prefix.replace("./", "").replaceAll("/$", "");
    for (ArchiveFixture archive : new ArchiveFixture[] {
      DOCKER, OTHER, V1Save.hello("x:1").archive(), DockerSave.of(APP, WEB).archive()
    }) {
      Workbench.Done done = bench.convert(archive.prefixed(prefix));
      assertArrayEquals(bench.convert(archive).tar(), done.tar());
      assertEquals("the archive was read in its folder \"" + inner + "\"", warning(done));
    }
  }

  @Test
  void convert_layoutInAFolderWithoutItsMark_isReadThere() throws IOException {
    ArchiveFixture layout = OciSave.of(Packing.PLAIN, APP).archive();
    Workbench.Done done = bench.convert(layout.without("oci-layout").prefixed("a/"));
    assertArrayEquals(bench.convert(layout).tar(), done.tar());
    assertEquals(List.of("inner-archive", "no-oci-layout"), done.warnings());
  }

  @Test
  void convert_filesBesideTheFolder_areCounted() throws IOException {
    ArchiveFixture outer = ArchiveFixture.empty().file("README", "x").plus(DOCKER.prefixed("a/"));
    assertTrue(warning(bench.convert(outer)).endsWith("\"a\"; the file beside it was left out"));
    assertTrue(warning(bench.convert(outer.file("b/sum", "x")))
        .endsWith("\"a\"; the 2 files beside it were left out"));
  }

  @Test
  void convert_linksOutOfTheFolder_leadToTheirFiles() throws IOException {
    String layer = DockerSave.of(APP).v1Id(APP, 0) + "/layer.tar";
    byte[] bytes = DOCKER.content(layer);
    ArchiveFixture rest = DOCKER.without(layer).prefixed("a/");
    byte[] expected = bench.convert(DOCKER).tar();
    ArchiveFixture store = ArchiveFixture.empty().file(ID + ".tar", bytes);
    for (ArchiveFixture outer : new ArchiveFixture[] {
      store.plus(rest.hardLink("a/" + layer, ID + ".tar")),
      store.plus(rest.symlink("a/" + layer, "../../" + ID + ".tar")),
      rest.file("a/other", bytes).hardLink("a/" + layer, "a/other"),
      rest.file("a/other", bytes).symlink("a/" + layer, "../other")
    }) {
      assertArrayEquals(expected, bench.convert(outer).tar());
      assertArrayEquals(expected, bench.convert(bench.input(outer), at("a")).tar());
    }
    bench.refuse(ErrorCode.LINK_LEAVES, rest.hardLink("a/" + layer, "store/none"));
    bench.refuse(ErrorCode.LINK_LEAVES, rest.symlink("a/" + layer, "../../store/none"));
  }

  @Test
  void convert_webPagesInAFolder_areNotTakenForAnArchive() throws IOException {
    bench.refuse(
        ErrorCode.UNKNOWN_ARCHIVE, ArchiveFixture.empty().file("a/manifest.json", "[\"a.js\"]"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "layer.tar"})
  void convert_halfALayerInAFolder_isReadThere(String file) throws IOException {
    ArchiveFixture half = ArchiveFixture.empty().file("a/b/" + ID + "/" + file, "{}");
    LayerliftException fault = bench.refuse(bench.input(half));
    assertTrue(
        List.of(ErrorCode.LAYER_MISSING, ErrorCode.UNKNOWN_ARCHIVE).contains(fault.code()),
        fault.toString());
  }

  @Test
  void convert_severalArchives_refusedWithAllNames() throws IOException {
    ArchiveFixture two = DOCKER.prefixed("a/").plus(OTHER.prefixed("b c/"));
    says(
        bench.refuse(ErrorCode.WRAPPED_ARCHIVE, two),
        "holds 2 archives: \"a\", \"b c\"",
        " Leniency.inside(a) takes one of them; Batch.run(");
    says(
        bench.refuse(ErrorCode.WRAPPED_ARCHIVE, two.file("d.tar", OTHER.bytes())),
        "holds 3 archives: \"a\", \"b c\", \"d.tar\"",
        "takes all");
  }

  @ParameterizedTest
  @EnumSource
  void inside_fileOfEachPacking_isRead(Packing packing) throws IOException {
    byte[] expected = bench.convert(DOCKER).tar();
    ArchiveFixture outer = ArchiveFixture.empty()
        .file("run.sh", "x")
        .file("images/other.tar", OTHER.bytes())
        .file("images/app.tar", packing.pack(DOCKER.bytes()));
    for (byte[] tar : new byte[][] {outer.bytes(), packing.pack(outer.bytes())}) {
      Workbench.Done done = bench.convert(bench.input(tar), at("./images/app.tar"));
      assertArrayEquals(expected, done.tar());
      assertEquals(List.of(), done.warnings());
    }
    Path unpacked = outer.unpack(Files.createDirectory(bench.inputs().resolve("unpacked")));
    assertArrayEquals(expected, bench.convert(unpacked, at("images/app.tar")).tar());
  }

  @Test
  void inside_pathThroughArchives_isFollowed() throws IOException {
    ArchiveFixture inner = DOCKER.prefixed("one/").plus(OTHER.prefixed("two/"));
    byte[] outer =
        ArchiveFixture.empty().file("a/b.tgz", Packing.GZIP.pack(inner.bytes())).bytes();
    assertArrayEquals(
        bench.convert(OTHER).tar(),
        bench.convert(bench.input(outer), at("a/b.tgz/two")).tar());
    says(
        bench.refuse(ErrorCode.WRAPPED_ARCHIVE, bench.input(outer), at("a/b.tgz")),
        "a/b.tgz in ",
        " Leniency.inside(a/b.tgz/one) takes one");
  }

  @Test
  void inside_nothingThere_saysWhatThereIs() throws IOException {
    Path outer = bench.input(ArchiveFixture.empty().file("a.tar", DOCKER.bytes()));
    says(bench.refuse(ErrorCode.PATH_MISSING, outer, at("b.tar")), "no \"b.tar\" in ", "\"a.tar\"");
    says(bench.refuse(ErrorCode.PATH_MISSING, outer, at("a.tar/x")), "no \"x\" in a.tar in", "");
    says(bench.refuse(ErrorCode.PATH_MISSING, outer, at("x/y")), "no \"x/y\" in ", "");
    says(bench.refuse(ErrorCode.ENTRY_NAME, outer, at("..")), "leaves the archive", "");
  }

  @Test
  void inside_notAnImageArchive_isSaidToBeIt() throws IOException {
    Path outer = bench.input(
        ArchiveFixture.empty().file("a", "text").file("b", "").file("a.tar", DOCKER.bytes()));
    says(bench.refuse(ErrorCode.NOT_AN_ARCHIVE, outer, at("a")), "a in ", "");
    says(bench.refuse(ErrorCode.EMPTY_INPUT, outer, at("b")), "b in ", "");
  }

  @Test
  void all_foldersAndFiles_areReadTogether() throws IOException {
    ArchiveFixture sources = ArchiveFixture.empty().file("pom.xml", "x");
    ArchiveFixture outer = DOCKER
        .prefixed("a/")
        .file("b.tar.gz", Packing.GZIP.pack(OTHER.bytes()))
        .file("src.tar", sources.bytes())
        .file("data.tgz", Packing.GZIP.pack("no tar".getBytes(UTF_8)));
    Workbench.Done done = bench.convert(bench.input(outer), InnerArchivesTest::all);
    assertEquals("sha256:" + APP.id(), done.image("docker.io/library/app:1.0").id());
    assertEquals("sha256:" + WEB.id(), done.image("docker.io/library/web:1.0").id());
    assertEquals(
        "the images of all 2 archives in it were read; left out, since no images were found in"
            + " them:"
            + " \"src.tar\", \"data.tgz\"",
        warning(done));
  }

  @Test
  void all_packedUnderAnyName_isReadByItsContent() throws IOException {
    byte[] packed = Packing.GZIP.pack(OTHER.bytes());
    for (String name : List.of("IMG.TAR.GZ", "app.gz", "data.bin", "a.img.gz", "b.tar.gz.1")) {
      ArchiveFixture outer =
          ArchiveFixture.empty().file("a.tar", DOCKER.bytes()).file(name, packed);
      assertEquals(
          2, bench.convert(bench.input(outer), InnerArchivesTest::all).images().size(), name);
    }
    byte[] page = Packing.GZIP.pack("a page".getBytes(UTF_8));
    ArchiveFixture pages = ArchiveFixture.empty().file("man.1.gz", page);
    bench.refuse(ErrorCode.UNKNOWN_ARCHIVE, bench.input(pages), InnerArchivesTest::all);
    says(bench.refuse(ErrorCode.UNKNOWN_ARCHIVE, pages), "no manifest.json", "inside(man.1.gz)");
  }

  @Test
  void all_calledATarButNone_isSaidToBeLeftOut() throws IOException {
    byte[] broken = OTHER.bytes();
    broken[3] ^= 1;
    ArchiveFixture outer =
        ArchiveFixture.empty().file("a.tar", DOCKER.bytes()).file("b.tar", broken);
    assertTrue(warning(bench.convert(bench.input(outer), InnerArchivesTest::all))
        .endsWith("no images were found in them: \"b.tar\""));
  }

  @Test
  void all_faultOfOne_hasAWayOutForThatFile() throws IOException {
    ArchiveFixture dir =
        ArchiveFixture.empty().file("manifest.json", "{\"schemaVersion\":2}").file("version", "x");
    ArchiveFixture outer =
        ArchiveFixture.empty().file("a.tar", DOCKER.bytes()).file("b.tar", dir.bytes());
    LayerliftException fault =
        bench.refuse(ErrorCode.DIR_LAYOUT, bench.input(outer), InnerArchivesTest::all);
    says(
        fault, "b.tar: ", "take \"b.tar\" out of it first; then: mkdir DIR && tar -xf FILE -C DIR");
  }

  @Test
  void convert_archiveBesideAnImageArchive_isToldOf() throws IOException {
    byte[] packed = Packing.XZ.pack(OTHER.bytes());
    for (ArchiveFixture outer : List.of(
        DOCKER.file("app", OTHER.bytes()),
        DOCKER.file("app.tar.xz", packed),
        V1Save.hello("x:1").archive().file("x/y", packed),
        OTHER.file("other.tgz", packed),
        DOCKER.plus(OTHER.prefixed("b/")))) {
      Workbench.Done done = bench.convert(outer);
      assertEquals(List.of("unlisted-files"), done.warnings());
      String text = done.report().warnings().get(0).text();
      assertTrue(text.contains("Leniency.inside(PATH)"), text);
    }
  }

  @Test
  void convert_layersOfAnotherFolder_areNoArchive() throws IOException {
    String layer = DockerSave.of(APP).v1Id(APP, 0) + "/layer.tar";
    ArchiveFixture outer = DOCKER
        .without(layer)
        .prefixed("a/")
        .symlink("a/" + layer, "../../b/" + layer)
        .file("b/" + layer, DOCKER.content(layer));
    assertArrayEquals(bench.convert(DOCKER).tar(), bench.convert(outer).tar());
  }

  @Test
  void inside_top_isTheInput() throws IOException {
    assertArrayEquals(
        bench.convert(DOCKER).tar(), bench.convert(bench.input(DOCKER), at(".")).tar());
  }

  @Test
  void all_archivesInArchives_areReadToo() throws IOException {
    byte[] tar = DOCKER.bytes();
    for (int depth = 0; depth < 4; depth++) {
      tar = ArchiveFixture.empty().file("d.tar", tar).bytes();
      assertEquals(
          1, bench.convert(bench.input(tar), InnerArchivesTest::all).images().size());
    }
    tar = ArchiveFixture.empty().file("d.tar", tar).bytes();
    says(
        bench.refuse(ErrorCode.WRAPPED_ARCHIVE, bench.input(tar), InnerArchivesTest::all),
        "another archive",
        "");
  }

  @Test
  void all_noneOfImages_leavesIt() throws IOException {
    byte[] sources = ArchiveFixture.empty().file("pom.xml", "x").bytes();
    Path outer = bench.input(ArchiveFixture.empty().file("src.tar", sources));
    says(
        bench.refuse(ErrorCode.UNKNOWN_ARCHIVE, outer, InnerArchivesTest::all),
        "none of images: \"src.tar\"",
        "");
  }

  @Test
  void all_oneIsDamaged_namesIt() throws IOException {
    byte[] bytes = OTHER.bytes();
    byte[] wrong = DOCKER.with("manifest.json", "[{\"Config\":").bytes();
    ArchiveFixture good = ArchiveFixture.empty().file("a.tar", bytes);
    says(
        bench.refuse(
            ErrorCode.TAR_TRUNCATED,
            bench.input(good.file("b.tar", Arrays.copyOf(bytes, bytes.length / 2))),
            InnerArchivesTest::all),
        "b.tar: ",
        "");
    says(
        bench.refuse(
            ErrorCode.JSON_SYNTAX, bench.input(good.file("b.tar", wrong)), InnerArchivesTest::all),
        "b.tar: ",
        "");
  }

  @Test
  void all_imageArchive_isReadItself() throws IOException {
    ArchiveFixture archive = DOCKER.file("extra/other.tar", OTHER.bytes());
    assertEquals(
        1, bench.convert(bench.input(archive), InnerArchivesTest::all).images().size());
  }

  @Test
  void all_entriesOfAll_countTogether() throws IOException {
    ArchiveFixture outer =
        ArchiveFixture.empty().file("a.tar", DOCKER.bytes()).file("b.tar", OTHER.bytes());
    int most = Math.max(DOCKER.entries().size(), OTHER.entries().size());
    LayerliftException fault = bench.refuse(
        ErrorCode.TOO_MANY_ENTRIES,
        bench.input(outer),
        options -> options.reading(reading(Inside.ALL)
            .withLimits(new Limits(8 << 20, 128, most + 1, 10, 16, 1 << 30, 100))));
    says(fault, "", "Limits.entries");
  }

  @Test
  void salvage_inAFolder_findsWhatIsWhole() throws IOException {
    ImageFixture other = APP.untagged().command("/other").tag("other:1");
    ArchiveFixture lost = DockerSave.of(APP, other).archive().without(other.id() + ".json");
    Workbench.Done done = bench.convert(
        bench.input(lost.prefixed("a/")),
        options -> options.reading(ReadOptions.builder().salvage(Salvage.WHOLE).build()));
    assertEquals("sha256:" + APP.id(), done.image().id());
    assertTrue(done.warnings().contains("image-lost"), done.warnings().toString());
    LayerliftException fault = bench.refuse(bench.input(lost.prefixed("a/")));
    assertTrue(fault.hint().orElse("").contains("ReadOptions.salvage"), fault.toString());
  }

  @Test
  void convert_folderThatHoldsAFolder_isRefusedWithTheWay() throws IOException {
    Path outer =
        DOCKER.prefixed("a/").unpack(Files.createDirectory(bench.inputs().resolve("unpacked")));
    says(bench.refuse(ErrorCode.WRAPPED_ARCHIVE, outer, usual()), "folder \"a\"", "inside(a)");
    assertArrayEquals(bench.convert(DOCKER).tar(), bench.convert(outer, at("a")).tar());
  }
}
