package io.github.layerlift.extract;

import static io.github.layerlift.fixture.LayerFixture.layer;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.Converter;
import io.github.layerlift.Extractor;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.Faults;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Warning;
import io.github.layerlift.fixture.ArchiveFixture;
import io.github.layerlift.fixture.DialectFixture;
import io.github.layerlift.fixture.DockerSave;
import io.github.layerlift.fixture.ImageFixture;
import io.github.layerlift.fixture.Jsons;
import io.github.layerlift.fixture.LayerFixture;
import io.github.layerlift.fixture.OciSave;
import io.github.layerlift.fixture.Packing;
import io.github.layerlift.location.Destination;
import io.github.layerlift.location.Input;
import io.github.layerlift.location.Output;
import io.github.layerlift.options.ConvertOptions;
import io.github.layerlift.options.ExtractOptions;
import io.github.layerlift.options.Limits;
import io.github.layerlift.options.ReadOptions;
import io.github.layerlift.progress.Cancellation;
import io.github.layerlift.progress.Monitor;
import io.github.layerlift.progress.Progress;
import io.github.layerlift.report.ConversionReport;
import io.github.layerlift.report.ExtractionReport;
import io.github.layerlift.report.FileEntry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files from images. Every test checks that nothing is written outside of the target. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "nothing is extracted where files have no modes")
class ExtractorTest {
  private static final ExtractOptions USUAL = ExtractOptions.builder().build();

  @TempDir
  private Path folder;

  private Path outside;
  private Path home;
  private Path target;

  @BeforeEach
  void setUp() throws IOException {
    outside = Files.createDirectory(folder.resolve("outside"));
    Files.writeString(outside.resolve("precious"), "precious");
    home = Files.createDirectory(folder.resolve("home"));
    target = home.resolve("rootfs");
  }

  private static ArchiveFixture archive(LayerFixture... layers) {
    ImageFixture image = ImageFixture.image().tag("app:1");
    for (LayerFixture layer : layers) {
      image = image.layer(layer.bytes());
    }
    return DockerSave.of(image).archive();
  }

  private Input input(byte[] bytes) throws IOException {
    return new Input.OfPath(Files.write(folder.resolve("archive.tar"), bytes));
  }

  private ExtractionReport extract(ArchiveFixture archive, ExtractOptions options)
      throws IOException {
    return extract(archive.bytes(), options, false);
  }

  private ExtractionReport extract(byte[] archive, ExtractOptions options, boolean force)
      throws IOException {
    ExtractionReport report =
        Extractor.extract(input(archive), new Destination.Folder(target, force), options);
    assertOutsideIsAsItWas();
    assertNoScratch();
    return report;
  }

  private ExtractionReport extract(LayerFixture... layers) throws IOException {
    return extract(archive(layers), USUAL);
  }

  private LayerliftException refuse(
      ErrorCode code, byte[] archive, ExtractOptions options, boolean force) throws IOException {
    boolean there = Files.exists(target, LinkOption.NOFOLLOW_LINKS);
    LayerliftException fault =
        assertThrows(LayerliftException.class, () -> extract(archive, options, force));
    assertEquals(code, fault.code(), fault.getMessage());
    assertOutsideIsAsItWas();
    assertNoScratch();
    assertEquals(there, Files.exists(target, LinkOption.NOFOLLOW_LINKS));
    return fault;
  }

  private LayerliftException refuse(ErrorCode code, LayerFixture... layers) throws IOException {
    return refuse(code, archive(layers).bytes(), USUAL, false);
  }

  private void assertOutsideIsAsItWas() throws IOException {
    assertEquals(List.of("precious"), names(outside));
    assertEquals("precious", Files.readString(outside.resolve("precious")));
  }

