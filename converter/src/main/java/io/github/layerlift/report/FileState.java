package io.github.layerlift.report;

import io.github.layerlift.file.FileKind;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a file is in one of two images that are compared.
 *
 * @param kind never a hard link, and never unknown: each name of a file has the file's kind
 * @param mode permissions with setuid, setgid and sticky: 12 bits
 * @param size bytes of content; 0 unless this is a file
 * @param link the target of a symlink; otherwise empty; written as {@link FileEntry} writes it
 * @param layer the layer that it is from; the base is 1
 * @param xattrs its extended attributes: their values in hexadecimal digits by their names
 * @param major number of a device; otherwise 0
 * @param minor number of a device; otherwise 0
 * @param names how many names it has in this image, at least 1
 * @param otherName the first of its other names; empty if there is none
 */
public record FileState(
    FileKind kind,
    int mode,
    long uid,
    long gid,
    long size,
    Instant modified,
    String link,
    int layer,
    SortedMap<String, String> xattrs,
    long major,
    long minor,
    int names,
    String otherName) {
  public FileState {
    xattrs = Collections.unmodifiableSortedMap(new TreeMap<>(xattrs));
  }
}
