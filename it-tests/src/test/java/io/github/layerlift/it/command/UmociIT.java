package io.github.layerlift.it.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.it.engine.EngineExtension;
import io.github.layerlift.it.engine.Umoci;
import io.github.layerlift.it.machine.Checkout;
import io.github.layerlift.it.machine.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** umoci, which only knows OCI layouts and not Docker archives, unpacks a converted archive. */
@ExtendWith(EngineExtension.class)
final class UmociIT {
  @TempDir
  private Path folder;

  @Test
  void unpack_hello_appliesEveryLayer(Umoci umoci) throws Exception {
    umoci.load(Samples.convert(Samples.HELLO, folder));

    Path rootfs = umoci.rootfs(umoci.layout(), "1.0", "--rootless");

    assertEquals(
        Files.readString(Checkout.samples().resolve("hello/notice.txt")),
        Files.readString(rootfs.resolve("notice.txt")));
    assertTrue(Files.isSymbolicLink(rootfs.resolve("bin/sh")));
    assertTrue(Files.notExists(rootfs.resolve("deleted-later")));
  }
}
