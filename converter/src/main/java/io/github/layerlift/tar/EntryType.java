package io.github.layerlift.tar;

/** What an entry is, as far as an image archive cares. */
public enum EntryType {
  FILE,
  DIRECTORY,
  SYMLINK,
  /** Its target is a name from the archive's root, unlike a symlink's. */
  HARD_LINK,
  /** Devices, FIFOs and unknown kinds: in no image archive. */
  OTHER
}
