package io.github.layerlift.cli.convert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.cli.FakeConsole;
import io.github.layerlift.cli.SmallArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConvertCommandTest {
  private static final SmallArchive HELLO = SmallArchive.hello();

  @TempDir
  private Path folder;

  private String in = "";
  private String out = "";

  @BeforeEach
  void setUp() throws IOException {
    in = Files.write(folder.resolve("legacy.tar"), HELLO.bytes()).toString();
    out = folder.resolve("modern.tar").toString();
  }

  private static FakeConsole convert(String... args) {
    String[] all = new String[args.length + 1];
    all[0] = "convert";
    System.arraycopy(args, 0, all, 1, args.length);
    return new FakeConsole().run(all);
  }

  private String input(SmallArchive archive) throws IOException {
    return Files.write(folder.resolve("other.tar"), archive.bytes()).toString();
  }

  /** Names in the output, as plain text: every name is in a header. */
  private boolean outputHas(String name) throws IOException {
    byte[] tar = Files.readAllBytes(Path.of(out));
    for (int at = 0; at + 512 <= tar.length; at += 512) {
      if (new String(tar, at, name.length() + 1, UTF_8).equals(name + "\0")) {
        return true;
      }
    }
    return false;
  }

  @Test
  void salvage_valueAfterABlank_saysHowToJoinIt() {
    FakeConsole console = convert("--salvage", "recompute", in, out);
    assertEquals(2, console.code());
    assertTrue(console.err().contains("--salvage=recompute"), console.err());
  }

  @Test
  void convert_inputMissingAndOutputThere_saysThatTheInputIs() throws IOException {
    Files.writeString(Path.of(out), "x");
    FakeConsole console = convert(in + "x", out);
    assertEquals(3, console.code());
    assertTrue(console.err().contains("legacy.tarx does not exist"), console.err());
  }

  @Test
  void pack_orName_packsTheArchive() throws IOException {
    out = folder.resolve("modern.tgz").toString();
    assertEquals(0, convert(in, out).code());
    assertEquals(0x1f, Files.readAllBytes(Path.of(out))[0]);
    assertEquals(0, convert("-f", "--pack", "none", in, out).code());
    assertTrue(outputHas("oci-layout"));
    assertEquals(0, convert("-f", "--pack", "xz:1", in, out).code());
    assertEquals('7', Files.readAllBytes(Path.of(out))[1]);
  }

  @Test
  void pack_wrong_usageError() {
    FakeConsole unknown = convert("--pack", "lz4", in, out);
    assertEquals(2, unknown.code());
    assertTrue(unknown.err().contains("\"lz4\" is not gzip"), unknown.err());
    FakeConsole folder = convert("--pack", "gzip", "--format", "folder", in, out);
    assertEquals(2, folder.code());
    assertFalse(Files.exists(Path.of(out)));
  }

  @Test
  void convert_done_exitsWith0AndSaysWhatNext() {
    FakeConsole console = convert(in, out);
    assertEquals(0, console.code());
    assertEquals("", console.err());
    List<String> lines = console.out().lines().toList();
    assertEquals(3, lines.size(), console.out());
    assertEquals(
        HELLO.id().substring(0, 19) + "  docker.io/library/hello:1.0  linux/amd64  1 layer",
        lines.get(0));
    assertTrue(lines.get(1).startsWith(out + ": 1 image, "), lines.get(1));
    assertEquals("load it with: docker load -i " + out, lines.get(2));
    assertTrue(Files.exists(Path.of(out)));
  }

  @Test
  void convert_salvage_takesWhatIsWholeAndWarns() throws IOException {
    String damaged = input(HELLO, 0);
    FakeConsole console = convert(damaged, out);
    assertEquals(5, console.code());
    for (String option : List.of("--salvage", "--salvage=recompute")) {
      console = convert(option, "-f", damaged, out);
      assertEquals(0, console.code(), console.err());
      assertTrue(console.out().startsWith(HELLO.id().substring(0, 19)), console.out());
      assertTrue(console.err().startsWith("warning: the archive is damaged: "), console.err());
    }
    assertEquals(4, convert("--salvage", "--strict", "-f", damaged, out).code());
  }

  @Test
  void convert_salvageOfWhat_isWrongUse() {
    FakeConsole console = convert("--salvage=everything", in, out);
    assertEquals(2, console.code());
    assertTrue(console.err().contains("--salvage takes whole or recompute"), console.err());
  }

  /** The archive behind a small file whose header is corrupt. */
  private String input(SmallArchive archive, int at) throws IOException {
    byte[] bytes = archive.bytes();
    byte[] longer = new byte[512 + bytes.length];
    System.arraycopy(bytes, 0, longer, 512, bytes.length);
    longer[at] = 'x';
    return Files.write(folder.resolve("damaged.tar"), longer).toString();
  }

  @Test
  void convert_emptyLayerWithGzip_isPacked() throws IOException {
    FakeConsole console = convert("--compress", "gzip", input(SmallArchive.withEmptyLayer()), out);
    assertEquals(0, console.code(), console.err());
    assertEquals(0, new FakeConsole().run("verify", out).code());
  }

  @Test
  void convert_sameCallThroughPicocli_givesTheSame() throws IOException {
    FakeConsole plain = convert(in, out);
    byte[] tar = Files.readAllBytes(Path.of(out));
    FakeConsole full = convert("--jobs", "1", "--force", in, out);
    assertEquals(plain.out(), full.out());
    assertArrayEquals(tar, Files.readAllBytes(Path.of(out)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-q", "--quiet"})
  void convert_quiet_printsNothing(String quiet) throws IOException {
    FakeConsole console = convert(quiet, in, out);
    assertEquals(0, console.code());
    assertEquals("", console.out() + console.err());
    FakeConsole warned = convert(quiet, "--force", input(SmallArchive.withWarning()), out);
    assertEquals("", warned.out() + warned.err());
  }

  @Test
  void convert_quietAndWrong_printsTheErrorStill() {
    FakeConsole console = convert("-q", folder.resolve("absent").toString(), out);
    assertEquals(3, console.code());
    assertTrue(console.err().startsWith("error: "), console.err());
  }

  @Test
  void convert_warning_isPrintedAndDone() throws IOException {
    FakeConsole console = convert(input(SmallArchive.withWarning()), out);
    assertEquals(0, console.code());
    assertEquals(1, console.errLines().size(), console.err());
    assertTrue(console.err().startsWith("warning: "), console.err());
  }

  @Test
  void convert_warningWhenStrict_exitsWith4() throws IOException {
    FakeConsole console = convert("--strict", input(SmallArchive.withWarning()), out);
    assertEquals(4, console.code());
    assertFalse(Files.exists(Path.of(out)));
  }

  @Test
  void convert_streams_keepStdoutForTheArchive() throws IOException {
    FakeConsole console = new FakeConsole().stdin(HELLO.bytes()).run("convert", "-", "-");
    assertEquals(0, console.code());
    assertEquals("", console.out());
    assertTrue(console.err().contains("standard output: 1 image, "), console.err());
    assertFalse(console.err().contains("docker load"), console.err());
    convert(in, out);
    assertArrayEquals(Files.readAllBytes(Path.of(out)), console.stdout());
  }

  @Test
  void convert_fileToStdout_writesTheArchive() throws IOException {
    FakeConsole console = new FakeConsole().run("convert", in, "-");
    convert(in, out);
    assertArrayEquals(Files.readAllBytes(Path.of(out)), console.stdout());
  }

  @Test
  void convert_stdinToFile_namesStandardInput() {
    FakeConsole console = new FakeConsole().run("convert", "-", out);
    assertEquals(5, console.code());
    assertTrue(console.err().contains("standard input is empty"), console.err());
  }

  @Test
  void convert_noManifestJson_leavesItOut() throws IOException {
    assertEquals(0, convert("--no-manifest-json", in, out).code());
    assertFalse(outputHas("manifest.json"));
    assertTrue(outputHas("repositories"));
    assertTrue(outputHas("index.json"));
  }

  @Test
  void convert_noRepositories_leavesThemOut() throws IOException {
    assertEquals(0, convert("--no-repositories", in, out).code());
    assertTrue(outputHas("manifest.json"));
    assertFalse(outputHas("repositories"));
  }

  @Test
  void convert_neitherOption_writesBoth() throws IOException {
    assertEquals(0, convert("--strict", in, out).code());
    assertTrue(outputHas("manifest.json"));
    assertTrue(outputHas("repositories"));
  }

  @Test
  void convert_folderFormat_writesALayoutAndSaysHowToLoadIt() {
    FakeConsole console = convert("--format", "folder", in, out);
    assertEquals(0, console.code());
    assertTrue(Files.isRegularFile(Path.of(out, "index.json")));
    assertFalse(console.out().contains("docker load -i"), "Docker loads no folders");
  }

  @Test
  void convert_folderFormatToStdout_isWrongUse() {
    FakeConsole console = convert("--format", "folder", in, "-");
    assertEquals(2, console.code(), console.err());
    assertFalse(Files.exists(Path.of("-")), "a folder called -");
  }

  @Test
  void convert_selectAndTag_areRepeatable() {
    FakeConsole console = convert("--select", "hello:1.0", "-t", "a:1", "--tag", "b:2", in, out);
    assertEquals(0, console.code(), console.err());
    assertTrue(
        console.out().contains("docker.io/library/a:1, docker.io/library/b:2"), console.out());
  }

  @Test
  void convert_untagged_saysSo() throws IOException {
    assertTrue(convert(input(SmallArchive.untagged()), out).out().contains("  (untagged)  "));
  }

  @Test
  void convert_existingTarget_needsForce() throws IOException {
    Files.writeString(Path.of(out), "precious");
    FakeConsole console = convert(in, out);
    assertEquals(3, console.code());
    assertEquals(
        List.of("error: " + out + " already exists", "hint: --force replaces it"),
        console.errLines());
    assertEquals("precious", Files.readString(Path.of(out)));
    assertEquals(0, convert("-f", in, out).code());
    assertEquals(0, convert("--force", "-q", in, out).code());
  }

  @Test
  void convert_tempDir_isUsed() {
    FakeConsole console = new FakeConsole()
        .stdin(HELLO.bytes())
        .run("convert", "--temp-dir", folder.resolve("absent").toString(), "-", out);
    assertEquals(3, console.code());
    assertTrue(console.err().contains("hint: --temp-dir"), console.err());
  }

  @Test
  void convert_eachLimit_isPassedOn() {
    List<List<String>> limits = List.of(
        List.of("--max-json-size", "20"),
        List.of("--max-json-depth", "1"),
        List.of("--max-entries", "2"));
    for (List<String> limit : limits) {
      FakeConsole console = convert(limit.get(0), limit.get(1), in, out);
      assertEquals(4, console.code(), limit + console.err());
      assertTrue(console.err().contains("hint: " + limit.get(0)), console.err());
    }
    assertEquals(
        0, convert("--max-layers", "1", "--max-link-hops", "1", in, out).code());
  }

  @Test
  void convert_pathWithSpaces_isQuotedForTheShell() {
    String odd = folder.resolve("my image's.tar").toString();
    FakeConsole console = convert(in, odd);
    assertTrue(
        console.out().contains("docker load -i '" + odd.replace("'", "'\\''") + "'"),
        console.out());
  }
}
