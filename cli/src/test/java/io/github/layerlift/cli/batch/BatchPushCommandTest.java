package io.github.layerlift.cli.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.cli.FakeConsole;
import io.github.layerlift.cli.SmallArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchPushCommandTest {
  @TempDir
  private Path folder;

  private FakeConsole batch(String... more) throws IOException {
    Path archive = Files.write(folder.resolve("good.tar"), SmallArchive.hello().bytes());
    List<String> words = new ArrayList<>(
        List.of("batch", archive.toString(), "--into", folder.resolve("out").toString()));
    words.addAll(List.of(more));
    return new FakeConsole().run(words.toArray(String[]::new));
  }

  @Test
  void dryRun_push_showsReceiptsAndAsksNobody() throws IOException {
    FakeConsole console = batch("--push", "no.invalid/old/", "--compress", "none", "-n");
    assertEquals(0, console.code(), console.err());
    assertTrue(console.out().startsWith("push     " + folder), console.out());
    assertTrue(console.out().contains("good.json  (new)"), console.out());
    assertTrue(console.out().contains("1 input: 1 to push, 0 current"), console.out());
  }

  @Test
  void dryRun_pushWithAName_usesIt() throws IOException {
    FakeConsole console = batch("--push", "no.invalid/old/", "--name", "{name}.txt", "-n");
    assertTrue(console.out().contains("good.tar.txt  (new)"), console.out());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--push no.invalid/old | a slash at its end",
        "--push / | is not a valid place for names",
        "--push no.invalid/Old/ | is not a valid place for names",
        "--push no.invalid/old/ --no-manifest-json | no use for",
        "--push no.invalid/old/ --no-repositories | no use for",
        "--push no.invalid/old/ --platform-in-index | no use for",
        "--push no.invalid/old/ --username me | --password-stdin",
        "--push no.invalid/old/ --compress lz4 | is not gzip",
        "--push no.invalid/ --from-file - --username me --password-stdin | both the list and",
        "--compress none | is not gzip",
        "--plain-http | need --push",
        "--tls-ca x | need --push",
        "--username me --password-stdin | need --push"
      })
  void run_senselessOptions_areRefusedInOneLine(String options, String words) throws IOException {
    FakeConsole console = batch(options.split(" "));
    assertEquals(2, console.code());
    assertTrue(console.err().lines().findFirst().orElse("").contains(words), console.err());
  }
}
