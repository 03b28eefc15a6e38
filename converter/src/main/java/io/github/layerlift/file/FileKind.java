package io.github.layerlift.file;

/** What a file in an archive, a layer or an image is. */
public enum FileKind {
  FILE,
  FOLDER,
  SYMLINK,
  /** A further name of a file, said from the root, unlike where a symlink leads. */
  HARD_LINK,
  CHARACTER_DEVICE,
  BLOCK_DEVICE,
  FIFO,
  /** Of a type that POSIX doesn't know, and GNU tar only in its backups; not in an image's files. */
  UNKNOWN;

  public boolean isDevice() {
    return this == CHARACTER_DEVICE || this == BLOCK_DEVICE;
  }
}
