package io.github.layerlift.it.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.layerlift.it.engine.EngineExtension;
import io.github.layerlift.it.engine.Umoci;
import io.github.layerlift.it.machine.Command;
import io.github.layerlift.it.machine.CraftedImage;
import io.github.layerlift.it.machine.FileTree;
import io.github.layerlift.it.machine.Json;
import io.github.layerlift.it.machine.Launcher;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Edits come to what umoci's {@code config} and {@code insert} come to. */
@ExtendWith(EngineExtension.class)
final class EditUmociIT {
  @TempDir
  private Path folder;

  private Path legacy;

  @BeforeEach
  void loadImage(Umoci umoci) throws Exception {
    legacy = folder.resolve("legacy.tar");
    Path modern = folder.resolve("modern.tar");
    CraftedImage.ofAnyEngine().save(legacy, "layerlift/crafted:1");
    Launcher.convert(legacy, modern);
    umoci.load(modern);
  }

  /** JUnit would warn about every link. */
  @AfterEach
  void removeTrees() throws Exception {
    Command.of("find", folder, "-mindepth", 1, "-delete").run().orFail();
  }

  @Test
  void edit_config_equalsUmocisConfig(Umoci umoci) throws Exception {
    JsonNode unedited = config(umoci.layout());
    Path edited = edit(
        "--env=A=b c",
        "--label=k=v w",
        "--user=1000:1001",
        "--workdir=/srv",
        "--volume=/data",
        "--expose=53/udp",
        "--stop-signal=SIGINT",
        "--cmd=[\"-v\"]",
        "--entrypoint=[\"/app\"]");
    umoci.change(
        "config",
        "1",
        "--config.env",
        "A=b c",
        "--config.label",
        "k=v w",
        "--config.user",
        "1000:1001",
        "--config.workingdir",
        "/srv",
        "--config.volume",
        "/data",
        "--config.exposedports",
        "53/udp",
        "--config.stopsignal",
        "SIGINT",
        "--config.cmd",
        "-v",
        "--config.entrypoint",
        "/app");

    assertNotEquals(unedited, config(edited));
    assertEquals(config(umoci.layout()), config(edited));
  }

  @Test
  void edit_addedFolder_equalsUmocisInsert(Umoci umoci) throws Exception {
    Path site = Files.createDirectories(folder.resolve("site/deep")).getParent();
    Files.writeString(site.resolve("deep/file"), "content");
    Files.createSymbolicLink(site.resolve("link"), Path.of("deep/file"));
    Command.of("find", site, "-exec", "touch", "-h", "-d", "@1400000000", "{}", "+")
        .run()
        .orFail();
    FileTree unedited = files(umoci, umoci.layout());
    Path edited = edit("--add=" + site + "=/srv/www", "--remove=/secret");
    umoci.change("insert", "1", site, "/srv/www");
    umoci.change("insert", "1", "--whiteout", "/secret");

    FileTree inserted = files(umoci, umoci.layout());
    assertFalse(unedited.differences(inserted).isEmpty());
    assertEquals(List.of(), inserted.differences(files(umoci, edited)));
  }

  private FileTree files(Umoci umoci, Path layout) throws Exception {
    return FileTree.ofFolder(umoci.rootfs(layout, "1"), folder, "*");
  }

  private Path edit(Object... options) throws Exception {
    Path edited = folder.resolve("edited");
    Launcher.layerlift("edit", "--format", "folder", legacy, edited)
        .with("SOURCE_DATE_EPOCH", "1400000000")
        .and(options)
        .run()
        .orFail();
    return edited;
  }

  /** What the only image of a layout says of its containers. */
  private static JsonNode config(Path layout) throws Exception {
    JsonNode index = Json.loose(Files.readAllBytes(layout.resolve("index.json")));
    JsonNode manifest = blob(layout, index.at("/manifests/0/digest").asText());
    return blob(layout, manifest.at("/config/digest").asText()).path("config");
  }

  private static JsonNode blob(Path layout, String digest) throws Exception {
    return Json.loose(
        Files.readAllBytes(layout.resolve("blobs/sha256").resolve(digest.substring(7))));
  }
}
