package io.github.layerlift.spi;

import java.util.ServiceLoader;
import java.util.zip.Deflater;

/**
 * Makes what compresses for gzip. A program may bring a faster one than the platform's as a service;
 * its bytes are others.
 */
public interface DeflaterFactory {
  /**
   * Makes a deflater that writes raw deflate (RFC 1951).
   *
   * @param level from 1 to 9
   */
  Deflater deflater(int level);

  /** The program's, if it has one; else the platform's. */
  static DeflaterFactory find() {
    return ServiceLoader.load(DeflaterFactory.class, DeflaterFactory.class.getClassLoader())
        .findFirst()
        .orElse(level -> new Deflater(level, true));
  }
}
