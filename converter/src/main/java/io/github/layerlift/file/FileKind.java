package io.github.layerlift.file;

/** What a file in an archive, a layer or an image is. */
public enum FileKind {
  FILE,
  FOLDER,
  SYMLINK,
  /** Another name of a file, given from the root, unlike the target of a symlink. */
  HARD_LINK,
  CHARACTER_DEVICE,
  BLOCK_DEVICE,
  FIFO,
  /** Of a type that POSIX doesn't define, and GNU tar uses only in backups; never a file of an image. */
  UNKNOWN;

  public boolean isDevice() {
    return this == CHARACTER_DEVICE || this == BLOCK_DEVICE;
  }
}
