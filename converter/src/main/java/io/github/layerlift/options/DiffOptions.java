package io.github.layerlift.options;

import java.util.Optional;
import java.util.Set;

/**
 * Which images are compared, and in what. Immutable; {@link #builder} starts from the only image of
 * each archive, in all aspects.
 *
 * @param reading how to read both archives; default: as {@link ReadOptions#builder}
 * @param selectA the name or digest of the first image; default: the only one of its archive
 * @param selectB the name or digest of the second image; default: the only one of its archive
 * @param platformA {@code os/architecture[/variant]} of the first image, where one name has several;
 *     default: this machine's
 * @param platformB the same of the second image
 * @param ignored in what the images may differ and still count as equal; default: nothing
 */
@WithBuilder
public record DiffOptions(
    ReadOptions reading,
    Optional<String> selectA,
    Optional<String> selectB,
    Optional<String> platformA,
    Optional<String> platformB,
    Set<Aspect> ignored)
    implements DiffOptionsBuilder.With {
  public DiffOptions {
    ignored = Set.copyOf(ignored);
  }

  /** Starts from the only image of each archive, in all aspects. */
  public static DiffOptionsBuilder builder() {
    return DiffOptionsBuilder.unset().reading(ReadOptions.builder().build());
  }
}
