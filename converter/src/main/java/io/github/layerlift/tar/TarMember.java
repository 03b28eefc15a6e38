package io.github.layerlift.tar;

/**
 * One entry of a tar with all that a file system would keep of it.
 *
 * @param name normalised: relative, with single slashes, without {@code .} and {@code ..}; empty for
 *     the root
 * @param link of a symlink the text as it stands; of a hard link the normalised name of what it
 *     links to; else empty
 * @param offset of the data in the tar, in bytes
 * @param size of the data, in bytes; 0 unless this is a file
 * @param major number of a device
 * @param minor number of a device
 */
public record TarMember(
    String name,
    Kind kind,
    String link,
    Attributes attributes,
    long offset,
    long size,
    int major,
    int minor) {
  /** What an entry is. */
  public enum Kind {
    FILE,
    FOLDER,
    SYMLINK,
    HARD_LINK,
    CHARACTER_DEVICE,
    BLOCK_DEVICE,
    FIFO,
    /** Of a type that POSIX doesn't know, and GNU tar only in its backups. */
    UNKNOWN
  }
}
