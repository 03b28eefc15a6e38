package io.github.layerlift.options;

import io.github.layerlift.progress.BatchProgress;
import java.nio.file.Path;
import java.util.List;

/**
 * What a batch does. Immutable; {@link #builder} starts from sensible defaults.
 *
 * @param sources paths of files and folders, or patterns of them
 * @param paths paths that are not patterns, whatever characters they contain
 * @param into the folder for the outputs; created if it doesn't exist
 * @param name the names of outputs: text with {@code {stem}}, {@code {name}}, {@code {path}}, {@code
 *     {repo}} and {@code {tag}} in it, relative to {@code into}
 * @param force whether to replace files that no batch has written
 * @param failFast whether the first fault stops the batch
 * @param shard the share that is converted
 * @param conversion how each archive is converted; its jobs are the threads of the whole batch, its
 *     cancellation stops the batch, and its progress isn't used
 * @param progress counters for a display
 */
public record BatchOptions(
    List<String> sources,
    List<Path> paths,
    Path into,
    String name,
    boolean force,
    boolean failFast,
    Shard shard,
    ConvertOptions conversion,
    BatchProgress progress) {
  /** {@code app.tar.gz} becomes {@code app-oci.tar}. */
  public static final String DEFAULT_NAME = "{stem}-oci.tar";

  public BatchOptions {
    sources = List.copyOf(sources);
    paths = List.copyOf(paths);
  }

  /** Starts options for outputs in {@code into}. */
  public static Builder builder(Path into) {
    return new Builder(into);
  }

  /** Collects options; each has the default that its method names. */
  public static final class Builder {
    private final Path into;
    private List<String> sources = List.of();
    private List<Path> paths = List.of();
    private String name = DEFAULT_NAME;
    private boolean force;
    private boolean failFast;
    private Shard shard = Shard.ALL;
    private ConvertOptions conversion = ConvertOptions.builder().build();
    private BatchProgress progress = new BatchProgress();

    private Builder(Path into) {
      this.into = into;
    }

    /** Default: none. */
    public Builder sources(List<String> pathsOrPatterns) {
      this.sources = List.copyOf(pathsOrPatterns);
      return this;
    }

    /** Default: none. */
    public Builder paths(List<Path> plain) {
      this.paths = List.copyOf(plain);
      return this;
    }

    /** Default: {@link #DEFAULT_NAME}. */
    public Builder name(String template) {
      this.name = template;
      return this;
    }

    /** Default: false. */
    public Builder force(boolean wanted) {
      this.force = wanted;
      return this;
    }

    /** Default: false. */
    public Builder failFast(boolean wanted) {
      this.failFast = wanted;
      return this;
    }

    /** Default: all. */
    public Builder shard(Shard share) {
      this.shard = share;
      return this;
    }

    /** Default: as {@link ConvertOptions#builder()}. */
    public Builder conversion(ConvertOptions each) {
      this.conversion = each;
      return this;
    }

    /** Default: one that nobody reads. */
    public Builder progress(BatchProgress counters) {
      this.progress = counters;
      return this;
    }

    public BatchOptions build() {
      return new BatchOptions(
          sources, paths, into, name, force, failFast, shard, conversion, progress);
    }
  }
}
