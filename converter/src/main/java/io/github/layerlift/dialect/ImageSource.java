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
}
