package io.github.layerlift.spi;

import java.util.ServiceLoader;
import java.util.zip.Deflater;

/**
 * Creates the deflater for gzip. A program may provide a faster one than the platform's as a
 * service; its bytes differ.
 */
public interface DeflaterFactory {
  /**
   * Creates a deflater that writes raw deflate (RFC 1951).
   *
   * @param level from 1 to 9
   */
  Deflater deflater(int level);

  /** The program's, if it has one; otherwise the platform's. */
  static DeflaterFactory find() {
    return ServiceLoader.load(DeflaterFactory.class, DeflaterFactory.class.getClassLoader())
        .findFirst()
        .orElse(level -> new Deflater(level, true));
  }
}
