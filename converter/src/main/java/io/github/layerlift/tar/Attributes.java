package io.github.layerlift.tar;

import java.util.Map;

/**
 * The metadata of a file in a tar besides its name.
 *
 * @param mode permissions with setuid, setgid and sticky: 12 bits
 * @param uid its owner, an unsigned 32-bit number
 * @param gid its group, an unsigned 32-bit number
 * @param seconds since 1970 when it was modified, not negative
 * @param nanos the fraction of that second
 * @param xattrs extended attributes by their full names, such as {@code security.capability}
 * @param major number of a device
 * @param minor number of a device
 */
public record Attributes(
    int mode,
    int uid,
    int gid,
    long seconds,
    int nanos,
    Map<String, byte[]> xattrs,
    int major,
    int minor) {
  /** Those of a file after another name was given to it by an entry with {@code by}, as engines apply it. */
  public Attributes linked(Attributes by) {
    return new Attributes(
        by.mode,
        by.uid,
        by.gid,
        by.seconds,
        by.nanos,
        by.xattrs.isEmpty() ? xattrs : by.xattrs,
        major,
        minor);
  }

  /** The attributes of a folder that has files in an archive, but no entry. */
  public static final Attributes IMPLIED = new Attributes(0755, 0, 0, 0, 0, Map.of(), 0, 0);
}
