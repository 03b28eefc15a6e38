package io.github.layerlift.it.transfer;

import io.github.layerlift.it.machine.Samples;
import io.github.layerlift.it.oracle.MutantSeeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Valid archives of all kinds, which convert without a warning. */
final class Originals {
  private static final long MAX_SIZE = 100_000;

  private final Random random;
  private final Path folder;
  private final MutantSeeds seeds;

  Originals(Random random, Path folder) {
    this.random = random;
    this.folder = folder;
    this.seeds = new MutantSeeds(random);
  }

  /**
   * Another one, in a file of that name.
   *
   * @param digests whether its documents have the digests of its layers
   */
  Path next(String name, boolean digests) throws IOException {
    Path archive = folder.resolve(name);
    do {
      write(archive, digests ? 3 + random.nextInt(3) : random.nextInt(6));
    } while (!Converted.of(archive, folder.resolve("modern.tar")).isSilent());
    return archive;
  }

  private void write(Path archive, int kind) throws IOException {
    switch (kind) {
      case 0, 1, 2 -> seeds.preTen().write(archive);
      case 3 -> seeds.sinceTen().write(archive);
      case 4 -> Files.copy(sample(), archive, StandardCopyOption.REPLACE_EXISTING);
      default -> {
        seeds.sinceTen().write(archive);
        Path modern = folder.resolve("modern.tar");
        if (Converted.of(archive, modern).isSilent()) {
          Files.copy(modern, archive, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }

  private Path sample() throws IOException {
    List<Path> small = new ArrayList<>();
    for (String name : Samples.names()) {
      if (Files.size(Samples.path(name)) < MAX_SIZE) {
        small.add(Samples.path(name));
      }
    }
    return small.get(random.nextInt(small.size()));
  }
}
