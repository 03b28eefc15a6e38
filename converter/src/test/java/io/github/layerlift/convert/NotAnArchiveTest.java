package io.github.layerlift.convert;

import static io.github.layerlift.fixture.Workbench.usual;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.fault.ErrorCode;
import io.github.layerlift.fault.FaultKind;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fixture.ArchiveFixture;
import io.github.layerlift.fixture.DockerSave;
import io.github.layerlift.fixture.Hashes;
import io.github.layerlift.fixture.ImageFixture;
import io.github.layerlift.fixture.Packing;
import io.github.layerlift.fixture.Workbench;
import io.github.layerlift.location.Output;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Input that is not an image archive is refused, with what it is and what to do instead. */
class NotAnArchiveTest {
  private static final ImageFixture HELLO = ImageFixture.hello("hello:1.0");

  @TempDir
  private Path folder;

  private Workbench bench;

  @BeforeEach
  void setUp() throws IOException {
    bench = new Workbench(folder);
  }

  private static void says(LayerliftException fault, String message, String hint) {
    assertTrue(fault.getMessage().contains(message), fault.getMessage());
    String given = fault.hint().orElse("");
    assertTrue(given.contains(hint), given);
  }

  @Test
  void convert_missingFile_names_it() {
    Path absent = bench.inputs().resolve("absent.tar");
    LayerliftException fault = bench.refuse(ErrorCode.INPUT_MISSING, absent, usual());
    says(fault, absent.toString(), "");
    assertEquals(FaultKind.STORAGE, fault.code().kind());
  }

  @Test
  void convert_emptyFolder_isNoArchive() throws IOException {
    Path empty = Files.createDirectory(bench.inputs().resolve("empty"));
    LayerliftException fault = bench.refuse(ErrorCode.EMPTY_ARCHIVE, empty, usual());
    assertTrue(fault.getMessage().contains(empty.toString()), fault.getMessage());
    assertTrue(
        !fault.getMessage().contains("tar archive"),
        "a folder is not a tar: " + fault.getMessage());
  }

  @Test
  void convert_folderOfSomething_isNoArchive() throws IOException {
    Path other = Files.createDirectory(bench.inputs().resolve("other"));
    Files.writeString(other.resolve("README.md"), "hello");
    LayerliftException fault = bench.refuse(ErrorCode.UNKNOWN_ARCHIVE, other, usual());
    assertTrue(fault.getMessage().contains(other.toString()), fault.getMessage());
    assertTrue(
        !fault.getMessage().contains("tar archive"),
        "a folder is not a tar: " + fault.getMessage());
  }

  @Test
  void convert_emptyFile_saysSo() throws IOException {
    says(bench.refuse(ErrorCode.EMPTY_INPUT, new byte[0]), "is empty", "failed");
  }

  @ParameterizedTest
  @EnumSource(
      value = Packing.class,
      names = {"GZIP", "XZ", "BZIP2"})
  void convert_packedNothing_saysSo(Packing packing) throws IOException {
    bench.refuse(ErrorCode.EMPTY_INPUT, packing.pack(new byte[0]));
  }

