package io.github.layerlift.cli.extract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.layerlift.cli.Commands;
import io.github.layerlift.cli.FakeConsole;
import io.github.layerlift.cli.SmallArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

class ExtractCommandTest {
  @TempDir
  private Path folder;

  private Path archive;
  private Path target;

  @BeforeEach
  void setUp() throws IOException {
    archive = Files.write(folder.resolve("hello.tar"), SmallArchive.hello().bytes());
    target = folder.resolve("rootfs");
  }

  private FakeConsole extract(Object... words) {
    String[] args = new String[words.length + 1];
    args[0] = "extract";
    for (int i = 0; i < words.length; i++) {
      args[i + 1] = words[i].toString();
    }
    return new FakeConsole().stdin(SmallArchive.hello().bytes()).run(args);
  }

  @Test
  @DisabledOnOs(
      value = OS.WINDOWS,
      disabledReason = "nothing is extracted where files have no modes")
  void run_intoAFolder_writesFilesAndSaysSo() throws IOException {
    FakeConsole console = extract(archive, "--to", target);
    assertEquals("", console.err());
    assertEquals(0, console.code());
    assertEquals("hello, world", Files.readString(target.resolve("hello")));
    assertEquals(
        target
            + ": 1 file, 0 folders, 0 links, 12 bytes from docker.io/library/hello:1.0"
            + " (linux/amd64)\n",
        console.out());
  }

  @Test
  @DisabledOnOs(
      value = OS.WINDOWS,
      disabledReason = "nothing is extracted where files have no modes")
  void run_quiet_printsNothing() {
    FakeConsole console = extract("-q", archive, "hello", "--to", target);
    assertEquals("", console.out() + console.err());
    assertTrue(Files.exists(target.resolve("hello")));
  }

  @Test
  void run_fromStdinToStdout_writesATarAndNothingElse() {
    FakeConsole console = extract("-", "--to", "-");
    assertEquals(0, console.code());
    assertEquals("", console.out());
    assertEquals(2048, console.stdout().length);
    assertTrue(console.err().startsWith("standard output: 1 file"), console.err());
  }

  @Test
  void run_list_printsALineForEachFile() {
    FakeConsole console = extract(archive, "--list");
    assertEquals(0, console.code());
    assertEquals("-rw-r--r--     0/0             12 1970-01-01 00:00 hello\n", console.out());
  }

  @Test
  void run_listAsJson_printsAnObjectForEachFile() throws IOException {
    FakeConsole console = extract(archive, "--list", "--json");
    JsonNode file = new ObjectMapper().readTree(console.out());
    assertEquals("hello", file.path("path").asText());
    assertEquals("file", file.path("type").asText());
    assertEquals("0644", file.path("mode").asText());
    assertEquals(12, file.path("size").asInt());
    assertEquals("1970-01-01T00:00:00Z", file.path("modified").asText());
    assertEquals(1, file.path("layer").asInt());
    assertTrue(file.path("link").isMissingNode());
  }

  @Test
  void run_warnings_areOnStderr() throws IOException {
    Files.write(archive, SmallArchive.withWarning().bytes());
    FakeConsole console = extract(archive, "--list");
    assertTrue(console.err().startsWith("warning: "), console.err());
    assertEquals("", extract(archive, "--list", "-q").err());
  }

  @Test
  @DisabledOnOs(
      value = OS.WINDOWS,
      disabledReason = "nothing is extracted where files have no modes")
  void run_existingFolder_needsForce() throws IOException {
    Files.createDirectory(target);
    Files.writeString(target.resolve("mine"), "");
    assertEquals(3, extract(archive, "--to", target).code());
    assertFalse(Files.exists(target.resolve("hello")));
    assertEquals(0, extract(archive, "--to", target, "--force").code());
    assertTrue(Files.exists(target.resolve("hello")));
  }

  @ParameterizedTest
  @CsvSource({
    "2, '', --to DIR is missing",
    "2, --list --to x, --list writes no files",
    "2, --to x --json, --json needs --list",
    "2, --list --layer 0, layers are numbered from 1",
    "2, --list --layer 2, there is no layer 2",
    "2, --list absent, the image has no \"absent\"",
    "2, --list --select other, the archive contains no image",
    "2, --list --platform linux/s390x, the archive contains no image for linux/s390x",
    "2, --list --platform x, have the form os/arch",
    "2, --list --max-entries 0, --max-entries must be at least 1",
    "4, --list --max-entries 1, more than 1 entries",
  })
  void run_wrongUse_saysWhatIsWrong(int code, String options, String sentence) {
    String[] words = ("extract " + archive + " " + options).strip().split(" ");
    FakeConsole console = new FakeConsole().run(words);
    assertEquals(code, console.code(), console.err());
    assertTrue(console.errLines().get(0).startsWith("error: "), console.err());
    assertTrue(console.errLines().get(0).contains(sentence), console.err());
    assertTrue(console.errLines().size() <= 2, console.err());
  }

  @Test
  void run_help_namesEveryOptionWithAFullStop() {
    FakeConsole console = extract("--help");
    assertEquals(0, console.code());
    assertTrue(console.out().contains("Examples:"), console.out());
    assertTrue(console.out().contains("Exit codes:"), console.out());
    CommandSpec spec =
        Commands.line(console.console()).getSubcommands().get("extract").getCommandSpec();
    for (OptionSpec option : spec.options()) {
      for (String name : option.names()) {
        assertTrue(console.out().contains(name), name);
      }
    }
    for (ArgSpec argument : spec.args()) {
      String text = String.join(" ", argument.description());
      assertTrue(text.endsWith("."), argument + ": " + text);
    }
  }
}
