package io.github.layerlift.options;

import io.github.layerlift.progress.BatchProgress;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a batch does. Immutable; {@link #builder} starts from sensible defaults.
 *
 * @param sources paths of files and folders, or patterns of them; default: none
 * @param files the file system that {@code sources} are in; default: the system's own
 * @param paths paths that are not patterns, whatever characters they contain; default: none
 * @param into the folder for the outputs; created if it doesn't exist
 * @param push the registry that the images go to: then each output is a receipt, a small JSON file
 *     that says which names lead to which digests; default: none, an output is an OCI archive
 * @param name the names of outputs: text with {@code {stem}}, {@code {name}}, {@code {path}}, {@code
 *     {repo}} and {@code {tag}} in it, relative to {@code into}; default: {@link #DEFAULT_NAME},
 *     or {@link #RECEIPT_NAME} if images are pushed
 * @param force whether to replace files that no batch has written; default: false
 * @param failFast whether the first fault stops the batch; default: false
 * @param shard the share that is converted; default: all
 * @param balance whether the archives are dealt out among the shards by size, so that each has about
 *     as many bytes: then all shards must see the same archives, and a batch fails at its start if
 *     another shard of a run that is not over, with outputs in the same folder, saw others; default:
 *     false, by name
 * @param conversion how each archive is converted; its jobs are the threads of the whole batch, its
 *     cancellation stops the batch, and its progress isn't used; an input that holds several archives
 *     gives one output with the images of all, unless one is named; default: as {@link
 *     ConvertOptions#builder}
 * @param progress counters for a display; default: some that nobody looks at
 */
@WithBuilder
public record BatchOptions(
    List<String> sources,
    FileSystem files,
    List<Path> paths,
    Path into,
    Optional<PushOptions> push,
    String name,
    boolean force,
    boolean failFast,
    Shard shard,
    boolean balance,
    ConvertOptions conversion,
    BatchProgress progress)
    implements BatchOptionsBuilder.With {
  /** {@code app.tar.gz} becomes {@code app-oci.tar}. */
  public static final String DEFAULT_NAME = "{stem}-oci.tar";

  /** {@code app.tar.gz} is pushed, and {@code app.json} says so. */
  public static final String RECEIPT_NAME = "{stem}.json";

  public BatchOptions {
    sources = List.copyOf(sources);
    paths = List.copyOf(paths);
    Leniency leniency = conversion.reading().leniency();
    if (leniency.inside().equals(Inside.ONE)) {
      conversion =
          conversion.withReading(conversion.reading().withLeniency(leniency.with(Inside.ALL)));
    }
  }

  /** Starts options for outputs in {@code into}. */
  public static BatchOptionsBuilder builder(Path into) {
    return BatchOptionsBuilder.unset()
        .files(FileSystems.getDefault())
        .into(into)
        .name(DEFAULT_NAME)
        .shard(Shard.ALL)
        .conversion(ConvertOptions.builder().build())
        .progress(new BatchProgress());
  }

  /** Starts options for images that go to a registry, and receipts in {@code into}. */
  public static BatchOptionsBuilder builder(Path into, PushOptions push) {
    return builder(into).push(push).name(RECEIPT_NAME);
  }
}