  @Test
  void convert_emptyStream_saysSo() {
    LayerliftException fault = bench.refuse(
        ErrorCode.EMPTY_INPUT,
        Workbench.stream(new byte[0]),
        new Output.TarFile(bench.output(), false),
        Workbench.options(usual()));
    says(fault, "standard input", "");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
          hello, world                                            | a text file       | docker save
          {"schemaVersion": 2}                                    | a text file       | docker save
          <!DOCTYPE html><html><body>404</body></html>            | a web page        | download
          <html lang="en">                                        | a web page        | download
          version https://git-lfs.github.com/spec/v1 oid sha256:x | Git LFS           | git lfs pull
          """)
  void convert_text_saysWhatItIs(String content, String message, String hint) throws IOException {
    says(bench.refuse(ErrorCode.NOT_AN_ARCHIVE, content.getBytes(UTF_8)), message, hint);
  }

  @Test
  void convert_longText_saysSo() throws IOException {
    byte[] text = "one more line of a log\n".repeat(1000).getBytes(UTF_8);
    says(bench.refuse(ErrorCode.NOT_AN_ARCHIVE, text), "a text file", "docker save");
  }

  @Test
  void convert_zip_saysSo() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("image.tar"));
      zip.write(DockerSave.of(HELLO).archive().bytes());
    }
    says(bench.refuse(ErrorCode.NOT_AN_ARCHIVE, out.toByteArray()), "a ZIP file", "unzip -p ");
  }

  @Test
  void convert_binaryFile_saysSo() throws IOException {
    byte[] elf = Arrays.copyOf(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1}, 4096);
    says(bench.refuse(ErrorCode.NOT_AN_ARCHIVE, elf), "a program", "docker save");
  }

  @Test
  void convert_packedTwice_isUnpacked() throws IOException {
    byte[] once = Packing.GZIP.pack(DockerSave.of(HELLO).archive().bytes());
    assertEquals(
        "sha256:" + HELLO.id(), bench.convert(Packing.GZIP.pack(once)).image().id());
  }

  /** Output of real tools begins like this; the command is for the path as given. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
          04224d18           | packed with lz4        | lz4 -dc < 'it''s here.bin' | Converter.convert(-)
          02214c18           | packed with lz4        | lz4 -dc <
          4c5a495001         | packed with lzip       | lzip -dc <
          894c5a4f000d0a1a0a | packed with lzop       | lzop -dc <
          1f9d90             | packed with compress   | gzip -dc <
          5d00008000ffffff   | packed with lzma       | xz -dc <
          789c               | packed with zlib       | pigz -dc <
          377abcaf271c       | a 7z archive           | 7z x -so
          526172211a0701     | a RAR archive          | unrar p
          303730373031       | a cpio archive         | cpio -id
          68737173           | a squashfs file system | unsquashfs
          edabeedb           | an RPM package         | rpm2cpio
          213c617263683e0a64656269616e2d62696e617279 | a Debian package | dpkg-deb -x
          53616c7465645f5f   | encrypted with openssl | openssl enc -d
          483473494141414141 | a gzip file in Base64  | base64 -d <
          514649fb           | a virtual machine      | docker save
          fffe3000           | UTF-16 text            | docker save
          """)
  void convert_otherFormat_namesItAndTheCommand(String magic, String message, String hint)
      throws IOException {
    byte[] bytes = Arrays.copyOf(HexFormat.of().parseHex(magic), 4096);
    Path path = Files.write(bench.inputs().resolve("it's here.bin"), bytes);
    LayerliftException fault = bench.refuse(ErrorCode.NOT_AN_ARCHIVE, path, usual());
    String last = message.substring(message.indexOf(' ') + 1);
    assertTrue(fault.getMessage().contains(last), fault.getMessage());
    assertTrue(
        fault.hint().orElseThrow().contains(hint.replaceFirst(" '.*", "").strip()),
        fault.hint().get());
    if (hint.contains("'")) {
      String quoted = "'" + path.toString().replace("'", "'\\''") + "'";
      assertEquals(
          "lz4 -dc < " + quoted + " | Converter.convert(-)", fault.hint().get());
    }
  }

  @Test
  void convert_isoImage_isToldThoughItBeginsWithZeros() throws IOException {
    byte[] iso = new byte[1 << 16];
    System.arraycopy("CD001".getBytes(UTF_8), 0, iso, 32_769, 5);
    says(bench.refuse(ErrorCode.NOT_AN_ARCHIVE, iso), "an ISO image", "7z x -oDIR");
  }

