package io.github.layerlift.options;

import io.github.layerlift.progress.BatchProgress;
import java.nio.file.Path;
import java.util.List;

/**
 * What a batch does. Immutable; {@link #builder} starts from sensible defaults.
 *
 * @param sources paths of files and folders, or patterns of them; default: none
 * @param paths paths that are not patterns, whatever characters they contain; default: none
 * @param into the folder for the outputs; created if it doesn't exist
 * @param name the names of outputs: text with {@code {stem}}, {@code {name}}, {@code {path}}, {@code
 *     {repo}} and {@code {tag}} in it, relative to {@code into}; default: {@link #DEFAULT_NAME}
 * @param force whether to replace files that no batch has written; default: false
 * @param failFast whether the first fault stops the batch; default: false
 * @param shard the share that is converted; default: all
 * @param conversion how each archive is converted; its jobs are the threads of the whole batch, its
 *     cancellation stops the batch, and its progress isn't used; default: as
 *     {@link ConvertOptions#builder}
 * @param progress counters for a display; default: some that nobody looks at
 */
@WithBuilder
public record BatchOptions(
    List<String> sources,
    List<Path> paths,
    Path into,
    String name,
    boolean force,
    boolean failFast,
    Shard shard,
    ConvertOptions conversion,
    BatchProgress progress)
    implements BatchOptionsBuilder.With {
  /** {@code app.tar.gz} becomes {@code app-oci.tar}. */
  public static final String DEFAULT_NAME = "{stem}-oci.tar";

  public BatchOptions {
    sources = List.copyOf(sources);
    paths = List.copyOf(paths);
  }

  /** Starts options for outputs in {@code into}. */
  public static BatchOptionsBuilder builder(Path into) {
    return BatchOptionsBuilder.unset()
        .into(into)
        .name(DEFAULT_NAME)
        .shard(Shard.ALL)
        .conversion(ConvertOptions.builder().build())
        .progress(new BatchProgress());
  }
}
