package io.github.layerlift.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.layerlift.archive.Archive;
import io.github.layerlift.bytes.Extent;
import io.github.layerlift.bytes.MemorySource;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fixture.Archives;
import io.github.layerlift.progress.Cancellation;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Lists a tar and follows every link in it. */
final class ArchiveRoom implements Room {
  private static final int MAX_ENTRIES = 1_000;
  private static final int MAX_HOPS = 16;

  @Override
  public List<byte[]> seeds() throws IOException {
    return Seeds.tars();
  }

  @Override
  public void read(byte[] data) throws IOException {
    byte[] tar = FuzzedTar.of(data);
    Archive archive =
        Archives.ofTar(new MemorySource(tar), MAX_ENTRIES, MAX_HOPS, new Cancellation());
    assertTrue(archive.names().size() <= MAX_ENTRIES);
    for (String name : archive.names()) {
      assertTrue(archive.has(name), name);
      requireInside(archive, name, tar.length);
    }
    requireInside(archive, new String(data, UTF_8), tar.length);
  }

  private static void requireInside(Archive archive, String path, int length) throws IOException {
    Optional<Extent> found;
    try {
      found = archive.find(path);
    } catch (LayerliftException e) {
      return;
    }
    if (found.isPresent()) {
      Extent file = found.get();
      assertTrue(file.offset() >= 0 && file.size() >= 0, path);
      assertTrue(file.offset() + file.size() <= length, path);
      assertTrue(file.head(16).length <= 16, path);
    }
  }
}
