package io.github.layerlift.report;

import io.github.layerlift.file.FileKind;
import io.github.layerlift.options.ExtractOptions;
import java.time.Instant;
import java.util.List;

/**
 * A file in an image. Names are bytes: one that isn't UTF-8, or is a terminal control character, is
 * written as {@code \xHH}, and a backslash as {@code \\}; {@link ExtractOptions#paths} accepts this
 * form.
 *
 * @param path from the root, without a leading slash
 * @param kind a hard link is another name of a file listed before; never unknown
 * @param mode permissions with setuid, setgid and sticky: 12 bits
 * @param size bytes of content; 0 unless this is a file
 * @param link the target of a symlink; for another name of a file, the first one; otherwise empty
 * @param layer the layer that it is from; the base is 1
 * @param xattrs names of its extended attributes
 */
public record FileEntry(
    String path,
    FileKind kind,
    int mode,
    long uid,
    long gid,
    long size,
    Instant modified,
    String link,
    int layer,
    List<String> xattrs) {
  public FileEntry {
    xattrs = List.copyOf(xattrs);
  }
}
