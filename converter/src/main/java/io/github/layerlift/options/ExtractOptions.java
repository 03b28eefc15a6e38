package io.github.layerlift.options;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What to extract from an archive, and how. Immutable; {@link #builder()} starts from all files of the
 * only image, with their owners, without devices.
 *
 * @param reading how to read the archive
 * @param paths files and folders to extract, with everything in them; all if there are none
 * @param select the name or digest of the image; may be left out if there is only one
 * @param platform {@code os/architecture[/variant]} of the image, if one name has several; this
 *     machine's if it isn't given
 * @param layer a single layer to extract, whiteouts as files; 1 is the base, 0 means all layers, merged
 * @param owners whether files get their owners from the image, if this user may do so
 * @param devices whether devices and FIFOs are created in a folder, which only root may do
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

  public static Builder builder() {
    return new Builder();
  }

  /** Collects options; each has the default that its method names. */
  public static final class Builder {
    private ReadOptions reading = ReadOptions.builder().build();
    private List<String> paths = List.of();
    private @Nullable String select;
    private @Nullable String platform;
    private int layer;
    private boolean owners = true;
    private boolean devices;

    private Builder() {}

    /** Default: as {@link ReadOptions#builder()}. */
    public Builder reading(ReadOptions options) {
      this.reading = options;
      return this;
    }

    /** Default: all. */
    public Builder paths(List<String> wanted) {
      this.paths = List.copyOf(wanted);
      return this;
    }

    /** Default: the only image. */
    public Builder select(@Nullable String image) {
      this.select = image;
      return this;
    }

    /** Default: the only one, or this machine's. */
    public Builder platform(@Nullable String osAndArchitecture) {
      this.platform = osAndArchitecture;
      return this;
    }

    /** Default: all, merged. */
    public Builder layer(int number) {
      this.layer = number;
      return this;
    }

    /** Default: true. */
    public Builder owners(boolean wanted) {
      this.owners = wanted;
      return this;
    }

    /** Default: false. */
    public Builder devices(boolean wanted) {
      this.devices = wanted;
      return this;
    }

    /**
     * The options.
     *
     * @throws IllegalArgumentException if the number of the layer is negative
     */
    public ExtractOptions build() {
      return new ExtractOptions(
          reading,
          paths,
          Optional.ofNullable(select),
          Optional.ofNullable(platform),
          layer,
          owners,
          devices);
    }
  }
}
