package io.github.layerlift.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;

/**
 * What identifies an output.
 *
 * @param size in bytes
 * @param modified nanoseconds since 1970
 */
public record OutputState(long size, long modified) {
  /** Of the file {@code path}, which must exist. */
  public static OutputState of(Path path) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
    return new OutputState(
        attributes.size(), attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS));
  }
}
