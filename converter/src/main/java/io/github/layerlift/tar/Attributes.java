package io.github.layerlift.tar;

import java.util.Map;

/**
 * What a tar says of a file besides its name and content.
 *
 * @param mode permissions with setuid, setgid and sticky: 12 bits
 * @param uid its owner, an unsigned number of 32 bits
 * @param gid its group, an unsigned number of 32 bits
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
  /** What a folder is given that an archive has files in, but no entry for. */
  public static final Attributes IMPLIED = new Attributes(0755, 0, 0, 0, 0, Map.of(), 0, 0);
}
