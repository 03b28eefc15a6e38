package io.github.layerlift.cli.option;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.layerlift.cli.FakeConsole;
import io.github.layerlift.cli.SmallArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@link Misuse} and {@link Nearest}: what is said about unknown words. */
class MisuseTest {
  @TempDir
  private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "foo|unknown command 'foo'|layerlift --help lists the commands",
        "extrct a b|unknown command 'extrct'|did you mean extract? layerlift --help lists the commands",
        "btach a|unknown command 'btach'|did you mean batch? layerlift --help lists the commands",
        "conv a b|unknown command 'conv'|did you mean convert? layerlift --help lists the commands",
        "Verify a|unknown command 'Verify'|did you mean verify? layerlift --help lists the commands",
        "foo --help|unknown command 'foo'|layerlift --help lists the commands",
        "--help foo|unknown command 'foo'|layerlift --help lists the commands",
        "extrct -h|unknown command 'extrct'|did you mean extract? layerlift --help lists the commands",
        "--hlep|unknown option '--hlep'|did you mean --help? layerlift --help lists the options",
        "convert --fromat folder a b|unknown option '--fromat'"
            + "|did you mean --format? layerlift convert --help lists the options",
        "convert --fromat=folder a b|unknown option '--fromat'"
            + "|did you mean --format? layerlift convert --help lists the options",
        "convert a b --foce|unknown option '--foce'"
            + "|did you mean --force? layerlift convert --help lists the options",
        "convert -x a b|unknown option '-x'|layerlift convert --help lists the options",
        "convert --zebra a b|unknown option '--zebra'|layerlift convert --help lists the options",
        "convert a b c|one archive is converted at a time; merge puts several into one, batch converts each"
            + "|layerlift convert --help shows how",
        "edit a b c|one argument too many: 'c'|layerlift edit --help shows how",
        "edit a b c d|2 arguments too many: 'c', 'd'|layerlift edit --help shows how",
        "convert a|missing required parameter: 'OUT'|layerlift convert --help shows how",
        "batch a|missing required option: '--into=DIR'|layerlift batch --help shows how",
        "convert --format zip a b|--format takes archive or folder, and not 'zip'"
            + "|layerlift convert --help shows how",
        "inspect --progress loud a|--progress takes auto, bar, plain, json or none, and not 'loud'"
            + "|layerlift inspect --help shows how",
        "convert --jobs many a b|--jobs takes a number, and not 'many'"
            + "|layerlift convert --help shows how",
        "convert --max-json-size 8Q a b|invalid value for option '--max-json-size':"
            + " '8Q' is not a number of bytes, such as 512, 8M or 1T"
            + "|layerlift convert --help shows how",
      })
  void run_unknownWord_namesItAndTheNearest(String line, String sentence, String hint) {
    FakeConsole console = new FakeConsole().run(line.split(" "));
    assertEquals(2, console.code());
    assertEquals(
        "error: " + sentence + "\nhint: " + hint + "\n",
        console.err().replace(System.lineSeparator(), "\n"));
  }

  @Test
  void run_emptyWord_isAnUnknownCommand() {
    for (String[] args : List.of(new String[] {""}, new String[] {"", "--help"})) {
      FakeConsole console = new FakeConsole().run(args);
      assertEquals(2, console.code());
      assertEquals(
          List.of("error: unknown command ''", "hint: layerlift --help lists the commands"),
          console.errLines());
      assertEquals("", console.out());
    }
  }

  @Test
  void run_archiveInPlaceOfACommand_namesConvert() throws IOException {
    String archive =
        Files.write(folder.resolve("legacy.tar"), SmallArchive.hello().bytes()).toString();
    FakeConsole console = new FakeConsole().run(archive, "modern.tar");
    assertEquals(2, console.code());
    assertEquals(
        "hint: to convert it: layerlift convert " + archive + " OUT",
        console.errLines().get(1));
  }

  @ParameterizedTest
  @CsvSource({"convert --jobs x a b", "convert --format x a b", "convert --max-ratio x a b"})
  void run_badValue_namesNoClassOrType(String line) {
    String err = new FakeConsole().run(line.split(" ")).err();
    assertFalse(err.matches("(?s).*\\b(int|long|enum|Exception|case-insensitive)\\b.*"), err);
  }
}
