package io.github.layerlift.it.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.it.engine.EngineExtension;
import io.github.layerlift.it.machine.Samples;
import io.github.layerlift.it.machine.Sha256;
import java.nio.file.Files;
import java.nio.file.Path;
import land.oras.ContainerRef;
import land.oras.Layer;
import land.oras.Manifest;
import land.oras.Registry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What was pushed is read by a client that shares no code with the engines. */
@ExtendWith(EngineExtension.class)
final class PushClientIT {
  private static final Path SAMPLE = Samples.path("docker-20.10-hello.tar");

  @TempDir
  private Path folder;

  @Test
  void push_oldArchive_otherClientReadsEveryBlob() throws Exception {
    Reported image = Reported.of(SAMPLE, folder, "--compress", "gzip").get(0);
    try (RegistryServer registry = RegistryServer.start(folder)) {
      String name = registry.name("team/app:1.0");
      Pushing.command(folder, SAMPLE, name).run().orFail();

      Registry client = Registry.builder().insecure().build();
      ContainerRef reference = ContainerRef.parse(name);
      Manifest manifest = client.getManifest(reference);

      assertEquals(image.manifest(), client.getDescriptor(reference).getDigest());
      assertEquals(image.id(), manifest.getConfig().getDigest());
      assertTrue(client.getTags(reference).tags().contains("1.0"));
      for (Layer layer : manifest.getLayers()) {
        Path blob = folder.resolve(layer.getDigest().substring("sha256:".length()));
        client.fetchBlob(reference.withDigest(layer.getDigest()), blob);
        assertEquals(layer.getDigest(), "sha256:" + Sha256.of(Files.readAllBytes(blob)));
        assertEquals(layer.getSize(), Files.size(blob));
      }
    }
  }
}