  @Test
  void convert_errorOfAnotherProgram_isTold() throws IOException {
    byte[] text = "Error response from daemon: no such image\n".getBytes(UTF_8);
    says(bench.refuse(ErrorCode.NOT_AN_ARCHIVE, text), "no such image", "save the image again");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x.tar.gz.001", "x.tar.gz.partaa", "x.tar.gz.aa", "x.tar.part1"})
  void convert_partOfASplitFile_namesAllParts(String name) throws IOException {
    byte[] packed = Packing.GZIP.pack(DockerSave.of(HELLO).archive().bytes());
    for (byte[] part : List.of(
        Arrays.copyOf(packed, packed.length / 2),
        Arrays.copyOfRange(packed, packed.length / 2, packed.length))) {
      Path path = Files.write(bench.inputs().resolve(name), part);
      String hint = bench.refuse(path).hint().orElseThrow();
      String all = path.toString().replaceAll("(001|aa|1)$", "*");
      assertTrue(hint.contains("cat " + all + " | Converter.convert(-)"), hint);
    }
  }

  @Test
  void convert_streamOfAnotherFormat_hintIsForThePipe() {
    LayerliftException fault = bench.refuse(
        ErrorCode.NOT_AN_ARCHIVE,
        Workbench.stream(Arrays.copyOf(HexFormat.of().parseHex("04224d18"), 600)),
        new Output.TarFile(bench.output(), false),
        Workbench.options(usual()));
    assertEquals("lz4 -dc | Converter.convert(-)", fault.hint().orElseThrow());
  }

  @Test
  void convert_storages_areNamed() throws IOException {
    String id = Hashes.hex("x");
    says(
        bench.refuse(
            ErrorCode.STORAGE_FOLDER, ArchiveFixture.empty().file("graph/" + id + "/json", "{}")),
        "graph folder",
        "docker daemon -g");
  }

  @Test
  void convert_dockerExport_namesTheCommands() throws IOException {
    ArchiveFixture export = ArchiveFixture.empty()
        .file(".dockerenv", "")
        .folder("bin/")
        .file("bin/sh", "x")
        .folder("etc/")
        .file("etc/passwd", "x");
    says(bench.refuse(ErrorCode.ROOT_FILESYSTEM, export), "docker export", "docker import");
    bench.refuse(ErrorCode.ROOT_FILESYSTEM, export.without(".dockerenv").prefixed("./"));
  }

  @Test
  void convert_emptyTar_saysSo() throws IOException {
    says(bench.refuse(ErrorCode.EMPTY_ARCHIVE, ArchiveFixture.empty()), "empty", "docker save");
    bench.refuse(ErrorCode.EMPTY_ARCHIVE, ArchiveFixture.empty().folder("./"));
    bench.refuse(ErrorCode.EMPTY_ARCHIVE, new byte[10_240]);
  }

  @Test
  void convert_tarInATar_namesTheInnerOne() throws IOException {
    ArchiveFixture outer =
        ArchiveFixture.empty().file("hello.tar", DockerSave.of(HELLO).archive().bytes());
    says(
        bench.refuse(ErrorCode.WRAPPED_ARCHIVE, outer),
        "contains another archive",
        " Leniency.inside(hello.tar)");
  }

  @Test
  void convert_folderOfOneLayer_saysSo() throws IOException {
    ArchiveFixture layer = ArchiveFixture.empty()
        .file("VERSION", "1.0")
        .file("json", "{}")
        .file("layer.tar", HELLO.layers().get(0));
    says(bench.refuse(ErrorCode.BARE_LAYER, layer), "single v1 layer", "missing");
  }

  @Test
  void convert_bareLayer_saysSo() throws IOException {
    ArchiveFixture layer = ArchiveFixture.empty().file("app/.wh.old", "").file("app/new", "x");
    says(bench.refuse(ErrorCode.BARE_LAYER, layer), "bare layer", "docker save");
  }

  @ParameterizedTest
  @ValueSource(strings = {".tar", ".json", ""})
  void convert_filesNamedByDigests_isTruncated(String suffix) throws IOException {
    ImageFixture image = ImageFixture.hello("x:1");
    ArchiveFixture archive =
        ArchiveFixture.empty().file(image.id() + suffix, image.layers().get(0));
    says(bench.refuse(ErrorCode.TAR_TRUNCATED, archive), "but no manifest.json", "again");
  }

  @Test
  void convert_anyOtherTar_saysWhatIsMissing() throws IOException {
    ArchiveFixture other = ArchiveFixture.empty().file("pom.xml", "x").file("src/Main.java", "y");
    says(bench.refuse(ErrorCode.UNKNOWN_ARCHIVE, other), "manifest.json", "docker save");
  }

  @Test
  void convert_dirTransportWithoutVersion_saysSo() throws IOException {
    ArchiveFixture dir = ArchiveFixture.empty()
        .file(HELLO.id(), HELLO.config())
        .file(Hashes.hex("x"), "x")
        .file("manifest.json", "{\"schemaVersion\":2,\"layers\":[]}");
    LayerliftException fault = bench.refuse(ErrorCode.DIR_LAYOUT, dir);
    says(fault, "dir:", "skopeo copy");
    assertEquals(FaultKind.UNSUPPORTED, fault.code().kind());
  }

  @Test
  void convert_folderWithAJsonOnly_isNoV1Archive() throws IOException {
    ArchiveFixture archive =
        ArchiveFixture.empty().folder("0123456789ab/").file("0123456789ab/json", "{}");
    bench.refuse(ErrorCode.UNKNOWN_ARCHIVE, archive);
  }

  @Test
  void convert_folderWithALinkOutOfIt_neverLeavesTheFolder() throws IOException {
    ArchiveFixture archive = DockerSave.of(HELLO).archive();
    Path unpacked = archive.unpack(Files.createDirectory(bench.inputs().resolve("unpacked")));
    Path outside = Files.write(folder.resolve("outside.tar"), HELLO.layers().get(0));
    Path layer = unpacked.resolve(DockerSave.of(HELLO).v1Id(HELLO, 0)).resolve("layer.tar");
    for (Path target : new Path[] {outside, layer.getParent().relativize(outside)}) {
      Files.delete(layer);
      Files.createSymbolicLink(layer, target);
      bench.refuse(ErrorCode.LINK_LEAVES, unpacked, usual());
    }
  }

  @Test
  void convert_tarInAFolder_isNotTheArchive() throws IOException {
    ArchiveFixture sources = ArchiveFixture.empty()
        .file("./src/test/hello.tar", DockerSave.of(HELLO).archive().bytes());
    says(
        bench.refuse(ErrorCode.WRAPPED_ARCHIVE, sources),
        "src/test/hello.tar",
        " Leniency.inside(src/test/hello.tar)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "layer.tar", "repositories", "index.json", "oci-layout"})
  void convert_oneFileOfAnArchive_isUnknown(String name) throws IOException {
    bench.refuse(ErrorCode.UNKNOWN_ARCHIVE, ArchiveFixture.empty().file(name, "{}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {".dockerenv", ".dockerinit"})
  void convert_dockerExportWithoutUsualFolders_isKnownByItsMark(String mark) throws IOException {
    bench.refuse(
        ErrorCode.ROOT_FILESYSTEM, ArchiveFixture.empty().file(mark, "").file("app", "x"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/VERSION",
        "/json/x",
        "/x/json",
        "0/json",
        "/xjson",
      })
  void convert_folderOfSomethingElse_isUnknown(String rest) throws IOException {
    String id = Hashes.hex("x");
    bench.refuse(ErrorCode.UNKNOWN_ARCHIVE, ArchiveFixture.empty().file("a/" + id + rest, "{}"));
  }

  @Test
  void convert_halfALayerInUpperCase_isRefused() throws IOException {
    String id = "ABCDEF01".repeat(8);
    ArchiveFixture empty = ArchiveFixture.empty();
    bench.refuse(ErrorCode.LAYER_MISSING, empty.file(id + "/json", "{}"));
    bench.refuse(ErrorCode.UNKNOWN_ARCHIVE, empty.file(id + "/layer.tar", "{}"));
  }
}
