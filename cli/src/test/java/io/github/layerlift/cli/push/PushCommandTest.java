package io.github.layerlift.cli.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.cli.FakeConsole;
import io.github.layerlift.cli.SmallArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PushCommandTest {
  @TempDir
  private Path folder;

  private TinyRegistry registry;
  private String in = "";

  @BeforeEach
  void setUp() throws IOException {
    registry = new TinyRegistry();
    in = input(SmallArchive.hello());
  }

  @AfterEach
  void closeRegistry() {
    registry.close();
  }

  private String input(SmallArchive archive) throws IOException {
    return Files.write(folder.resolve("legacy.tar"), archive.bytes()).toString();
  }

  private static FakeConsole run(FakeConsole console, String... words) {
    // this server would wait for more of a TLS handshake
    List<String> all = new ArrayList<>(List.of("push", "--plain-http"));
    all.addAll(List.of(words));
    return console.run(all.toArray(new String[0]));
  }

  private static FakeConsole push(String... words) {
    FakeConsole console = run(new FakeConsole(), words);
    assertEquals(0, console.code(), console.err());
    return console;
  }

  /** The names of what was pushed, as they were printed, without digests. */
  private static List<String> printed(FakeConsole console) {
    return console
        .out()
        .lines()
        .filter(line -> line.matches(".*@sha256:[0-9a-f]{64}"))
        .map(line -> line.replaceFirst("@.*", ""))
        .toList();
  }

  @Test
  void push_reference_namesTheImage() {
    FakeConsole console = push(in, registry.name("app:2"));
    assertEquals(Set.of("app:2"), registry.tagged().keySet());
    assertEquals(List.of(registry.name("app:2")), printed(console));
    assertTrue(console.out().contains("\n1 image, "), console.out());
    assertTrue(console.out().endsWith(" sent\n"), console.out());
  }

  @Test
  void push_fileForAReference_namesTheOption() {
    FakeConsole console = run(new FakeConsole(), in, in);
    assertEquals(2, console.code());
    assertTrue(
        console.err().contains("legacy.tar is a file, not a name; --index NAME"), console.err());
  }

  @Test
  void push_prefix_keepsTheNamesBelowIt() {
    FakeConsole console = push(in, registry.name("old/"));
    assertEquals(Set.of("old/hello:1.0"), registry.tagged().keySet());
    assertEquals(List.of(registry.name("old/hello:1.0")), printed(console));
  }

  @Test
  void push_withoutReference_keepsTheNames() throws IOException {
    String own = registry.name("me/x:1");
    FakeConsole console = push(input(SmallArchive.called("[\"" + own + "\"]")));
    assertEquals(Set.of("me/x:1"), registry.tagged().keySet());
    assertEquals(List.of(own), printed(console));
  }

  @Test
  void push_selectFromOneArchive_leavesOthersWhole() throws IOException {
    String both = folder.resolve("both.tar").toString();
    String edited = folder.resolve("edited.tar").toString();
    String arm = folder.resolve("arm.tar").toString();
    new FakeConsole().run("convert", in, arm, "--tag", "other:1");
    new FakeConsole().run("edit", arm, edited, "--platform", "linux/arm64");
    assertEquals(0, new FakeConsole().run("merge", in, edited, both).code());
    push("--index", registry.name("all:1"), "--select", both + ":other", both, in);
    String index = String.valueOf(registry.tagged().get("all:1"));
    assertTrue(index.contains("arm64") && index.contains("amd64"), index);
  }

  @Test
  void push_index_hasTheOnlyName() {
    FakeConsole console = push("--index", registry.name("all:1"), in, in);
    assertEquals(Set.of("all:1"), tags());
    assertEquals(List.of(registry.name("all:1")), printed(console));
    String index = String.valueOf(registry.tagged().get("all:1"));
    assertTrue(index.contains("application/vnd.oci.image.index.v1+json"), index);
  }

  /** Without what has come under a digest. */
  private Set<String> tags() {
    return registry.tagged().keySet().stream()
        .filter(name -> !name.contains("sha256:"))
        .collect(Collectors.toSet());
  }

  @Test
  void push_tags_areFurtherNamesOrTheOnlyOnes() {
    push(in, registry.name("a:1"), "--tag", registry.name("b:1"), "-t", registry.name("c:1"));
    assertEquals(Set.of("a:1", "b:1", "c:1"), registry.tagged().keySet());
    push(in, "--tag", registry.name("d:1"));
    assertEquals(Set.of("a:1", "b:1", "c:1", "d:1"), registry.tagged().keySet());
  }

  @ParameterizedTest
  @CsvSource({
    "'', layer.v1.tar+gzip",
    "--compress gzip:1, layer.v1.tar+gzip",
    "--compress zstd, layer.v1.tar+zstd",
    "--compress none, layer.v1.tar"
  })
  void push_compress_decidesHowLayersAreSent(String option, String type) {
    push((in + " " + registry.name("app:2") + " " + option).strip().split(" ", -1));
    String manifest = registry.tagged().values().iterator().next();
    assertTrue(manifest.contains(type + "\""), manifest);
  }

  @Test
  void push_dryRun_onlyAsks() {
    FakeConsole console = push("--dry-run", in, registry.name("app:2"));
    assertEquals(List.of(), registry.sent());
    assertEquals(List.of(registry.name("app:2")), printed(console));
    assertTrue(console.out().contains("\nnothing was pushed; "), console.out());
  }

  @Test
  void push_quiet_printsNothing() {
    FakeConsole console = push("--quiet", in, registry.name("app:2"));
    assertEquals("", console.out() + console.err());
    assertEquals(Set.of("app:2"), registry.tagged().keySet());
  }

  @Test
  void push_reportToStdout_hasItAlone() {
    FakeConsole console = push("--report", "-", in, registry.name("app:2"));
    assertTrue(console.out().startsWith("{"), console.out());
    assertTrue(console.err().contains(registry.name("app:2") + "@sha256:"), console.err());
  }

  @Test
  void push_stdin_isTheArchive() {
    FakeConsole console =
        run(new FakeConsole().stdin(SmallArchive.hello().bytes()), "-", registry.name("app:2"));
    assertEquals(0, console.code(), console.err());
    assertEquals(Set.of("app:2"), registry.tagged().keySet());
  }

  @Test
  void push_password_isReadFromStdin() {
    registry.demanding("me:open sesame");
    FakeConsole console = run(
        new FakeConsole().stdin("open sesame\r\n".getBytes(UTF_8)),
        in,
        registry.name("app:2"),
        "--username",
        "me",
        "--password-stdin");
    assertEquals(0, console.code(), console.err());
    assertEquals(Set.of("app:2"), registry.tagged().keySet());
  }

  @Test
  void push_refused_isNoUsageError() {
    registry.demanding("me:open sesame");
    FakeConsole console = run(new FakeConsole(), in, registry.name("app:2"));
    assertEquals(3, console.code(), console.err());
    assertTrue(console.err().startsWith("error: "), console.err());
  }

  /** {@code IN} is an archive, {@code TO} a registry. */
  @ParameterizedTest
  @CsvSource({
    "--tag, IN TO/old/ --tag TO/a:1",
    "names only a registry, IN 127.0.0.1:5000",
    "names only a registry, IN localhost",
    "go together, IN TO/a:1 --username me",
    "go together, IN TO/a:1 --password-stdin",
    "both the archive and the password, - TO/a:1 --username me --password-stdin",
    "no password, IN TO/a:1 --username me --password-stdin",
    "IN is empty, = TO/a:1",
    "REFERENCE is empty, IN =",
    "is not gzip, IN TO/a:1 --compress foo",
    "is not gzip, IN TO/a:1 --compress none:1",
    "not a valid Docker name, IN TO/UP:1",
    "it has a tag, IN TO/a:1/",
    "not a valid place for names, IN TO/UP/",
    "starts with a scheme, IN http://TO/a:1",
    "contains a digest, IN TO/a@sha256:0",
    "ends in a slash, --index TO/old/ IN",
    "jobs must be, IN TO/a:1 --jobs 0",
    "unknown option, IN TO/a:1 --force",
    "only --index, IN TO/a:1 TO/b:1",
    "the archive is none of, --index TO/a:1 --select other.tar:hello IN IN",
    "no use for --tag, --index TO/a:1 --tag TO/b:1 IN"
  })
  void push_wrongUse_isRefusedBeforeAnythingIsSent(String message, String words) {
    String[] real = words
        .replace("IN", in)
        .replace("TO/", registry.name(""))
        .replaceAll("(^| )=($| )", "$1$2")
        .split(" ", -1);
    FakeConsole console = run(new FakeConsole(), real);
    assertEquals(2, console.code(), console.err());
    assertTrue(console.errLines().get(0).startsWith("error: "), console.err());
    assertTrue(console.errLines().get(0).contains(message), console.err());
    assertEquals("", console.out());
    assertEquals(List.of(), registry.sent());
  }
}
