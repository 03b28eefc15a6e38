package io.github.layerlift.it.push;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.it.engine.EngineExtension;
import io.github.layerlift.it.machine.Aftermath;
import io.github.layerlift.it.machine.Command.Finished;
import io.github.layerlift.it.machine.Samples;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A registry whose certificate is from an authority of its own. */
@ExtendWith(EngineExtension.class)
final class PushTlsIT {
  private static final Path ARCHIVE = Samples.path("jib.tar");

  @TempDir
  private Path folder;

  @Test
  void push_ownAuthority_isTrustedOnlyIfNamed() throws Exception {
    Certificate authority = Certificate.ofAuthority(folder, "layerlift-authority");
    Certificate other = Certificate.ofAuthority(folder, "layerlift-other");
    try (RegistryServer registry =
        RegistryServer.withTls(folder, authority.issue(folder, "layerlift-server"))) {
      String name = registry.name("team/app:1.0");

      requireRefused(Pushing.command(folder, ARCHIVE, name).run());
      requireRefused(
          Pushing.command(folder, ARCHIVE, name, "--tls-ca", other.file()).run());
      String out = Pushing.command(folder, ARCHIVE, name, "--tls-ca", authority.file())
          .run()
          .orFail();

      assertTrue(out.startsWith(name + "@sha256:"), out);
    }
  }

  private static void requireRefused(Finished run) {
    Aftermath.requireWords(run, 3);
    assertTrue(run.err().contains("certificate"), run.err());
    assertTrue(run.err().contains("--tls-ca"), run.err());
  }
}
