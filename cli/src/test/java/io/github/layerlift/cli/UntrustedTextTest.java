package io.github.layerlift.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.layerlift.text.ByteNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text from an archive never reaches a terminal, a log or a page as control characters or markup. */
class UntrustedTextTest {
  /** CSI, a right-to-left override, DEL, a zero-width space and a tag character, as in ls -l | less. */
  private static final String TEXT = "a\u009b31m\u202eb\u007f\u200b\udb40\udc41";

  private static final Set<Integer> UNSAFE =
      Set.of((int) Character.CONTROL, (int) Character.FORMAT, (int) Character.SURROGATE);

  @TempDir
  private Path folder;

  @BeforeEach
  void setUp() throws IOException {
    Files.write(file("in.tar"), SmallArchive.with(TEXT).bytes());
    Files.write(file(TEXT + ".tar"), SmallArchive.with(TEXT).bytes());
    Files.write(file("plain.tar"), SmallArchive.hello().bytes());
    Files.write(file("bad.tar"), SmallArchive.with(TEXT).without("layer.tar").bytes());
    new FakeConsole().run("convert", file("in.tar").toString(), file("out.tar").toString());
  }

  private Path file(String name) {
    return folder.resolve(name);
  }

  private FakeConsole run(String line) {
    String[] words = line.split(" ");
    for (int i = 0; i < words.length; i++) {
      words[i] =
          words[i].replace("TEXT", TEXT).replaceFirst("^DIR", folder.toString().replace("\\", "/"));
    }
    return new FakeConsole().environment(Map.of("CI", "true")).run(words);
  }

  private static void requireSafe(String text) {
    for (int point : text.codePoints().toArray()) {
      assertFalse(
          point != '\n' && point != '\t' && UNSAFE.contains(Character.getType(point)),
          () -> "U+" + Integer.toHexString(point) + " in " + text);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "inspect DIR/in.tar",
        "inspect --json DIR/in.tar",
        "inspect --tree --wasted DIR/in.tar",
        "inspect --tree --wasted --json DIR/in.tar",
        "inspect DIR/TEXT.tar",
        "inspect DIR/bad.tar",
        "inspect DIR/TEXT",
        "inspect --debug DIR/TEXT",
        "convert --debug DIR/bad.tar DIR/none.tar",
        "inspect --TEXT DIR/in.tar",
        "TEXT",
        "extract --list DIR/in.tar",
        "extract --list --json DIR/in.tar",
        "extract DIR/in.tar TEXT --to DIR/TEXT-files",
        "extract DIR/in.tar TEXT/TEXT --to DIR/none",
        "diff DIR/in.tar DIR/TEXT.tar",
        "diff DIR/in.tar DIR/plain.tar",
        "diff --json DIR/plain.tar DIR/TEXT.tar",
        "diff --content TEXT DIR/in.tar DIR/plain.tar",
        "verify --json DIR/out.tar",
        "verify DIR/out.tar --against DIR/TEXT.tar",
        "convert DIR/in.tar DIR/TEXT/out.tar",
        "convert DIR/in.tar DIR/TEXT-oci.tar",
        "convert --report - DIR/TEXT.tar DIR/two.tar",
        "convert --report - DIR/bad.tar DIR/three.tar",
        "convert --select TEXT DIR/in.tar DIR/four.tar",
        "batch DIR/in.tar DIR/bad.tar DIR/TEXT.tar --into DIR/new",
        "batch DIR/in.tar DIR/bad.tar DIR/TEXT.tar --into DIR/new --report -",
        "batch DIR/in.tar DIR/bad.tar DIR/TEXT.tar --into DIR/new --dry-run --report -",
        "batch DIR/in.tar DIR/bad.tar DIR/TEXT.tar --into DIR/new --dry-run",
      })
  void run_anyCommand_printsNothingUnsafe(String line) {
    FakeConsole console = run(line);
    assertFalse(console.out().isEmpty() && console.err().isEmpty());
    requireSafe(console.out());
    requireSafe(console.err());
  }

  @Test
  void run_reportsInFiles_holdNothingUnsafe() throws IOException {
    run("convert --report DIR/report.json DIR/TEXT.tar DIR/two.tar");
    run("batch DIR/bad.tar DIR/TEXT.tar --into DIR/new --report DIR/lines --junit DIR/junit.xml");
    for (String name : Set.of("report.json", "lines", "junit.xml")) {
      String text = Files.readString(file(name));
      requireSafe(text);
      assertTrue(text.contains("a\\u009b31m\\u202eb"), text);
    }
  }

  @Test
  void json_escapedText_readsAsItWas() throws IOException {
    JsonNode image =
        new ObjectMapper().readTree(run("inspect --json DIR/in.tar").out()).at("/images/0");
    assertEquals(TEXT, image.path("labels").path(TEXT).asText());
    assertEquals(TEXT, image.at("/history/0/createdBy").asText());
    JsonNode entry =
        new ObjectMapper().readTree(run("extract --list --json DIR/in.tar").out());
    assertEquals(TEXT, ByteNames.unescaped(entry.path("path").asText()));
  }
}