  private void assertNoScratch() throws IOException {
    List<Path> scratch = new ArrayList<>();
    Files.walkFileTree(home, new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes attributes) {
        return visitFile(each, attributes);
      }

      @Override
      public FileVisitResult visitFile(Path each, BasicFileAttributes attributes) {
        if (each.toString().contains(".layerlift-")) {
          scratch.add(each);
        }
        return FileVisitResult.CONTINUE;
      }

      /** Folders that the image makes inaccessible can't be read, except by root. */
      @Override
      public FileVisitResult visitFileFailed(Path each, IOException fault) {
        return FileVisitResult.CONTINUE;
      }
    });
    assertEquals(List.of(), scratch);
    assertTrue(names(home).isEmpty() || names(home).equals(List.of("rootfs")), "" + names(home));
  }

  private static List<String> names(Path of) throws IOException {
    try (Stream<Path> all = Files.list(of)) {
      return all.map(each -> each.getFileName().toString()).sorted().toList();
    }
  }

  private String text(String path) throws IOException {
    return Files.readString(target.resolve(path));
  }

  private int mode(String path) throws IOException {
    Object mode = Files.getAttribute(target.resolve(path), "unix:mode", LinkOption.NOFOLLOW_LINKS);
    return (Integer) mode & 07777;
  }

  private boolean isRoot() throws IOException {
    return Integer.valueOf(0).equals(Files.getAttribute(home, "unix:uid"));
  }

  @ParameterizedTest
  @EnumSource
  void extract_anyDialect_mergesTheLayers(DialectFixture dialect) throws IOException {
    ImageFixture image =
        ImageFixture.hello("hello:1.0").layer(layer().whiteout("hello").bytes());
    ExtractionReport report = extract(dialect.archive(image), USUAL);
    assertEquals(dialect.id(), report.dialect());
    assertEquals(List.of("docker.io/library/hello:1.0"), report.tags());
    assertEquals("welcome to hello:1.0", text("etc/motd"));
    assertEquals(List.of("etc"), names(target));
    assertEquals(1, report.files());
    assertEquals(1, report.folders());
    assertEquals(20, report.bytes());
  }

  @Test
  void extract_intoTheFolderThatIsRead_isRefused() throws IOException {
    Path archive = DockerSave.of(ImageFixture.hello("hello:1.0"))
        .archive()
        .unpack(Files.createDirectory(folder.resolve("unpacked")));
    for (Path into : List.of(archive, archive.resolve("files"))) {
      Faults.expect(
          ErrorCode.SAME_FILE,
          () -> Extractor.extract(
              new Input.OfPath(archive), new Destination.Folder(into, true), USUAL));
    }
    assertFalse(Files.exists(archive.resolve("files")));
  }

  @ParameterizedTest
  @EnumSource
  void extract_packedArchiveFromAStream_isTheSame(Packing packing) throws IOException {
    byte[] bytes =
        packing.pack(DockerSave.of(ImageFixture.hello("hello:1.0")).archive().bytes());
    Extractor.extract(
        new Input.OfStream("standard input", new ByteArrayInputStream(bytes)),
        new Destination.Folder(target, false),
        USUAL);
    assertEquals("hello, world", text("hello"));
    assertNoScratch();
  }

  @Test
  void extract_everything_keepsModesTimesAndLinks() throws IOException {
    extract(layer()
        .mode(0750)
        .folder("d")
        .mode(0600)
        .file("d/file", "text")
        .hardLink("name", "d/file")
        .symlink("link", "../../outside/precious")
        .mode(01777)
        .folder("tmp")
        .mode(0)
        .folder("closed")
        .file("closed/file", "x")
        .mode(06755)
        .file("setuid", "x"));
    assertEquals("text", text("name"));
    assertTrue(Files.isSameFile(target.resolve("name"), target.resolve("d/file")));
    assertEquals(Path.of("../../outside/precious"), Files.readSymbolicLink(target.resolve("link")));
    assertEquals(0750, mode("d"));
    assertEquals(0600, mode("name"));
    assertEquals(01777, mode("tmp"));
    assertEquals(0, mode("closed"));
    assertEquals(isRoot() ? 06755 : 0755, mode("setuid"));
    for (String each : List.of("d", "d/file", "link", "tmp")) {
      assertEquals(
          1_400_000_000_000L,
          Files.getLastModifiedTime(target.resolve(each), LinkOption.NOFOLLOW_LINKS)
              .toMillis());
    }
    int owner = isRoot() ? 1000 : (Integer) Files.getAttribute(home, "unix:uid");
    for (String each : List.of("d", "d/file", "link")) {
      assertEquals(
          owner, Files.getAttribute(target.resolve(each), "unix:uid", LinkOption.NOFOLLOW_LINKS));
    }
    Files.setPosixFilePermissions(
        target.resolve("closed"), PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void extract_withoutOwners_ownsAllAndRunsNothingAsItself() throws IOException {
    extract(
        archive(layer().mode(06755).file("setuid", "x")),
        ExtractOptions.builder().owners(false).build());
    assertEquals(
        Files.getAttribute(home, "unix:uid"),
        Files.getAttribute(target.resolve("setuid"), "unix:uid"));
    assertEquals(0755, mode("setuid"));
  }

  @Test
  void extract_xattrs_areKeptOrWarnedOf() throws IOException {
    ExtractionReport report = extract(layer()
        .pax("SCHILY.xattr.user.note", "kept")
        .file("f", "x")
        .pax("SCHILY.xattr.nonsense", "x")
        .file("g", "x"));
    List<String> warnings = report.warnings().stream().map(Warning::text).toList();
    assertTrue(warnings.stream().anyMatch(each -> each.contains("nonsense")), "" + warnings);
    if (warnings.size() == 1) {
      assertEquals(
          "kept", new String((byte[]) Files.getAttribute(target.resolve("f"), "user:note"), UTF_8));
    }
  }

  @Test
  void extract_devices_areLeftOutWithOneWarning() throws IOException {
    ExtractionReport report = extract(
        layer().fifo("pipe").hardLink("same", "pipe").device("null", 1, 3).file("f", ""));
    assertEquals(List.of("f"), names(target));
    assertEquals(2, report.specials());
    assertEquals(
        List.of("devices-left-out"),
        report.warnings().stream().map(Warning::code).map(Warning.Code::id).toList());
  }

  @Test
  void extract_devicesAsRoot_areMade() throws IOException {
    byte[] archive = archive(
            layer().mode(0620).fifo("pipe").hardLink("same", "pipe").file("f", ""))
        .bytes();
    if (isRoot()) {
      extract(archive, ExtractOptions.builder().devices(true).build(), false);
      assertEquals(0620, mode("same"));
      assertTrue(Files.readAttributes(
              target.resolve("pipe"), java.nio.file.attribute.BasicFileAttributes.class)
          .isOther());
    } else {
      refuse(
          ErrorCode.BAD_OPTION, archive, ExtractOptions.builder().devices(true).build(), false);
    }
  }

  @Test
  void extract_pathsThroughLinks_stayInTheTarget() throws IOException {
    extract(
        layer()
            .symlink("absolute", outside.toString())
            .symlink("relative", "../../outside")
            .symlink("again", "absolute"),
        layer()
            .file("absolute/x", "a")
            .file("relative/y", "r")
            .file("again/z", "z")
            .file("relative/precious", "replaced"));
    String inner = outside.toString().substring(1);
    assertEquals("a", text(inner + "/x"));
    assertEquals("z", text(inner + "/z"));
    assertEquals("r", text("outside/y"));
    assertEquals("replaced", text("outside/precious"));
  }

  @Test
  void extract_linkThatBecomesAFolderAndBack_staysInTheTarget() throws IOException {
    extract(
        layer().folder("d").symlink("d/l", outside.toString()),
        layer().folder("d/l").file("d/l/x", "inside"),
        layer().whiteout("d").file("d/y", "").symlink("l", outside.toString()),
        layer().mode(0755).folder("l").file("l/x", "inside too"));
    assertEquals(List.of("y"), names(target.resolve("d")));
    assertEquals("inside too", text("l/x"));
    assertFalse(Files.isSymbolicLink(target.resolve("l")));
  }

  @Test
  void extract_whiteoutsThroughLinks_removeNothingOutside() throws IOException {
    extract(
        layer().symlink("l", outside.toString()).file("f", ""),
        layer().whiteout("l/precious").opaque("l").whiteout("l"));
    assertEquals(List.of("f"), names(target));
  }

  @Test
  void extract_hardLinkThroughALink_neverReachesOutside() throws IOException {
    refuse(
        ErrorCode.LAYER_ENTRY,
        layer().symlink("l", outside.toString()).hardLink("stolen", "l/precious"));
    refuse(ErrorCode.LAYER_ENTRY, layer().hardLink("stolen", outside + "/precious"));
    refuse(ErrorCode.LINK_LEAVES, layer().hardLink("stolen", "../../outside/precious"));
  }

  /** A second name of a symlink is a symlink; never a name of its target. */
  @Test
  void extract_hardLinkToALink_linksNothingOutside() throws IOException {
    extract(layer().symlink("l", outside + "/precious").mode(0777).hardLink("m", "l"));
    assertTrue(Files.isSymbolicLink(target.resolve("m")));
    assertEquals(1, Files.getAttribute(outside.resolve("precious"), "unix:nlink"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../evil", "a/../../evil", "/../evil"})
  void extract_namesThatLeave_areRefused(String name) throws IOException {
    refuse(ErrorCode.ENTRY_NAME, layer().file(name, "evil"));
  }

  @Test
  void extract_absoluteName_isInTheTarget() throws IOException {
    extract(layer().file(outside + "/precious", "evil"));
    assertEquals("evil", text(outside.toString().substring(1) + "/precious"));
  }

  @Test
  void extract_nameTooLongForTheSystem_leavesNothing() throws IOException {
    LayerliftException fault = refuse(
        ErrorCode.WRITE_FAILED,
        layer().file("f", "x").pax("path", "x".repeat(300)).file("x", ""));
    assertTrue(fault.getMessage().contains("too long"), fault.getMessage());
  }

  @Test
  void extract_cutLayer_leavesNothing() throws IOException {
    byte[] good =
        layer().file("a", "x".repeat(5000)).file("b", "y".repeat(5000)).bytes();
    byte[] cut = Arrays.copyOf(good, good.length - 5000);
    refuse(
        ErrorCode.TAR_TRUNCATED,
        DockerSave.of(ImageFixture.image().layer(cut).tag("a:1")).archive().bytes(),
        USUAL,
        false);
    byte[] packed = Packing.GZIP.pack(layer().file("a", "x").raw(new byte[0]).bytes());
    ArchiveFixture crane = DialectFixture.BAZEL_PLAIN.archive(
        ImageFixture.image().layer(Arrays.copyOf(packed, packed.length / 2)).tag("a:1"));
    refuse(ErrorCode.COMPRESSION_CORRUPT, crane.bytes(), USUAL, false);
  }

  @Test
  void extract_tarBomb_isRefused() throws IOException {
    byte[] bomb =
        Packing.GZIP.pack(layer().claim("bomb", 1L << 26).raw(new byte[1 << 26]).bytes());
    ReadOptions few = ReadOptions.builder()
        .limits(new Limits(8 << 20, 128, 99, 10, 16, 1 << 20, 100))
        .jobs(1)
        .build();
    refuse(
        ErrorCode.UNPACKED_TOO_BIG,
        DialectFixture.BAZEL_PLAIN
            .archive(ImageFixture.image().layer(bomb).tag("a:1"))
            .bytes(),
        ExtractOptions.builder().reading(few).build(),
        false);
  }

  @Test
  void extract_cancelled_leavesNothing() throws IOException {
    Cancellation stop = new Cancellation();
    stop.request();
    ReadOptions reading =
        ReadOptions.builder().monitor(new Monitor(new Progress(), stop)).build();
    refuse(
        ErrorCode.INTERRUPTED_BY_USER,
        archive(layer().file("a", "x")).bytes(),
        ExtractOptions.builder().reading(reading).build(),
        false);
  }

  @Test
  void extract_intoAFolderThatIsNotEmpty_needsForce() throws IOException {
    Files.createDirectory(target);
    Files.writeString(target.resolve("mine"), "mine");
    byte[] archive = archive(layer().file("theirs", "theirs")).bytes();
    refuse(ErrorCode.TARGET_EXISTS, archive, USUAL, false);
    assertEquals(List.of("mine"), names(target));
    extract(archive, USUAL, true);
    assertEquals(List.of("mine", "theirs"), names(target));
  }

  @Test
  void extract_intoAnEmptyFolder_keepsTheFolder() throws IOException {
    Files.createDirectory(target);
    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwx-----x"));
    extract(layer().mode(0755).folder(".").folder("a").file("a/b", "x"));
    assertEquals(0701, mode(""));
    assertEquals("x", text("a/b"));
    assertEquals(0755, mode("a"));
  }

  @Test
  void extract_intoAFolderWithLinks_followsNone() throws IOException {
    Files.createDirectories(target.resolve("kept"));
    Files.createSymbolicLink(target.resolve("etc"), outside);
    Files.createSymbolicLink(target.resolve("kept/deep"), outside);
    Files.createSymbolicLink(target.resolve("file"), outside.resolve("precious"));
    Files.createSymbolicLink(target.resolve("dangling"), outside.resolve("new"));
    extract(
        archive(layer()
                .mode(0755)
                .folder("etc")
                .file("etc/precious", "e")
                .folder("kept")
                .file("kept/deep/x", "d")
                .file("file", "f")
                .symlink("dangling", "other"))
            .bytes(),
        USUAL,
        true);
    assertEquals("e", text("etc/precious"));
    assertEquals("d", text("kept/deep/x"));
    assertEquals("f", text("file"));
    assertFalse(Files.isSymbolicLink(target.resolve("etc")));
    assertEquals(Path.of("other"), Files.readSymbolicLink(target.resolve("dangling")));
  }

  @Test
  void extract_ontoAFolderInTheWay_changesNothing() throws IOException {
    Files.createDirectories(target.resolve("a/b"));
    Files.writeString(target.resolve("z"), "old");
    refuse(
        ErrorCode.TARGET_EXISTS,
        archive(layer().file("a/b", "x").file("a/a", "x").file("z", "new")).bytes(),
        USUAL,
        true);
    assertEquals(List.of("b"), names(target.resolve("a")));
    assertEquals("old", text("z"));
  }

  @Test
  void extract_mergedFolders_keepTheirOwnModeAndGiveNewOnesTheirs() throws IOException {
    Files.createDirectories(target.resolve("a"));
    Files.setPosixFilePermissions(
        target.resolve("a"), PosixFilePermissions.fromString("rwxr-x---"));
    extract(
        archive(layer()
                .mode(0555)
                .folder("a")
                .folder("a/new")
                .folder("a/new/in")
                .folder("top"))
            .bytes(),
        USUAL,
        true);
    assertEquals(0750, mode("a"));
    assertEquals(0555, mode("a/new"));
    assertEquals(0555, mode("a/new/in"));
    assertEquals(0555, mode("top"));
    for (String each : List.of("a/new", "top")) {
      Files.setPosixFilePermissions(
          target.resolve(each), PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void extract_ontoAFileOrALinkToNowhere_isRefused() throws IOException {
    Files.writeString(target, "old");
    refuse(ErrorCode.TARGET_EXISTS, archive(layer().file("a", "")).bytes(), USUAL, true);
    assertEquals("old", Files.readString(target));
    Files.delete(target);
    Files.createSymbolicLink(target, outside.resolve("new"));
    refuse(ErrorCode.TARGET_EXISTS, archive(layer().file("a", "")).bytes(), USUAL, true);
  }

  @Test
  void extract_whereNoFolderIs_isRefused() throws IOException {
    target = home.resolve("absent/rootfs");
    refuse(ErrorCode.TARGET_UNWRITABLE, archive(layer().file("a", "")).bytes(), USUAL, false);
  }

  @Test
  void extract_paths_takesThoseOnly() throws IOException {
    extract(
        archive(layer().file("a/b", "1").file("a/c", "2").file("d", "3")),
        ExtractOptions.builder().paths(List.of("/a/b")).build());
    assertEquals(List.of("a"), names(target));
    assertEquals(List.of("b"), names(target.resolve("a")));
  }

  @Test
  void extract_oneLayer_hasItsWhiteoutsAsFiles() throws IOException {
    ArchiveFixture archive = archive(
        layer().file("a", "1"), layer().whiteout("a").file("b", "2"), layer().file("c", "3"));
    extract(archive, ExtractOptions.builder().layer(2).build());
    assertEquals(List.of(".wh.a", "b"), names(target));
    LayerliftException fault = assertThrows(
        LayerliftException.class,
        () -> Extractor.list(
            input(archive.bytes()), ExtractOptions.builder().layer(4).build(), each -> {}));
    assertEquals(ErrorCode.BAD_OPTION, fault.code());
    assertThrows(
        IllegalArgumentException.class, () -> ExtractOptions.builder().layer(-1).build());
  }

  @Test
  void list_imageListedUnderTwoNames_isOneImage() throws IOException {
    OciSave save = new OciSave();
    Map<String, @Nullable Object> image = save.image(ImageFixture.hello("one:1"), Packing.PLAIN);
    byte[] archive = save.list(image, "one:1").list(image, "two:2").archive().bytes();
    List<String> paths = new ArrayList<>();
    Extractor.list(input(archive), USUAL, entry -> paths.add(entry.path()));
    assertTrue(paths.contains("hello"), "" + paths);
  }

  @Test
  void extract_severalImages_wantsOneSelected() throws IOException {
    ImageFixture one = ImageFixture.hello("one:1").tag("one:also");
    ImageFixture two = ImageFixture.image().layer("two", "2").tag("two:1");
    byte[] archive = DockerSave.of(one, two).archive().bytes();
    LayerliftException fault = refuse(ErrorCode.SELECT_ONE, archive, USUAL, false);
    assertTrue(fault.hint().orElseThrow().contains("docker.io/library/two:1"), "" + fault.hint());
    refuse(
        ErrorCode.NOTHING_SELECTED,
        archive,
        ExtractOptions.builder().select("three").build(),
        false);
    extract(archive, ExtractOptions.builder().select("sha256:" + two.id()).build(), false);
    assertEquals(List.of("two"), names(target));
  }

  @Test
  void extract_v1ImageByItsId_isFoundByHashing() throws IOException {
    byte[] archive = DialectFixture.V1
        .archive(
            ImageFixture.hello("one:1"), ImageFixture.image().layer("two", "2").tag("two:1"))
        .bytes();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ConversionReport converted = Converter.convert(
        input(archive),
        new Output.TarStream("out", Channels.newChannel(out)),
        ConvertOptions.builder().build());
    String id = converted.images().get(1).id();
    ExtractionReport report =
        extract(archive, ExtractOptions.builder().select(id).build(), false);
    assertEquals(converted.images().get(1).tags(), report.tags());
  }

  @Test
  void extract_severalPlatforms_takesTheOneAskedFor() throws IOException {
    OciSave save = new OciSave();
    List<Object> manifests = new ArrayList<>();
    for (String arch : List.of("s390x", "mips64le")) {
      ImageFixture image = ImageFixture.image()
          .platformJson("\"os\": \"linux\", \"architecture\": \"" + arch + "\"")
          .layer("arch", arch);
      Map<String, @Nullable Object> manifest = save.image(image, Packing.GZIP);
      manifest.put("platform", Jsons.object("architecture", arch, "os", "linux"));
      manifests.add(manifest);
      manifests.add(save.attestation(manifest));
    }
    byte[] archive =
        save.list(save.index(manifests.toArray()), "multi:1").archive().bytes();
    extract(
        archive,
        ExtractOptions.builder().platform("linux/mips64le").select("multi:1").build(),
        false);
    assertEquals("mips64le", text("arch"));
    Files.delete(target.resolve("arch"));
    Files.delete(target);
    refuse(
        ErrorCode.NOTHING_SELECTED,
        archive,
        ExtractOptions.builder().platform("linux/386").build(),
        false);
    refuse(
        ErrorCode.BAD_OPTION,
        archive,
        ExtractOptions.builder().platform("linux").build(),
        false);
    if (!System.getProperty("os.arch").equals("s390x")) {
      assertEquals(
          "ExtractOptions.platform chooses one of linux/s390x, linux/mips64le",
          refuse(ErrorCode.SELECT_ONE, archive, USUAL, false).hint().orElseThrow());
    }
  }

  @Test
  void list_all_tellsWhatIsThere() throws IOException {
    List<FileEntry> entries = new ArrayList<>();
    ExtractionReport report = Extractor.list(
        input(archive(
                layer().mode(0755).folder("d").mode(04711).file("d/f", "abc"),
                layer().mode(04711).hardLink("l", "d/f").symlink("s", "d").device("z", 1, 3))
            .bytes()),
        USUAL,
        entries::add);
    assertEquals(
        List.of(
            "d FOLDER 755  1",
            "d/f FILE 4711  1",
            "l HARD_LINK 4711 d/f 2",
            "s SYMLINK 4711 d 2",
            "z CHARACTER_DEVICE 4711  2"),
        entries.stream()
            .map(each -> each.path() + " " + each.kind() + " " + Integer.toOctalString(each.mode())
                + " " + each.link() + " " + each.layer())
            .toList());
    assertEquals(3, entries.get(1).size());
    assertEquals(2, report.layers());
  }

  @Test
  void extract_toATar_holdsTheSame() throws IOException {
    byte[] binary = {1, (byte) 0xff, 0, 7};
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Extractor.extract(
        input(ofAllKinds(binary)),
        new Destination.TarStream("standard output", Channels.newChannel(out)),
        USUAL);
    Map<String, TarArchiveEntry> entries = new TreeMap<>();
    try (TarArchiveInputStream in =
        new TarArchiveInputStream(new ByteArrayInputStream(out.toByteArray()), "UTF-8")) {
      for (TarArchiveEntry each = in.getNextEntry(); each != null; each = in.getNextEntry()) {
        entries.put(each.getName(), each);
        if (each.getName().equals("a")) {
          assertEquals("content", new String(in.readAllBytes(), UTF_8));
        }
      }
    }
    assertEquals(10, entries.size(), entries.keySet().toString());
    assertEquals(0700, entries.get("d/").getMode() & 07777);
    assertEquals("a", entries.get("d/f").getLinkName());
    assertTrue(entries.get("d/f").isLink());
    assertEquals("/" + "t".repeat(99), entries.get("s").getLinkName());
    assertEquals(4, entries.get("ü".repeat(90)).getSize());
    assertEquals(3_000_000_000L, entries.get("u").getLongUserId());
    assertEquals(1_500_000_000_250L, entries.get("t").getLastModifiedTime().toMillis());
    assertEquals(3, entries.get("null").getDevMinor());
    assertTrue(entries.get("pipe").isFIFO());
    assertTrue(indexOf(out.toByteArray(), binary) > 0);
  }

  private static byte[] ofAllKinds(byte[] attribute) {
    return archive(layer()
            .mode(0700)
            .folder("d")
            .file("d/f", "content")
            .hardLink("a", "d/f")
            .symlink("s", "/" + "t".repeat(99))
            .pax("path", "ü".repeat(90))
            .file("x", "long")
            .pax("uid", "3000000000")
            .file("u", "")
            .pax("mtime", "1500000000.25")
            .file("t", "")
            .pax("SCHILY.xattr.security.capability", attribute)
            .file("c", "")
            .device("null", 1, 3)
            .fifo("pipe"))
        .bytes();
  }

  private static int indexOf(byte[] bytes, byte[] wanted) {
    for (int i = 0; i + wanted.length <= bytes.length; i++) {
      if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
        return i;
      }
    }
    return -1;
  }
}
