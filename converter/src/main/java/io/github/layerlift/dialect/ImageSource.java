package io.github.layerlift.dialect;

import io.github.layerlift.archive.Archive;
import io.github.layerlift.fault.LayerliftException;
import io.github.layerlift.fault.Warning;
import io.github.layerlift.image.Root;
import java.util.List;

/** An archive, and the dialect to read its images with. */
public record ImageSource(Archive archive, Dialect dialect) {
  /** Reads the images, and warns of what is odd about the archive. */
  public List<Root> read(Context context) throws LayerliftException {
    for (Warning warning : archive.warnings()) {
      context.warnings().add(warning);
    }
    return dialect.read(archive, context);
  }

  /** How many files of the archive, which was read, belong to no image. */
  int strayFiles() {
    int count = 0;
    for (String name : archive.names()) {
      count += archive.isFile(name) && isStray(name) ? 1 : 0;
    }
    return count;
  }

  /** Whether a file of the archive, which was read, belongs to no image. */
  public boolean isStray(String name) {
    return !archive.wasRead(name) && !dialect.isOfLayout(name, archive);
  }
}
