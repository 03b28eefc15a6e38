package io.github.layerlift.options;

import java.nio.file.Path;

/**
 * How to split an archive. Immutable; {@link #builder} starts from sensible defaults.
 *
 * @param into the folder for the outputs; created if it doesn't exist
 * @param by what gets an output of its own
 * @param name the names of outputs: text with {@code {image}}, {@code {repo}}, {@code {tag}}, {@code
 *     {id}}, {@code {platform}}, {@code {stem}} and {@code {name}} in it, relative to {@code into};
 *     default: {@link #DEFAULT_NAME}, or {@link #PLATFORM_NAME} if the outputs are one for each
 *     platform
 * @param replace whether existing files may be replaced; default: false
 * @param conversion how each output is written; of the changes only {@link Change.Select} makes
 *     sense; default: as {@link ConvertOptions#builder}
 */
@WithBuilder
public record SplitOptions(
    Path into, By by, String name, boolean replace, ConvertOptions conversion)
    implements SplitOptionsBuilder.With {
  /** {@code app:1.0} is in {@code app_1.0.tar}; an image without a name is called by its ID. */
  public static final String DEFAULT_NAME = "{image}.tar";

  /** {@code app:1.0} is in {@code app_1.0-linux-amd64.tar} and others. */
  public static final String PLATFORM_NAME = "{image}-{platform}.tar";

  /** What gets an output of its own. */
  public enum By {
    /** Each image, with all its names; an index stays whole. */
    IMAGE,
    /** Each name. */
    TAG,
    /** Each image, also those that are in an index, under the index's names. */
    PLATFORM
  }

  /** Starts options for outputs in {@code into}. */
  public static SplitOptionsBuilder builder(Path into, By by) {
    return SplitOptionsBuilder.unset()
        .into(into)
        .by(by)
        .name(by == By.PLATFORM ? PLATFORM_NAME : DEFAULT_NAME)
        .conversion(ConvertOptions.builder().build());
  }
}
