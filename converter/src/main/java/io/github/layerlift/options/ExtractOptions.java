package io.github.layerlift.options;

import java.util.List;
import java.util.Optional;

/**
 * What to extract from an archive, and how. Immutable; {@link #builder} starts from all files of the
 * only image, with their owners, without devices.
 *
 * @param reading how to read the archive; default: as {@link ReadOptions#builder}
 * @param paths files and folders to take, with all that is in them; default: all
 * @param select the name or digest of the image; default: the only one
 * @param platform {@code os/architecture[/variant]} of the image, where one name has several; default:
 *     this machine's
 * @param layer a single layer to extract, whiteouts as files; 1 is the base; default: 0, which
 *     means all layers, merged
 * @param owners whether files get their owners from the image, if this user may do so;
 *     default: true
 * @param devices whether devices and FIFOs are created in a folder, which only root may; default: false
 */
@WithBuilder
public record ExtractOptions(
    ReadOptions reading,
    List<String> paths,
    Optional<String> select,
    Optional<String> platform,
    int layer,
    boolean owners,
    boolean devices)
    implements ExtractOptionsBuilder.With {
  /**
   * @throws IllegalArgumentException if the number of the layer is negative
   */
  public ExtractOptions {
    paths = List.copyOf(paths);
    if (layer < 0) {
      throw new IllegalArgumentException("layers are numbered from 1, and this is " + layer);
    }
  }

  /** Starts from all files of the only image, with their owners, without devices. */
  public static ExtractOptionsBuilder builder() {
    return ExtractOptionsBuilder.unset().reading(ReadOptions.builder().build()).owners(true);
  }
}
