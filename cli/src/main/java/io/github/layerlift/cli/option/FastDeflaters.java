package io.github.layerlift.cli.option;

import com.intel.gkl.compression.IntelDeflater;
import io.github.layerlift.spi.DeflaterFactory;
import io.github.layerlift.text.LibraryFolder;
import java.io.IOException;
import java.util.zip.Deflater;

/**
 * ISA-L's igzip for level 2, several times faster than zlib; zlib for all others, and where there is no
 * igzip.
 */
public final class FastDeflaters implements DeflaterFactory {
  /**
   * Level 1 is left to zlib: igzip's, as it comes with the library, gave other bytes for the same ones in
   * one of some thousand blocks.
   */
  private static final int IGZIP_LEVEL = 2;

  /** The library's loader would log to stderr. */
  private static final String LOG_PROPERTY = "org.apache.commons.logging.Log";

  private static final String NO_LOG = "org.apache.commons.logging.impl.NoOpLog";

  @Override
  public Deflater deflater(int level) {
    if (level == IGZIP_LEVEL) {
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
