package io.github.layerlift.report;

import io.github.layerlift.file.FileKind;
import java.util.List;

/**
 * What the layers of an image did at one path, in the form of {@link FileEntry#path}. Paths lead through
 * no links: a file that a layer has below a link is at the link's target.
 *
 * @param versions what was there, oldest first; at least one
 */
public record FileHistory(String path, List<Version> versions) {
  public FileHistory {
    versions = List.copyOf(versions);
    if (versions.isEmpty()) {
      throw new IllegalArgumentException("nothing was at " + path);
    }
  }

  /**
   * Something that a layer put at a path.
   *
   * @param layer the layer that has it; of a folder, the last that has an entry for it; the base is 1
   * @param goneIn the layer that deleted it or put something in its place, which may be the same one; 0 if
   *     it is in the image
   * @param kind a hard link is another name of a file that is listed before, and was there as long
   * @param size bytes of content; of a folder, of all files in it that stayed as long, each counted once; 0
   *     for anything else
   * @param wasted bytes of its content that are stored and not seen in the image under any name; 0 for a
   *     folder, whose files have their own
   * @param link the target of a symlink; for another name of a file, the first one; otherwise empty
   */
  public record Version(
      int layer, int goneIn, FileKind kind, long size, long wasted, String link) {}

  /** What is there in the image or, if that is nothing, what was there last. */
  public Version last() {
    return versions.get(versions.size() - 1);
  }

  /** Whether the image has nothing there. */
  public boolean isGone() {
    return last().goneIn() > 0;
  }

  /** Bytes of content that are stored for this path and not seen in the image. */
  public long wasted() {
    return versions.stream().mapToLong(Version::wasted).sum();
  }
}
