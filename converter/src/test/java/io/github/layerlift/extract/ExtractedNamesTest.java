package io.github.layerlift.extract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.Extractor;
import io.github.layerlift.fixture.DockerSave;
import io.github.layerlift.fixture.ImageFixture;
import io.github.layerlift.fixture.LayerFixture;
import io.github.layerlift.location.Destination;
import io.github.layerlift.location.Input;
import io.github.layerlift.options.ExtractOptions;
import io.github.layerlift.tar.Entry;
import io.github.layerlift.tar.TarReader;
import io.github.layerlift.text.ByteNames;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names in layers are bytes, wherever files go. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "names are bytes on Linux only")
final class ExtractedNamesTest {
  /** "caf" and an e with an acute accent in Latin-1, which is not UTF-8. */
  private static final String LATIN = "caf\udce9";

  private static final String UTF = "caf\u00e9";
  private static final String LONG = "x".repeat(90) + "\udcff/" + "y".repeat(120) + "\udcfe";

  @TempDir
  private Path folder;

  private Path archive;

  @BeforeEach
  void writeArchive() throws IOException {
    byte[] below = LayerFixture.layer()
        .mode(0755)
        .file(LATIN, "latin")
        .file(UTF, "utf-8")
        .file("gone\udce9", "")
        .file("gone\u00e9", "")
        .file("back\\slash\\x41", "")
        .folder("d\udcfc")
        .file("d\udcfc/in\udcfc", "inner")
        .bytes();
    byte[] above = LayerFixture.layer()
        .whiteout("gone\udce9")
        .symlink("link\udce9", "d\udcfc/in\udcfc")
        .hardLink("hard\udce9", LATIN)
        .file("d\udcfc/more", "")
        .pax("path", ByteNames.bytes(LONG))
        .file("short", "long")
        .bytes();
    archive = Files.write(
        folder.resolve("a.tar"),
        DockerSave.of(ImageFixture.image().tag("app:1").layer(below).layer(above))
            .archive()
            .bytes());
  }

  private static List<String> expected() {
    return List.of(
        "back\\slash\\x41",
        UTF,
        LATIN,
        "d\udcfc",
        "d\udcfc/in\udcfc",
        "d\udcfc/more",
        "gone\u00e9",
        "hard\udce9",
        "link\udce9",
        LONG.substring(0, LONG.indexOf('/')),
        LONG);
  }

  private void extract(Destination destination, String... paths) throws IOException {
    Extractor.extract(
        new Input.OfPath(archive),
        destination,
        new ExtractOptions(
            ExtractOptions.builder().build().reading(),
            List.of(paths),
            Optional.empty(),
            Optional.empty(),
            0,
            true,
            false));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void extract_toFolder_keepsBytes(boolean exists) throws IOException {
    Path target = folder.resolve("out");
    if (exists) {
      Files.createDirectories(target.resolve(ByteNames.path("d\udcfc")));
      Files.writeString(target.resolve(ByteNames.path(LATIN)), "old");
    }

    extract(new Destination.Folder(target, exists));

    assertEquals(expected().stream().sorted().toList(), list(target));
    assertEquals("latin", read(target, LATIN));
    assertEquals("latin", read(target, "hard\udce9"));
    assertEquals("utf-8", read(target, UTF));
    assertEquals("inner", read(target, "link\udce9"));
    assertEquals("long", read(target, LONG));
  }

  @Test
  void extract_toTar_keepsBytes() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    extract(new Destination.TarStream("out", Channels.newChannel(out)));

    TreeMap<String, Entry> members = new TreeMap<>();
    TarReader<IOException> tar =
        TarReader.ofLayer(new ByteArrayInputStream(out.toByteArray()), "out");
    for (Entry each = tar.next(); each != null; each = tar.next()) {
      members.put(each.name(), each);
    }
    assertEquals(expected().stream().sorted().toList(), List.copyOf(members.keySet()));
    assertEquals("d\udcfc/in\udcfc", members.get("link\udce9").link());
  }

  /** A name from a list can be passed back, and means the same file. */
  @Test
  void list_anyName_canBeGivenBack() throws IOException {
    List<String> listed = new ArrayList<>();
    Extractor.list(
        new Input.OfPath(archive),
        ExtractOptions.builder().build(),
        each -> listed.add(each.path()));

    assertTrue(listed.containsAll(List.of("caf\\xe9", "caf\u00e9", "back\\\\slash\\\\x41")));
    assertEquals(listed, listed.stream().distinct().toList());
    for (int i = 0; i < listed.size(); i++) {
      Path target = folder.resolve("given-" + i);
      extract(new Destination.Folder(target, false), listed.get(i));
      assertTrue(list(target).contains(ByteNames.unescaped(listed.get(i))), listed.get(i));
    }
  }

  private static String read(Path target, String name) throws IOException {
    return new String(Files.readAllBytes(target.resolve(ByteNames.path(name))), UTF_8);
  }

  private static List<String> list(Path target) throws IOException {
    try (var files = Files.walk(target)) {
      return files
          .filter(file -> !file.equals(target))
          .map(file -> ByteNames.of(target.relativize(file)))
          .sorted()
          .toList();
    }
  }
}
