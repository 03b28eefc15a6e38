package io.github.layerlift.options;

import java.util.List;
import java.util.Optional;

/**
 * What to take out of an archive, and how.
 *
 * @param reading how to read the archive
 * @param paths files and folders to take, with all that is in them; all if there are none
 * @param select the name or digest of the image; may be left out where there is one only
 * @param platform {@code os/architecture[/variant]} of the image, where one name stands for several;
 *     this machine's if it isn't given
 * @param layer one layer to take alone, whiteouts as files; 1 is the base, 0 stands for all layers,
 *     merged
 * @param owners whether files get the owners that the image gives them, where this user may do so
 * @param devices whether devices and FIFOs are made in a folder, which only root may
 */
public record ExtractOptions(
    ReadOptions reading,
    List<String> paths,
    Optional<String> select,
    Optional<String> platform,
    int layer,
    boolean owners,
    boolean devices) {
  public ExtractOptions {
    paths = List.copyOf(paths);
    if (layer < 0) {
      throw new IllegalArgumentException("layers are numbered from 1, and this is " + layer);
    }
  }

  /** All files of the only image, with their owners, without devices. */
  public static ExtractOptions defaults() {
    return new ExtractOptions(
        ReadOptions.defaults(), List.of(), Optional.empty(), Optional.empty(), 0, true, false);
  }

  public ExtractOptions withReading(ReadOptions other) {
    return new ExtractOptions(other, paths, select, platform, layer, owners, devices);
  }

  public ExtractOptions withPaths(List<String> others) {
    return new ExtractOptions(reading, others, select, platform, layer, owners, devices);
  }

  public ExtractOptions withSelect(String image) {
    return new ExtractOptions(reading, paths, Optional.of(image), platform, layer, owners, devices);
  }

  public ExtractOptions withPlatform(String osAndArchitecture) {
    return new ExtractOptions(
        reading, paths, select, Optional.of(osAndArchitecture), layer, owners, devices);
  }

  public ExtractOptions withLayer(int number) {
    return new ExtractOptions(reading, paths, select, platform, number, owners, devices);
  }

  public ExtractOptions withOwners(boolean wanted) {
    return new ExtractOptions(reading, paths, select, platform, layer, wanted, devices);
  }

  public ExtractOptions withDevices(boolean wanted) {
    return new ExtractOptions(reading, paths, select, platform, layer, owners, wanted);
  }
}
