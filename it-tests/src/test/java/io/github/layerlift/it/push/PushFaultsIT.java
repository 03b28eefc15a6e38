package io.github.layerlift.it.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.it.engine.EngineExtension;
import io.github.layerlift.it.engine.Skopeo;
import io.github.layerlift.it.machine.Aftermath;
import io.github.layerlift.it.machine.BigArchive;
import io.github.layerlift.it.machine.Command;
import io.github.layerlift.it.machine.Command.Finished;
import io.github.layerlift.it.machine.Command.Running;
import io.github.layerlift.it.machine.FaultLog;
import io.github.layerlift.it.machine.Mount;
import io.github.layerlift.it.machine.Sha256;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong at a registry: no name may lead to an image that isn't complete. The tests run as root. */
@ExtendWith(EngineExtension.class)
final class PushFaultsIT {
  private static final String AREA = "A registry";
  private static final String REPOSITORY = "team/big";
  private static final int LAYERS = 4;

  @TempDir
  private Path folder;

  @Test
  void push_registryKilledAndStartedAgain_isDone(Skopeo skopeo) throws Exception {
    Path archive = archive(50L << 20);
    try (RegistryServer registry = RegistryServer.start(folder)) {
      Running push = push(archive, registry).start();
      registry.awaitBlobs();
      registry.kill();
      assertTrue(push.process().isAlive());
      assertFalse(Files.exists(tag()));
      registry.restart();

      push.finished().orFail();

      String digest = Reported.of(archive, folder).get(0).manifest();
      assertEquals(
          digest, "sha256:" + Sha256.of(registry.manifest(REPOSITORY, "1.0").orElseThrow()));
      skopeo.pull(registry.name(REPOSITORY + ":1.0"));
    }
    FaultLog.note(AREA, "killed and started again in the middle of an upload", "exit 0, complete");
  }

  @Test
  void push_registryIsFull_leavesNoTag() throws Exception {
    Path archive = archive(8L << 20);
    try (Mount full = Mount.ofMemory(RegistryServer.storage(folder), 16L << 20);
        RegistryServer registry = RegistryServer.start(folder)) {
      Finished run = push(archive, registry).run();

      Aftermath.requireWords(run, 3);
      assertTrue(run.err().contains("the registry " + registry.address()), run.err());
      assertTrue(registry.manifest(REPOSITORY, "1.0").isEmpty());
      assertFalse(Files.exists(tag()), full.folder().toString());
    }
    FaultLog.note(AREA, "its disk is full", "exit 3, no tag");
  }

  private Path archive(long size) throws Exception {
    Path archive = folder.resolve("big.tar");
    BigArchive.write(archive, "layerlift/big:1.0", LAYERS, size);
    return archive;
  }

  /** Zeros, which gzip would make nothing of. */
  private Command push(Path archive, RegistryServer registry) {
    return Pushing.command(
        folder, archive, registry.name(REPOSITORY + ":1.0"), "--compress", "none");
  }

  /** Where the registry keeps the tag. */
  private Path tag() {
    return RegistryServer.storage(folder)
        .resolve("docker/registry/v2/repositories")
        .resolve(REPOSITORY)
        .resolve("_manifests/tags/1.0/current/link");
  }
}
