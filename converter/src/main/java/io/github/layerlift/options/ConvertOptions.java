package io.github.layerlift.options;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How to convert. Immutable; {@link #builder()} starts from sensible defaults.
 *
 * @param reading how to read the archive
 * @param changes the changes to its images, in this order
 * @param platform what to write for the oldest images, which don't record their platform: {@code
 *     os/arch[/variant]}
 * @param compress how to compress plain layers, such as {@code zstd:3}; empty for not at all
 * @param manifestJson whether Docker's {@code manifest.json} is written
 * @param repositories whether Docker's {@code repositories} is written
 * @param platformInIndex whether {@code index.json} names platforms
 * @param dropEmptyLayers whether empty layers of the oldest archives become history entries only
 * @param strict whether a warning is an error
 */
public record ConvertOptions(
    ReadOptions reading,
    List<Change> changes,
    Optional<String> platform,
    Optional<String> compress,
    boolean manifestJson,
    boolean repositories,
    boolean platformInIndex,
    boolean dropEmptyLayers,
    boolean strict) {
  public ConvertOptions {
    changes = List.copyOf(changes);
  }

  public static Builder builder() {
    return new Builder();
  }

  /** The same with other options for reading. */
  public ConvertOptions with(ReadOptions other) {
    return new ConvertOptions(
        other,
        changes,
        platform,
        compress,
        manifestJson,
        repositories,
        platformInIndex,
        dropEmptyLayers,
        strict);
  }

  /** Collects options; each has the default that its method names. */
  public static final class Builder {
    private ReadOptions reading = ReadOptions.builder().build();
    private List<Change> changes = List.of();
    private @Nullable String platform;
    private @Nullable String compress;
    private boolean manifestJson = true;
    private boolean repositories = true;
    private boolean platformInIndex;
    private boolean dropEmptyLayers;
    private boolean strict;

    private Builder() {}

    /** Default: as {@link ReadOptions#builder()}. */
    public Builder reading(ReadOptions options) {
      this.reading = options;
      return this;
    }

    /** Default: none, so that all images keep their names. */
    public Builder changes(List<Change> inOrder) {
      this.changes = List.copyOf(inOrder);
      return this;
    }

    /** Default: {@code linux/amd64}. */
    public Builder platform(@Nullable String osAndArchitecture) {
      this.platform = osAndArchitecture;
      return this;
    }

    /** Default: layers stay as they are. */
    public Builder compress(@Nullable String kindAndLevel) {
      this.compress = kindAndLevel;
      return this;
    }

    /** Default: true. */
    public Builder manifestJson(boolean wanted) {
      this.manifestJson = wanted;
      return this;
    }

    /** Default: true. */
    public Builder repositories(boolean wanted) {
      this.repositories = wanted;
      return this;
    }

    /** Default: false. */
    public Builder platformInIndex(boolean wanted) {
      this.platformInIndex = wanted;
      return this;
    }

    /** Default: false. */
    public Builder dropEmptyLayers(boolean wanted) {
      this.dropEmptyLayers = wanted;
      return this;
    }

    /** Default: false. */
    public Builder strict(boolean wanted) {
      this.strict = wanted;
      return this;
    }

    public ConvertOptions build() {
      return new ConvertOptions(
          reading,
          changes,
          Optional.ofNullable(platform),
          Optional.ofNullable(compress),
          manifestJson,
          repositories,
          platformInIndex,
          dropEmptyLayers,
          strict);
    }
  }
}
