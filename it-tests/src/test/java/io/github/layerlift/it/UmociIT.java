package io.github.layerlift.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.layerlift.it.LayoutCheck.OciImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** umoci, which knows OCI layouts only and nothing of Docker, reads a converted archive. */
@ExtendWith(EngineExtension.class)
final class UmociIT {
  private static final Map<String, String> NOT_FOR_UMOCI = Map.of(
      "zstd-layers.tar", "umoci up to 0.6 does not know the media type of zstd layers",
      "crane-gzip.tar", "umoci wants an os, and the config of this image has an empty one");

  @TempDir
  private Path folder;

  /** JUnit would warn of every link in a root file system. */
  @AfterEach
  void removeBundles() throws Exception {
    Command.of("find", folder, "-mindepth", 1, "-delete").run().orFail();
  }

  @ParameterizedTest
  @MethodSource("io.github.layerlift.it.Samples#names")
  void stat_sampleUnpacked_listsTheHistory(String sample) throws Exception {
    Path modern = Samples.convert(sample, folder);
    Path layout = unpack(modern);

    List<OciImage> images = LayoutCheck.check(modern);
    for (String tag : tagsOfOneImage(images)) {
      String stat = Command.of("umoci", "stat", "--json", "--image", layout + ":" + tag)
          .run()
          .orFail();
      JsonNode history = Json.parse(stat.getBytes(UTF_8)).path("history");
      assertTrue(history.size() > 0, tag + " has no history: " + stat);
    }
  }

  @ParameterizedTest
  @MethodSource("io.github.layerlift.it.Samples#names")
  void unpack_sampleUnpacked_givesARootFileSystem(String sample) throws Exception {
    assumeFalse(NOT_FOR_UMOCI.containsKey(sample), () -> NOT_FOR_UMOCI.get(sample));
    Path modern = Samples.convert(sample, folder);
    Path layout = unpack(modern);

    for (String tag : tagsOfOneImage(LayoutCheck.check(modern))) {
      assertTrue(Files.isDirectory(rootfs(layout, tag).resolve("")));
    }
  }

  @Test
  void unpack_hello_appliesEveryLayer() throws Exception {
    Path rootfs = rootfs(unpack(Samples.convert(Samples.HELLO, folder)), "1.0");

    assertEquals(
        Files.readString(Checkout.samples().resolve("hello/notice.txt")),
        Files.readString(rootfs.resolve("notice.txt")));
    assertTrue(Files.isSymbolicLink(rootfs.resolve("bin/sh")));
    assertTrue(Files.notExists(rootfs.resolve("deleted-later")));
  }

  private Path unpack(Path modern) throws Exception {
    Path layout = Files.createDirectory(folder.resolve("layout"));
    Command.of("tar", "-xf", modern, "-C", layout).run().orFail();
    return layout;
  }

  private Path rootfs(Path layout, String tag) throws Exception {
    Path bundle = folder.resolve("bundle-" + tag);
    Command.of("umoci", "unpack", "--rootless", "--image", layout + ":" + tag, bundle)
        .run()
        .orFail();
    return bundle.resolve("rootfs");
  }

  /** umoci refuses a tag that two images have. */
  private static Set<String> tagsOfOneImage(List<OciImage> images) {
    Set<String> once = new TreeSet<>();
    Set<String> twice = new TreeSet<>();
    for (OciImage image : images) {
      for (String name : image.names()) {
        String tag = name.substring(name.lastIndexOf(':') + 1);
        if (!once.add(tag)) {
          twice.add(tag);
        }
      }
    }
    once.removeAll(twice);
    return once;
  }
}
