package io.github.layerlift.edit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.Extractor;
import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fixture.ArchiveFixture;
import io.github.layerlift.fixture.DockerSave;
import io.github.layerlift.fixture.ImageFixture;
import io.github.layerlift.fixture.LayerFixture;
import io.github.layerlift.fixture.OciSave;
import io.github.layerlift.fixture.Packing;
import io.github.layerlift.fixture.Workbench;
import io.github.layerlift.location.Input;
import io.github.layerlift.options.Edit;
import io.github.layerlift.options.ExtractOptions;
import io.github.layerlift.options.Limits;
import io.github.layerlift.options.ReadOptions;
import io.github.layerlift.report.FileEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdditionTest {
  private static final byte[] BASE = LayerFixture.layer()
      .mode(0755)
      .owner(7)
      .folder("usr")
      .folder("usr/lib")
      .symlink("lib", "usr/lib")
      .mode(0644)
      .file("etc/passwd", "root:x:0:0::/:/bin/sh\napp:x:1234:55::/:/bin/sh\n")
      .file("etc/group", "root:x:0:\nstaff:x:50:\n")
      .symlink("etc/alias", "passwd")
      .bytes();
  private static final ImageFixture IMAGE = ImageFixture.image()
      .layer(BASE)
      .tag("base:1")
      .platformJson("\"architecture\":\"amd64\",\"os\":\"linux\"");
  private static final ArchiveFixture ARCHIVE = DockerSave.of(IMAGE).archive();

  @TempDir
  private Path folder;

  private Workbench bench;
  private Path sources;

  @BeforeEach
  void openBench() throws IOException {
    bench = new Workbench(folder);
    sources = Files.createDirectory(folder.resolve("sources"));
  }

  private Path source(String name, String content) throws IOException {
    Path file = Files.writeString(sources.resolve(name), content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    return file;
  }

  private static Edit.Add add(Path source, String target) {
    return new Edit.Add(
        source, target, false, Optional.empty(), OptionalInt.empty(), Optional.empty());
  }

  private static Edit.Add addTar(Path source, String target) {
    return new Edit.Add(
        source, target, true, Optional.empty(), OptionalInt.empty(), Optional.empty());
  }

  private Workbench.Done edit(Edit... edits) throws IOException {
    return edit(ARCHIVE, edits);
  }

  private Workbench.Done edit(ArchiveFixture archive, Edit... edits) throws IOException {
    return bench.convert(archive, options -> options.changes(List.of(edits)));
  }

  /** The merged files, in the words of {@code ls}. */
  private List<String> files(Workbench.Done done, String below) throws IOException {
    List<String> lines = new ArrayList<>();
    Path archive = bench.input(done.tar());
    Extractor.list(new Input.OfPath(archive), ExtractOptions.builder().build(), entry -> {
      if (line(entry).startsWith(below)) {
        lines.add(line(entry));
      }
    });
    return lines;
  }

  private static String line(FileEntry entry) {
    return entry.path() + " " + Integer.toOctalString(entry.mode()) + " " + entry.uid() + ":"
        + entry.gid() + " " + entry.size() + " " + entry.modified() + entry.link();
  }

  @Test
  void add_file_isOneNewLayerWithTheImagesTime() throws IOException {
    Workbench.Done done = edit(add(source("a.txt", "hello"), "/opt/b.txt"));
    assertEquals(
        List.of(
            "opt 755 0:0 0 2016-02-04T12:00:00.120Z",
            "opt/b.txt 644 0:0 5 2016-02-04T12:00:00.120Z"),
        files(done, "opt"));
    assertEquals(2, done.image().diffIds().size());
    assertEquals(
        "ADD /opt/b.txt", done.image().configJson().at("/history/1/created_by").asText());
    assertTrue(done.image().configJson().at("/history/1/empty_layer").isMissingNode());
  }

  @Test
  void add_intoAFolderOfTheImage_keepsTheName() throws IOException {
    assertEquals(
        List.of("etc/a.txt 644 0:0 1 2016-02-04T12:00:00.120Z"),
        files(edit(add(source("a.txt", "x"), "/etc")), "etc/a."));
    assertEquals(
        List.of("new/a.txt 644 0:0 1 2016-02-04T12:00:00.120Z"),
        files(edit(add(source("a.txt", "x"), "/new/")), "new/"));
  }

  @Test
  void add_throughALinkOfTheImage_goesWhereItLeads() throws IOException {
    Workbench.Done done = edit(add(source("x.so", "x"), "/lib/x.so"));
    assertEquals(1, files(done, "usr/lib/x.so").size());
    assertTrue(files(done, "lib").get(0).endsWith("usr/lib"));
    assertTrue(files(done, "usr/lib ").get(0).startsWith("usr/lib 755 7:7"));
  }

  @Test
  void add_overALink_replacesTheLink() throws IOException {
    Workbench.Done done = edit(add(source("a", "new"), "/etc/alias"));
    assertEquals(
        "etc/alias 644 0:0 3 2016-02-04T12:00:00.120Z", files(done, "etc/alias").get(0));
    assertEquals(1, files(done, "etc/passwd").size());
  }

  @Test
  void add_belowAFile_isRefused() throws IOException {
    Path file = source("a", "x");
    bench.refuse(
        ErrorCode.PATH_MISSING,
        ARCHIVE,
        options -> options.changes(List.of(add(file, "/etc/passwd/x"))));
  }

  @Test
  void add_folder_takesItsContentInOneOrder() throws IOException {
    Path tree = Files.createDirectories(sources.resolve("tree/sub"));
    Files.writeString(tree.resolve("b"), "b");
    Files.writeString(tree.resolve("a"), "a");
    Files.createSymbolicLink(tree.resolve("link"), Path.of("../x"));
    Files.createDirectory(sources.resolve("tree/empty"));
    Workbench.Done done = edit(add(sources.resolve("tree"), "/srv"));
    assertEquals(
        List.of("srv", "srv/empty", "srv/sub", "srv/sub/a", "srv/sub/b", "srv/sub/link"),
        files(done, "srv").stream()
            .map(line -> line.substring(0, line.indexOf(" ")))
            .toList());
    assertTrue(files(done, "srv/sub/link").get(0).endsWith("../x"));
  }

  @Test
  void add_ownerModeAndTime_areTaken() throws IOException {
    Edit.Add add = new Edit.Add(
        source("a", "x"),
        "/a",
        false,
        Optional.of("app:staff"),
        OptionalInt.of(04711),
        Optional.of(Instant.ofEpochSecond(1)));
    assertEquals(List.of("a 4711 1234:50 1 1970-01-01T00:00:01Z"), files(edit(add), "a"));
  }

  @ParameterizedTest
  @CsvSource({"644, 755", "600, 700", "440, 550", "4711, 4711", "220, 220", "0, 0", "1666, 1777"})
  void add_mode_letsThoseEnterFoldersWhoMayRead(String mode, String folders) throws IOException {
    Files.writeString(Files.createDirectories(sources.resolve("tree/sub")).resolve("f"), "");
    byte[] tar = LayerFixture.layer().mode(0700).folder("sub").file("sub/f", "").bytes();
    OptionalInt given = OptionalInt.of(Integer.parseInt(mode, 8));
    for (Edit.Add add : List.of(
        add(sources.resolve("tree"), "/x/y"),
        addTar(Files.write(sources.resolve("a.tar"), tar), "/x/y"))) {
      Workbench.Done done = edit(
          new Edit.Add(add.source(), add.target(), add.unpack(), add.owner(), given, add.time()));
      assertTrue(files(done, "x ").get(0).startsWith("x 755 "));
      assertTrue(files(done, "x/y/sub ").get(0).startsWith("x/y/sub " + folders + " "));
      assertTrue(files(done, "x/y/sub/f ").get(0).startsWith("x/y/sub/f " + mode + " "));
    }
  }

  @Test
  void add_pathThatIsNotText_isReadableInTheHistory() throws IOException {
    Workbench.Done done = edit(add(source("a", "x"), "/caf\udce9"));
    assertEquals(
        "ADD /caf\\xe9", done.image().configJson().at("/history/1/created_by").asText());
  }

  @Test
  void add_ownerWithoutGroup_hasTheSameNumber() throws IOException {
    Edit.Add add = new Edit.Add(
        source("a", "x"), "/a", false, Optional.of("app"), OptionalInt.empty(), Optional.empty());
    assertTrue(files(edit(add), "a").get(0).startsWith("a 644 1234:1234"));
  }

  @Test
  void add_ownerThatTheImageDoesNotKnow_isRefused() throws IOException {
    Edit.Add add = new Edit.Add(
        source("a", "x"), "/a", false, Optional.of("who"), OptionalInt.empty(), Optional.empty());
    bench.refuse(ErrorCode.BAD_OPTION, ARCHIVE, options -> options.changes(List.of(add)));
  }

  @Test
  void add_missingSource_isRefused() throws IOException {
    bench.refuse(
        ErrorCode.INPUT_MISSING,
        ARCHIVE,
        options -> options.changes(List.of(add(folder.resolve("nope"), "/a"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/etc/.wh.a", "/.wh.a/b", "/srv/.wh..wh..opq", "/.wh./"})
  void add_whiteoutAsTarget_isRefusedBeforeAnythingIsRead(String target) {
    Edit add = add(sources, target);
    LayerliftException fault = bench.refuse(
        ErrorCode.BAD_OPTION,
        folder.resolve("missing.tar"),
        options -> options.changes(List.of(add)));
    assertTrue(fault.getMessage().contains(target), fault.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {".wh.passwd", "a/.wh.b/c", "a/.wh..wh..opq"})
  void add_whiteoutInAFolder_isRefusedByItsName(String name) throws IOException {
    Path file = sources.resolve("tree").resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "x");
    assertRefused("etc/" + name.replaceAll("(wh.b)/c", "$1"), add(sources.resolve("tree"), "/etc"));
  }

  @Test
  void add_whiteoutIntoAFolder_isRefusedByItsName() throws IOException {
    assertRefused("/etc/.wh.passwd", add(source(".wh.passwd", "x"), "/etc"));
  }

  @ParameterizedTest
  @ValueSource(strings = {".wh.passwd", "a/.wh.b/c", "a/.wh..wh..opq", ".wh..wh.plnk/1"})
  void addTar_whiteout_isRefusedByItsName(String name) throws IOException {
    byte[] tar = LayerFixture.layer().file("a/first", "").file(name, "x").bytes();
    assertRefused(
        "/etc/" + name.replaceAll("(wh.b|plnk)/.", "$1"),
        addTar(Files.write(sources.resolve("a.tar"), tar), "/etc"));
  }

  static List<byte[]> notTars() {
    byte[] tar = LayerFixture.layer().file("a", "x".repeat(600)).bytes();
    byte[] late = tar.clone();
    System.arraycopy(LayerFixture.layer().file("b", "").bytes(), 0, late, 1536, 512);
    late[1540]++;
    byte[] packed = Packing.GZIP.pack(tar);
    return List.of(
        new byte[0],
        Packing.GZIP.pack(new byte[0]),
        "some text\n".getBytes(UTF_8),
        Packing.GZIP.pack("some text\n".repeat(100).getBytes(UTF_8)),
        "\u0004\"M\u0018 of lz4".getBytes(ISO_8859_1),
        "PK\u0003\u0004 of zip".getBytes(ISO_8859_1),
        new byte[] {1, 2, 3},
        Arrays.copyOf(tar, 700),
        Arrays.copyOf(tar, 300),
        Arrays.copyOf(packed, packed.length / 2),
        late,
        LayerFixture.layer().file("../a", "").bytes(),
        LayerFixture.layer().hardLink("a", "missing").bytes());
  }

  @ParameterizedTest
  @MethodSource("notTars")
  void addTar_notATar_isRefusedByItsName(byte[] content) throws IOException {
    Path file = Files.write(sources.resolve("added.tar"), content);
    LayerliftException fault = bench.refuse(
        ErrorCode.BAD_OPTION, ARCHIVE, options -> options.changes(List.of(addTar(file, "/a"))));
    assertTrue(fault.getMessage().startsWith(file.toString()), fault.getMessage());
    String text = fault.getMessage() + fault.hint().orElseThrow();
    assertFalse(text.contains("the archive"), text);
  }

  @Test
  void addTar_folder_isRefused() throws IOException {
    bench.refuse(
        ErrorCode.BAD_OPTION, ARCHIVE, options -> options.changes(List.of(addTar(sources, "/a"))));
  }

  @Test
  void addTar_beyondALimit_namesTheLimit() throws IOException {
    byte[] tar = LayerFixture.layer().file("a", "x".repeat(100_000)).bytes();
    Path file = Files.write(sources.resolve("added.tar"), Packing.GZIP.pack(tar));
    ReadOptions small = ReadOptions.builder()
        .limits(new Limits(8 << 20, 128, 99, 10, 16, 50_000, 100))
        .build();
    LayerliftException fault = bench.refuse(
        ErrorCode.UNPACKED_TOO_BIG,
        ARCHIVE,
        options -> options.reading(small).changes(List.of(addTar(file, "/a"))));
    assertTrue(fault.getMessage().startsWith(file.toString()), fault.getMessage());
    assertTrue(fault.hint().orElseThrow().contains("Limits.unpackedBytes"));
  }

  private void assertRefused(String name, Edit edit) throws IOException {
    LayerliftException fault =
        bench.refuse(ErrorCode.BAD_OPTION, ARCHIVE, options -> options.changes(List.of(edit)));
    assertTrue(fault.getMessage().contains(name + "\""), fault.getMessage());
  }

  @Test
  void add_toPackedLayers_packsTheNewOneAndKeepsTheOthers() throws IOException {
    ArchiveFixture packed = OciSave.of(Packing.GZIP, IMAGE).archive();
    List<String> before = bench.convert(packed).image().layers();
    Workbench.Done done = edit(packed, add(source("a", "x"), "/a"));
    assertEquals(before, done.image().layers().subList(0, 1));
    assertTrue(done.image().mediaTypes().get(1).endsWith("+gzip"));
  }

  @Test
  void add_twice_givesTheSameBytes() throws IOException {
    Edit add = add(source("a", "x"), "/a");
    assertArrayEquals(edit(add).tar(), edit(add).tar());
  }

  @Test
  void addTar_entries_keepTheirMetadataAndHardLinks() throws IOException {
    Path tar = Files.write(
        sources.resolve("a.tar"),
        LayerFixture.layer()
            .mode(0600)
            .owner(9)
            .file("lib/one", "content")
            .hardLink("lib/two", "lib/one")
            .fifo("pipe")
            .bytes());
    Workbench.Done done = edit(addTar(tar, "/"));
    assertEquals(1, files(done, "usr/lib/one 600 9:9 7 ").size());
    assertTrue(files(done, "usr/lib/two").get(0).endsWith("usr/lib/one"));
    assertEquals(1, files(done, "pipe 600 9:9").size());
    assertTrue(new String(done.tar(), UTF_8).contains("content"));
  }

  @Test
  void remove_path_isHidden() throws IOException {
    Workbench.Done done = edit(new Edit.Remove("/lib"), new Edit.Remove("/etc/group"));
    assertEquals(List.of(), files(done, "lib"));
    assertEquals(List.of(), files(done, "etc/group"));
    assertTrue(files(done, "usr/lib").get(0).startsWith("usr/lib 755 7:7"));
    assertEquals(3, done.image().diffIds().size());
  }

  @Test
  void remove_missingPath_isRefused() throws IOException {
    bench.refuse(
        ErrorCode.PATH_MISSING,
        ARCHIVE,
        options -> options.changes(List.of(new Edit.Remove("/nope"))));
  }

  @ParameterizedTest
  @CsvSource({"/etc/*, Purge", "/etc/pass?d, Purge", "/etc/passwd2, Extractor.list"})
  void remove_missingPattern_saysWhatTakesPatterns(String path, String way) throws IOException {
    LayerliftException fault = bench.refuse(
        ErrorCode.PATH_MISSING,
        ARCHIVE,
        options -> options.changes(List.of(new Edit.Remove(path))));
    assertTrue(fault.hint().orElseThrow().contains(way), fault.toString());
  }
}
