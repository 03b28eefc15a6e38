package io.github.layerlift.report;

import io.github.layerlift.fault.Fault;
import io.github.layerlift.fault.Warning;
import java.util.List;
import java.util.Optional;

/**
 * What the layers of one image did to its files, as their headers say. Bytes are those of the files'
 * content, unpacked, without headers.
 *
 * @param layers those that were read, base first
 * @param files each path that any of them has put something at, sorted; a folder comes before its content
 * @param notCovered what isn't in here, as sentences
 * @param warnings what is ambiguous or left out
 * @param fault why the layers can't be read; then there are no {@code layers} and {@code files}
 */
public record ImageFiles(
    List<LayerFiles> layers,
    List<FileHistory> files,
    List<String> notCovered,
    List<Warning> warnings,
    Optional<Fault> fault) {
  public ImageFiles {
    layers = List.copyOf(layers);
    files = List.copyOf(files);
    notCovered = List.copyOf(notCovered);
    warnings = List.copyOf(warnings);
  }

  /**
   * What one layer did. Files are everything except folders; a further name of a file counts as a file.
   *
   * @param number its number; the base is 1
   * @param bytes of the content of its files
   * @param wasted how many of those are not seen in the image
   * @param added files at paths where there was none
   * @param changed files that it has again, be it with the same content
   * @param deleted files that it removed, or put a folder in the place of
   */
  public record LayerFiles(
      int number, long bytes, long wasted, int added, int changed, int deleted) {}

  /** Bytes of the content of files in all layers. */
  public long bytes() {
    return layers.stream().mapToLong(LayerFiles::bytes).sum();
  }

  /** Bytes that layers have and that are not seen in the image, since later layers replace or delete them. */
  public long wasted() {
    return layers.stream().mapToLong(LayerFiles::wasted).sum();
  }
}
