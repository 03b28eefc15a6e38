package io.github.layerlift.cli.merge;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.cli.FakeConsole;
import io.github.layerlift.cli.SmallArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MergeCommandTest {
  @TempDir
  private Path folder;

  private String one = "";
  private String two = "";
  private String out = "";

  @BeforeEach
  void setUp() throws IOException {
    one = Files.write(folder.resolve("one.tar"), SmallArchive.hello().bytes()).toString();
    two = folder.resolve("two.tar").toString();
    out = folder.resolve("out.tar").toString();
    assertEquals(0, run("edit", one, two, "--user", "me").code());
  }

  private static FakeConsole run(String... args) {
    return new FakeConsole().run(args);
  }

  private static FakeConsole merge(String... args) {
    return run(Stream.concat(Stream.of("merge"), Arrays.stream(args)).toArray(String[]::new));
  }

  private static String inspected(String archive) {
    return run("inspect", archive).out();
  }

  @Test
  void merge_twoNames_keepsBoth() throws IOException {
    String named = folder.resolve("named.tar").toString();
    assertEquals(0, run("convert", two, named, "--tag", "other:2").code());
    FakeConsole console = merge(one, named, out);
    assertEquals(0, console.code(), console.err());
    assertTrue(console.out().contains("docker.io/library/hello:1.0"), console.out());
    assertTrue(console.out().contains("docker.io/library/other:2"), console.out());
    assertTrue(console.out().contains("2 images"), console.out());
  }

  @Test
  void merge_optionsBetweenArchives_takenAsAnywhere() throws IOException {
    String named = folder.resolve("named.tar").toString();
    assertEquals(0, run("convert", two, named, "--tag", "other:2").code());
    FakeConsole console = merge(one, "--pack", "none", named, "-q", out);
    assertEquals(0, console.code(), console.err());
    FakeConsole missing = merge(one, "--pack", "none");
    assertEquals(2, missing.code());
    assertTrue(missing.err().contains("OUT is missing"), missing.err());
    FakeConsole existing = merge(one, named, out);
    assertTrue(existing.err().contains("the last one is the new archive"), existing.err());
  }

  @Test
  void merge_tag_namesTheImageThatIsLeft() throws IOException {
    String named = folder.resolve("named.tar").toString();
    assertEquals(0, run("convert", two, named, "--tag", "other:2").code());
    assertEquals(2, merge("-t", "new:1", one, named, out).code());
    FakeConsole console = merge("--select", "other:2", "-t", "new:1", one, named, out);
    assertEquals(0, console.code(), console.err());
    assertTrue(console.out().contains("docker.io/library/new:1"), console.out());
  }

  @Test
  void merge_oneNameForTwoImages_refusedWithTheWayOut() {
    FakeConsole console = merge(one, two, out);
    assertEquals(4, console.code());
    assertTrue(console.err().contains("hint: --prefer says which"), console.err());
    assertFalse(Files.exists(Path.of(out)));
  }

  @ParameterizedTest
  @CsvSource({"first, false", "last, true"})
  void merge_prefer_givesTheNameToOne(String which, boolean toSecond) {
    FakeConsole console = merge("--prefer", which, one, two, out);
    assertEquals(0, console.code(), console.err());
    assertEquals("", console.err());
    assertTrue(console.out().contains("(untagged)"), console.out());
    String alone =
        run("convert", toSecond ? two : one, folder.resolve("alone").toString()).out();
    String named = alone.lines().findFirst().orElseThrow();
    assertTrue(console.out().contains(named), console.out());
  }

  @Test
  void merge_index_isOneName() throws IOException {
    String arm = folder.resolve("arm.tar").toString();
    assertEquals(0, run("edit", one, arm, "--platform", "linux/arm64").code());
    FakeConsole console = merge("--index", "all:1", one, arm, out);
    assertEquals(0, console.code(), console.err());
    assertTrue(inspected(out).contains("linux/arm64"), inspected(out));
    assertTrue(run("verify", out).out().contains("sound"));
  }

  @Test
  void merge_severalIntoOne_sameBytesInAnyOrder() throws IOException {
    String named = folder.resolve("named.tar").toString();
    run("convert", two, named, "--tag", "other:2");
    String reversed = folder.resolve("reversed.tar").toString();
    merge(one, named, out);
    merge(named, one, reversed);
    assertArrayEquals(Files.readAllBytes(Path.of(out)), Files.readAllBytes(Path.of(reversed)));
  }

  @Test
  void merge_selectFromOneArchive_settlesWhoseImageItIs() throws IOException {
    String odd = folder.resolve("odd:name.tar").toString();
    String named = folder.resolve("named.tar").toString();
    Files.copy(Path.of(two), Path.of(odd));
    assertEquals(0, run("convert", two, named, "--tag", "other:2").code());

    FakeConsole console =
        merge("--select", odd + ":hello:1.0", "--select", named + ":other", odd, named, out);
    assertEquals(0, console.code(), console.err());
    assertTrue(console.out().contains("docker.io/library/hello:1.0"), console.out());

    FakeConsole all = merge("-f", "--select", named + ":other", one, named, out);
    assertEquals(0, all.code(), all.err());
    assertTrue(all.out().contains("2 images"), all.out());
  }

  @Test
  void merge_selectFromAnArchiveThatIsNoInput_saysWhichThereAre() {
    for (String select :
        new String[] {"other.tar:hello:1.0", "old.tar.gz:hello", "./x:hello", "-:a"}) {
      FakeConsole console = merge("--select", select, one, two, out);
      assertEquals(2, console.code(), console.err());
      assertTrue(console.err().contains("is none of " + one + ", " + two), console.err());
    }
    FakeConsole absent = merge("--select", one + ":absent:1", one, two, out);
    assertEquals(2, absent.code(), absent.err());
    assertTrue(absent.err().contains(one + ": the archive contains no image"), absent.err());
    assertFalse(Files.exists(Path.of(out)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "merge one.tar|2",
        "merge|2",
        "merge - - out.tar|2",
        "merge --prefer third one.tar two.tar out.tar|2",
        "merge --index NO one.tar two.tar out.tar|2",
        "merge one.tar absent.tar out.tar|3",
        "merge one.tar out.tar out.tar|3",
      })
  void merge_wrongUse_refused(String line, int code) {
    String[] words = Stream.of(line.split(" "))
        .map(word -> word.endsWith(".tar") ? folder.resolve(word).toString() : word)
        .toArray(String[]::new);
    FakeConsole console = run(words);
    assertEquals(code, console.code(), console.err());
    assertFalse(Files.exists(Path.of(out)));
  }

  @Test
  void merge_onAnInput_refused() throws IOException {
    byte[] before = Files.readAllBytes(Path.of(two));
    FakeConsole console = merge("--force", "--prefer", "last", one, two, two);
    assertEquals(2, console.code(), console.err());
    assertArrayEquals(before, Files.readAllBytes(Path.of(two)));
  }
}
