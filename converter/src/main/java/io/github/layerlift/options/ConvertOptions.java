package io.github.layerlift.options;

import java.util.List;
import java.util.Optional;

/**
 * How to convert. Immutable; {@link #builder} starts from sensible defaults.
 *
 * @param reading how to read the archive; default: as {@link ReadOptions#builder}
 * @param changes the changes to its images, in this order; default: nothing, so that all
 *     images keep their names
 * @param platform what to write for the oldest images, which don't record their platform: {@code
 *     os/arch[/variant]}; default: {@code linux/amd64}
 * @param compress how to compress plain layers, such as {@code zstd:3}; default: they stay as they are
 * @param manifestJson whether Docker's {@code manifest.json} is written; default: true
 * @param repositories whether Docker's {@code repositories} is written; default: true
 * @param platformInIndex whether {@code index.json} names platforms; default: false
 * @param dropEmptyLayers whether empty layers of the oldest archives become history entries only;
 *     default: false
 * @param strict whether a warning is an error; default: false
 */
@WithBuilder
public record ConvertOptions(
    ReadOptions reading,
    List<Change> changes,
    Optional<String> platform,
    Optional<String> compress,
    boolean manifestJson,
    boolean repositories,
    boolean platformInIndex,
    boolean dropEmptyLayers,
    boolean strict)
    implements ConvertOptionsBuilder.With {
  public ConvertOptions {
    changes = List.copyOf(changes);
  }

  /** Starts from sensible defaults. */
  public static ConvertOptionsBuilder builder() {
    return ConvertOptionsBuilder.unset()
        .reading(ReadOptions.builder().build())
        .manifestJson(true)
        .repositories(true);
  }
}
