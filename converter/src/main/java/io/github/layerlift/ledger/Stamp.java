package io.github.layerlift.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What a Unix file system notes of a file and no program can set: every change of the content, and any of its times,
 * changes it. A file that still has it needn't be opened to know its {@link Identity}.
 *
 * @param inode its number
 * @param changed when the file or its attributes were changed last, in nanoseconds since 1970
 */
public record Stamp(long inode, long changed) {
  /** File systems count time in steps, of up to two seconds: two changes in one step look the same. */
  private static final Duration STEP = Duration.ofSeconds(2);

  /** That of the file {@code path}; empty where there is none: for folders, and on other file systems. */
  static Optional<Stamp> of(Path path) {
    try {
      Map<String, Object> seen = Files.readAttributes(path, "unix:ino,ctime,isRegularFile");
      return Boolean.TRUE.equals(seen.get("isRegularFile"))
              && seen.get("ino") instanceof Long inode
              && seen.get("ctime") instanceof FileTime changed
          ? Optional.of(new Stamp(inode, changed.to(TimeUnit.NANOSECONDS)))
          : Optional.empty();
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      // opening it says whatever is wrong with it
      return Optional.empty();
    }
  }

  /** That of {@code path}, if from now on each change of the file will change it. */
  public static Optional<Stamp> settled(Path path) {
    Instant recently = Instant.now().minus(STEP);
    return of(path).filter(stamp -> Instant.ofEpochSecond(0, stamp.changed).isBefore(recently));
  }
}
