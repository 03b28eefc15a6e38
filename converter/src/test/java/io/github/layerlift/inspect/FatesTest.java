package io.github.layerlift.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.layerlift.Inspector;
import io.github.layerlift.fixture.ArchiveFixture;
import io.github.layerlift.fixture.DockerSave;
import io.github.layerlift.fixture.ImageFixture;
import io.github.layerlift.fixture.OciSave;
import io.github.layerlift.fixture.Packing;
import io.github.layerlift.fixture.V1Save;
import io.github.layerlift.location.Input;
import io.github.layerlift.options.ReadOptions;
import io.github.layerlift.report.ArchiveEntry;
import io.github.layerlift.report.ArchiveEntry.Fate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FatesTest {
  private static final ImageFixture ONE = ImageFixture.image().layer("a", "a").layer("b", "b");
  private static final ImageFixture TWO =
      ImageFixture.image().layer("a", "a").layer("c", "c").layer("b", "b");

  @TempDir
  private Path folder;

  private List<ArchiveEntry> entries(byte[] archive) throws IOException {
    Path file = Files.write(folder.resolve("archive.tar"), archive);
    return Inspector.inspectFiles(new Input.OfPath(file), ReadOptions.builder().build())
        .entries();
  }

  private Map<String, ArchiveEntry> byPath(ArchiveFixture archive) throws IOException {
    return entries(archive.bytes()).stream()
        .collect(Collectors.toMap(ArchiveEntry::path, Function.identity()));
  }

  private static void assertFate(
      Map<String, ArchiveEntry> entries, String path, Fate fate, String digest, int... numbers) {
    ArchiveEntry expected = numbers.length == 0
        ? new ArchiveEntry(path, fate, digest, -1, -1, 0)
        : new ArchiveEntry(path, fate, digest, numbers[0], numbers[1], numbers[2]);
    assertEquals(expected, entries.get(path));
  }

  @Test
  void entries_savedByDocker_areLayersConfigsAndWhatIsLeftOut() throws IOException {
    DockerSave save = DockerSave.of(ONE.tag("one:1"), TWO.tag("two:2"));
    Map<String, ArchiveEntry> entries = byPath(save.archive().file("stray.tar", "x"));
    String base = save.v1Id(ONE, 0);
    String top = save.v1Id(TWO, 2);
    assertFate(entries, base + "/layer.tar", Fate.LAYER, "sha256:" + hex(ONE, 0), 0, 0, 2);
    assertFate(entries, base + "/json", Fate.OBSOLETE, "");
    assertFate(entries, base + "/VERSION", Fate.OBSOLETE, "");
    assertFate(entries, top + "/layer.tar", Fate.LAYER, "sha256:" + hex(TWO, 2), 0, 1, 2);
    assertFate(entries, TWO.id() + ".json", Fate.CONFIG, "sha256:" + TWO.id(), 1, -1, 1);
    assertFate(entries, "manifest.json", Fate.LISTS, "");
    assertFate(entries, "repositories", Fate.OBSOLETE, "");
    assertFate(entries, "stray.tar", Fate.UNUSED, "");
    assertEquals(4 * 3 + 5, entries.size(), "folders are none");
  }

  private static String hex(ImageFixture image, int layer) {
    return image.diffId(layer).replace("sha256:", "");
  }

  @Test
  void entries_packedLayer_hasNoDigestThatIsKnown() throws IOException {
    DockerSave save = DockerSave.of(ONE);
    String path = save.v1Id(ONE, 0) + "/layer.tar";
    Map<String, ArchiveEntry> entries =
        byPath(save.archive().with(path, Packing.GZIP.pack(ONE.layers().get(0))));
    assertFate(entries, path, Fate.LAYER, "", 0, 0, 1);
  }

  @Test
  void entries_beforeDocker110_becomeConfigsAndHistory() throws IOException {
    V1Save save = V1Save.v1().layer("a", "a").layer("b", "b").tag("one:1");
    String middle = save.id();
    save.layer("c", "c").tag("two:2");
    Map<String, ArchiveEntry> entries = byPath(save.archive());
    String base = save.ids().get(0);
    assertFate(entries, base + "/layer.tar", Fate.LAYER, "", 0, 0, 2);
    assertFate(entries, base + "/json", Fate.HISTORY, "", 0, 0, 2);
    assertFate(entries, middle + "/json", Fate.CONFIG, "", 0, 1, 2);
    assertFate(entries, save.id() + "/json", Fate.CONFIG, "", 1, 2, 1);
    assertFate(entries, save.id() + "/VERSION", Fate.OBSOLETE, "");
    assertFate(entries, "repositories", Fate.LISTS, "");
  }

  @Test
  void entries_configOfALaterImage_isNotItsHistoryInTheFirst() throws IOException {
    V1Save save = V1Save.v1().layer("a", "a");
    String lower = save.id();
    save.layer("b", "b").tag("a-upper:1").tag("z-lower", "1", lower);
    Map<String, ArchiveEntry> entries = byPath(save.archive());
    assertEquals(Fate.CONFIG, entries.get(lower + "/json").fate());
    assertEquals(2, entries.get(lower + "/json").images());
  }

  @Test
  void entries_linkThatLeadsNowhere_isUnused() throws IOException {
    ArchiveFixture archive = DockerSave.of(ONE).archive().symlink("loop", "loop");
    assertFate(byPath(archive), "loop", Fate.UNUSED, "");
  }

  @Test
  void entries_damagedOrModern_areNone() throws IOException {
    DockerSave save = DockerSave.of(ONE.tag("one:1"), TWO.tag("two:2"));
    String layer = save.v1Id(TWO, 1) + "/layer.tar";
    assertEquals(List.of(), entries(save.archive().without(layer).bytes()));
    assertEquals(
        List.of(), entries(OciSave.of(Packing.PLAIN, ONE.tag("one:1")).archive().bytes()));
  }
}
