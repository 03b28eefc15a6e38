package io.github.layerlift.fuzz;

import io.github.layerlift.Extractor;
import io.github.layerlift.fixture.DockerSave;
import io.github.layerlift.fixture.ImageFixture;
import io.github.layerlift.location.Destination;
import io.github.layerlift.location.Input;
import io.github.layerlift.options.ExtractOptions;
import io.github.layerlift.options.ReadOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Extracts all files from an image whose upper layer is the bytes: into a new folder, and into one
 * with links that lead out of it.
 */
final class ExtractRoom implements Room {
  @Override
  public List<byte[]> seeds() {
    return Seeds.layers();
  }

  @Override
  public void read(byte[] data) throws IOException {
    ImageFixture image =
        ImageFixture.image().layer(Seeds.baseLayer()).layer(FuzzedTar.of(data)).tag("fuzzed:1");
    byte[] archive = DockerSave.of(image).archive().bytes();
    try (Sandbox sandbox = new Sandbox()) {
      Path folder = sandbox.inside().resolve("folder");
      if (data.length > 0 && (data[0] & 2) != 0) {
        Files.createDirectory(folder);
        Files.createSymbolicLink(folder.resolve("etc"), Path.of("../../outside/folder"));
        Files.createSymbolicLink(folder.resolve("hello"), Path.of("../../outside/folder/precious"));
      }
      try {
        Extractor.extract(
            new Input.OfStream("fuzzed", new ByteArrayInputStream(archive)),
            new Destination.Folder(folder, true),
            ExtractOptions.builder().reading(reading(sandbox.inside())).build());
      } finally {
        sandbox.requireUntouched();
      }
    }
  }

  private static ReadOptions reading(Path scratch) {
    return ReadOptions.builder()
        .limits(ConvertRoom.LIMITS)
        .jobs(1)
        .tempFolder(scratch)
        .build();
  }
}
