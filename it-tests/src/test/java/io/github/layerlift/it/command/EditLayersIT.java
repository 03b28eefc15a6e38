package io.github.layerlift.it.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.it.engine.Docker;
import io.github.layerlift.it.engine.EngineExtension;
import io.github.layerlift.it.machine.CraftedImage;
import io.github.layerlift.it.machine.FileTree;
import io.github.layerlift.it.machine.Json;
import io.github.layerlift.it.machine.Launcher;
import io.github.layerlift.it.machine.TarEntries;
import io.github.layerlift.it.machine.TarEntries.Entry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Edits of layers leave the files that Docker shows as they were, except for those that are purged. */
@ExtendWith(EngineExtension.class)
final class EditLayersIT {
  private static final String NAME = "layerlift/crafted:1";
  private static final String SECRET = "correct horse battery staple";

  /** What an engine puts into every container. */
  private static final Pattern OF_CONTAINERS =
      Pattern.compile("\\.dockerenv|dev/.*|etc/(hostname|hosts|resolv\\.conf|mtab)");

  @TempDir
  private Path folder;

  @ParameterizedTest
  @CsvSource({"--squash, 1", "--squash-from=2, 2", "--flatten, 1"})
  void edit_mergedLayers_keepsAllFiles(String option, int layers, Docker docker) throws Exception {
    Path legacy = folder.resolve("legacy.tar");
    CraftedImage.ofAnyEngine()
        .layer(tar -> {
          tar.folder("folder/", 0751).file("folder/inner", "back").file(".wh.file", "");
          // of folders that are only implied, Docker's overlay2 loses the mode
          tar.folder("opaque/", 0711).folder("merged/", 0750);
          tar.file("opaque/deep", "was a folder").symlink("merged/x", "new");
          tar.file("late", "x").hardLink("late-too", "late");
          tar.mode(04711).owner(7, 8).file("setuid", "replaced");
        })
        .save(legacy, NAME);

    Path edited = edit(legacy, option);

    assertEquals(layers, layers(edited));
    FileTree files = files(docker, edited);
    assertTrue(files.line("able").contains("security.capability"), files.line("able"));
    assertEquals(List.of(), files(docker, legacy).differences(files));
  }

  @Test
  void edit_purgedFile_isInNoLayer(Docker docker) throws Exception {
    Path legacy = folder.resolve("legacy.tar");
    new CraftedImage()
        .layer(tar -> {
          tar.folder("etc/", 0755).file("keys/key", SECRET + 1).hardLink("keys/other", "keys/key");
          tar.file("keys/kept", "kept").hardLink("same", "keys/kept").file("gone", "x");
        })
        .layer(tar -> tar.file("keys/.wh.key", "").file("keys/other", SECRET + 2))
        .layer(tar -> tar.file("keys/key", SECRET + 3).file(".wh.gone", "").file("late", "x"))
        .save(legacy, NAME);

    Path edited = edit(legacy, "--purge=/keys/key", "--purge=/keys/other");

    assertTrue(bytes(legacy).contains(SECRET));
    assertFalse(bytes(edited).contains(SECRET));
    assertFalse(bytes(edited).contains("keys/key"));
    assertEquals(3, layers(edited));
    FileTree before = files(docker, legacy).without(Set.of("keys/key", "keys/other")::contains);
    FileTree after = files(docker, edited);
    assertTrue(after.line("same").contains("[keys/kept, same]"), after.line("same"));
    assertEquals(List.of(), before.differences(after));
  }

  private Path edit(Path legacy, Object... options) throws Exception {
    Path edited = folder.resolve("edited.tar");
    Launcher.layerlift("edit", legacy, edited).and(options).run().orFail();
    return edited;
  }

  private static String bytes(Path archive) throws Exception {
    return Files.readString(archive, ISO_8859_1);
  }

  /** The number of layers of the only image. */
  private static int layers(Path archive) throws Exception {
    for (Entry entry : TarEntries.read(archive)) {
      if (entry.name().equals("manifest.json")) {
        return Json.parse(entry.bytes()).get(0).path("Layers").size();
      }
    }
    throw new AssertionError("no manifest.json");
  }

  private FileTree files(Docker docker, Path archive) throws Exception {
    Path export = folder.resolve("export.tar");
    docker.load(archive);
    try {
      docker.export(NAME, export);
    } finally {
      docker.remove(List.of(NAME));
    }
    return FileTree.ofTar(export).without(path -> OF_CONTAINERS.matcher(path).matches());
  }
}
