package io.github.layerlift.cli.edit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.cli.FakeConsole;
import io.github.layerlift.cli.SmallArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EditCommandTest {
  @TempDir
  private Path folder;

  private String in = "";
  private String out = "";

  @BeforeEach
  void setUp() throws IOException {
    in = Files.write(folder.resolve("legacy.tar"), SmallArchive.hello().bytes()).toString();
    out = folder.resolve("new.tar").toString();
  }

  private static FakeConsole edit(String... args) {
    return run(new FakeConsole(), args);
  }

  private static FakeConsole run(FakeConsole console, String... args) {
    return console.run(
        Stream.concat(Stream.of("edit"), Arrays.stream(args)).toArray(String[]::new));
  }

  private static String inspected(String archive) {
    return new FakeConsole().run("inspect", "--json", archive).out();
  }

  @Test
  void edit_done_saysWhatTheImageWas() {
    FakeConsole console = edit(in, out, "--label", "a=found");
    assertEquals(0, console.code(), console.err());
    assertTrue(
        console.out().matches("(?s)sha256:\\w{12} -> sha256:\\w{12}  docker.*"), console.out());
    assertTrue(inspected(out).contains("found"));
  }

  @Test
  void edit_options_areAppliedInTheirOrder() {
    edit(in, out, "--label", "a=1", "--unset-label", "a", "--label=b=2", "--label", "a=3");
    assertTrue(inspected(out).contains("\"a\" : \"3\""), inspected(out));
    edit("-f", in, out, "--label", "a=3", "--label", "b=2", "--unset-label=a");
    assertFalse(inspected(out).contains("\"a\" : \"3\""), inspected(out));
  }

  @Test
  void edit_optionsAroundTheFiles_meanTheSame() throws IOException {
    edit(in, out, "--user", "me", "--cmd", "x");
    byte[] after = Files.readAllBytes(Path.of(out));
    edit("--user", "me", "-f", in, "--cmd", "x", out);
    assertArrayEquals(after, Files.readAllBytes(Path.of(out)));
  }

  @Test
  void edit_dryRun_showsTheChangeAndWritesNothing() {
    FakeConsole console = edit("--dry-run", in, "--env", "A=b");
    assertEquals(0, console.code(), console.err());
    assertTrue(console.out().contains("+   \"config\" : {"), console.out());
    assertTrue(console.out().contains("A=b"), console.out());
    assertTrue(console.out().contains("layer sha256:"), console.out());
    assertTrue(console.out().endsWith("nothing was written\n"), console.out());
    assertFalse(Files.exists(Path.of(out)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--env A=b", "--author me", "--platform linux/arm/v7", "--entrypoint x", "--squash"
      })
  void edit_dryRun_showsNoLineAsChangedThatIsNot(String options) {
    List<String> args = new ArrayList<>(List.of("--dry-run", in));
    args.addAll(List.of(options.split(" ", -1)));
    List<String> lines = edit(args.toArray(String[]::new)).out().lines().toList();
    List<String> gone = signed(lines, "  - ");
    List<String> come = signed(lines, "  + ");
    assertFalse(come.isEmpty(), lines.toString());
    assertEquals(List.of(), gone.stream().filter(come::contains).toList());
  }

  private static List<String> signed(List<String> lines, String sign) {
    return lines.stream()
        .filter(line -> line.startsWith(sign))
        .map(line -> line.substring(sign.length()).replaceAll("[,\\s]+$", ""))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--user me", "--remove /nope"})
  void edit_reportOfADryRun_namesTheSameOutput(String options) throws IOException {
    Path report = folder.resolve("report.json");
    List<String> args = new ArrayList<>(List.of("-n", in, "--report", report.toString()));
    args.addAll(List.of(options.split(" ", -1)));
    edit(args.toArray(String[]::new));
    String json = Files.readString(report);
    assertTrue(json.contains("\"output\" : \"nowhere\""), json);
    assertEquals(options.contains("nope"), json.contains("\"error\""), json);
  }

  @Test
  void edit_report_hasTheOldId() throws IOException {
    String report = folder.resolve("report.json").toString();
    edit(in, out, "--user", "me", "--report", report);
    assertTrue(Files.readString(Path.of(report)).contains("\"editedFrom\" : \"sha256:"));
  }

  @Test
  void edit_sourceDateEpoch_isTheTimeOfAddedFiles() throws IOException {
    String file = Files.writeString(folder.resolve("a"), "x").toString();
    FakeConsole dated = new FakeConsole().environment(Map.of("SOURCE_DATE_EPOCH", "86400"));
    assertEquals(0, run(dated, in, out, "--add", file + "=/a").code(), dated.err());
    String list = new FakeConsole().run("extract", "--list", out).out();
    assertTrue(list.contains("1970-01-02"), list);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "99999999999", "99999999999999999999", "soon"})
  void edit_timeThatNoTarHas_isAUsageErrorThatSaysWhichAreAllowed(String time) throws IOException {
    String file = Files.writeString(folder.resolve("a"), "x").toString();
    FakeConsole dated = new FakeConsole().environment(Map.of("SOURCE_DATE_EPOCH", time));
    for (FakeConsole console : List.of(
        run(dated, in, out, "--add", file + "=/a"), edit(in, out, "--clamp-times=" + time))) {
      assertEquals(2, console.code(), console.err());
      assertTrue(console.err().contains("from 1970 to 2242"), console.err());
    }
    FakeConsole created = edit(in, out, "--created=" + time + "0");
    assertEquals(2, created.code(), created.err());
    assertTrue(created.err().contains("up to the year 9999"), created.err());
  }

  @Test
  void edit_chownAndChmod_belongToTheAdditionBefore() throws IOException {
    String file = Files.writeString(folder.resolve("a"), "x").toString();
    edit(in, out, "--add", file + "=/a", "--chown", "5:6", "--chmod", "600", "--add", file + "=/b");
    String list = new FakeConsole().run("extract", "--list", out).out();
    assertTrue(list.matches("(?s).*-rw------- +5/6 .* a\n.*"), list);
    assertTrue(list.matches("(?s).* 0/0 .* b\n.*"), list);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--chown 1",
        "--chmod 644",
        "--chmod 9 --add a=/a",
        "--add a",
        "--add =/a",
        "--rename a",
        "--squash-from x",
        "--squash-from 0",
        "--clamp-times soon",
        "--env",
        "--env A",
        "--expose 99999",
        "--purge /",
        "--remove relative",
        "--tag No:Good:x",
        "--nonsense"
      })
  void edit_wrongOption_isAUsageError(String options) {
    String[] words = (in + " " + out + " " + options).split(" ", -1);
    FakeConsole console = edit(words);
    assertEquals(2, console.code(), console.err());
    assertTrue(console.err().startsWith("error: "), console.err());
    assertFalse(Files.exists(Path.of(out)));
  }

  @ParameterizedTest
  @CsvSource({
    "nothing to edit, ''",
    "nothing to edit, --select a:1",
    "jobs must be, --jobs 0",
    "is not gzip, --compress foo",
    "the report, --report legacy.tar",
    "--dry-run, --dry-run --user me"
  })
  void edit_senselessCall_isAUsageError(String message, String options) {
    String real = options.replace("legacy.tar", in);
    String[] words = (in + " " + out + " " + real).strip().split(" ", -1);
    FakeConsole console = edit(words);
    assertEquals(2, console.code(), console.err());
    assertTrue(console.err().contains(message), console.err());
  }

  @Test
  void edit_withoutOut_saysThatItIsMissing() {
    FakeConsole console = edit(in, "--user", "me");
    assertEquals(2, console.code());
    assertTrue(console.err().contains("OUT is missing"), console.err());
  }

  @Test
  void edit_existingTarget_staysWithoutForce() throws IOException {
    Files.writeString(Path.of(out), "precious");
    assertEquals(3, edit(in, out, "--user", "me").code());
    assertEquals("precious", Files.readString(Path.of(out)));
  }

  @Test
  void edit_throughPipes_works() {
    FakeConsole console =
        run(new FakeConsole().stdin(SmallArchive.hello().bytes()), "-", "-", "--user", "me");
    assertEquals(0, console.code(), console.err());
    assertTrue(console.err().contains(" -> "), console.err());
    assertTrue(console.stdout().length > 1000);
  }
}
