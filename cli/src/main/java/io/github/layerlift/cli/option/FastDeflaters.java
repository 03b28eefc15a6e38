package io.github.layerlift.cli.option;

import com.intel.gkl.compression.IntelDeflater;
import io.github.layerlift.spi.DeflaterFactory;
import io.github.layerlift.text.LibraryFolder;
import java.io.IOException;
import java.util.zip.Deflater;

/**
 * The fastest deflater for a level: ISA-L's igzip for the two that it has, several times faster than
 * zlib; zlib for all others, and where there is no igzip.
 */
public final class FastDeflaters implements DeflaterFactory {
  private static final int IGZIP_LEVELS = 2;

  /** The library's loader would log to stderr. */
  private static final String LOG_PROPERTY = "org.apache.commons.logging.Log";

  private static final String NO_LOG = "org.apache.commons.logging.impl.NoOpLog";

  @Override
  public Deflater deflater(int level) {
    if (level <= IGZIP_LEVELS) {
      System.setProperty(LOG_PROPERTY, NO_LOG);
      IntelDeflater igzip = new IntelDeflater(level, true);
      if (load(igzip)) {
        return igzip;
      }
    }
    return new Deflater(level, true);
  }

  private static boolean load(IntelDeflater igzip) {
    try (LibraryFolder folder = LibraryFolder.open()) {
      return igzip.load(folder.path().toFile());
    } catch (IOException e) {
      // nowhere to unpack it
      return false;
    }
  }
}
