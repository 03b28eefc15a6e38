package io.github.layerlift.it.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.it.engine.EngineExtension;
import io.github.layerlift.it.machine.Checkout;
import io.github.layerlift.it.machine.Command;
import io.github.layerlift.it.machine.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** umoci, which only knows OCI layouts and not Docker archives, unpacks a converted archive. */
@ExtendWith(EngineExtension.class)
final class UmociIT {
  @TempDir
  private Path folder;

  /** JUnit would warn about every link in a root file system. */
  @AfterEach
  void removeBundles() throws Exception {
    Command.of("find", folder, "-mindepth", 1, "-delete").run().orFail();
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
}
