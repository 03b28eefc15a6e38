package io.github.layerlift.report;

import io.github.layerlift.options.Aspect;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A name in the file system of one or both of two images, where they differ.
 *
 * @param path from the root, without a leading slash, written as {@link FileEntry} writes it; of the
 *     root itself a slash
 * @param a what the first image has there; empty if nothing
 * @param b what the second image has there; empty if nothing
 * @param aspects in what they differ, in the order of {@link Aspect}; none if only one has the name
 */
public record FileChange(
    String path, Optional<FileState> a, Optional<FileState> b, Set<Aspect> aspects) {
  public FileChange {
    aspects = Collections.unmodifiableSet(new TreeSet<>(aspects));
  }

  /** Whether only the second image has it. */
  public boolean isAdded() {
    return a.isEmpty();
  }

  /** Whether only the first image has it. */
  public boolean isRemoved() {
    return b.isEmpty();
  }
}
