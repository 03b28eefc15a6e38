package io.github.layerlift.fuzz;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.archive.Archive;
import io.github.layerlift.bytes.MemorySource;
import io.github.layerlift.dialect.Context;
import io.github.layerlift.dialect.Dialects;
import io.github.layerlift.dialect.ImageSource;
import io.github.layerlift.dialect.ImageSources;
import io.github.layerlift.fault.Warning;
import io.github.layerlift.fault.Warnings;
import io.github.layerlift.fixture.Archives;
import io.github.layerlift.image.Root;
import io.github.layerlift.progress.Cancellation;
import java.io.IOException;
import java.util.List;

/** Reads the images of an archive of any dialect, without their layers. */
final class DialectRoom implements Room {
  private static final int MAX_LAYERS = 100;

  @Override
  public List<byte[]> seeds() {
    return Seeds.archives();
  }

  @Override
  public void read(byte[] data) throws IOException {
    byte[] tar = FuzzedArchive.of(data).bytes();
    Archive archive = Archives.ofTar(new MemorySource(tar), 1_000, 16, new Cancellation());
    Warnings warnings = new Warnings();
    Context context = new Context(JsonRoom.READER, warnings, MAX_LAYERS, null, false);
    ImageSource source = new ImageSource(archive, Dialects.of(archive));
    List<Root> roots = source.read(context);
    assertFalse(roots.isEmpty());
    for (Root root : roots) {
      if (root instanceof Root.Image image) {
        assertTrue(image.layers().size() <= MAX_LAYERS);
      }
    }
    for (Warning warning : warnings.list()) {
      assertTrue(
          warning.code().id().length() > 3 && warning.text().length() > 10, warning.toString());
    }
    assertTrue(new ImageSources(List.of(source)).strayFiles() <= archive.names().size());
  }
}
