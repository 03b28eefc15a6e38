package io.github.layerlift.options;

import io.github.layerlift.progress.Cancellation;
import io.github.layerlift.progress.Progress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/** How to convert. Immutable; {@link #builder()} starts from what suits most. */
public final class ConvertOptions {
  private final Builder values;

  private ConvertOptions(Builder values) {
    this.values = values;
  }

  public static Builder builder() {
    return new Builder();
  }

  /** A builder that starts from these options. */
  public Builder toBuilder() {
    return values.copy();
  }

  /** Names or digests of the images to take; all if there are none. */
  public List<String> select() {
    return values.select;
  }

  /** The names to give the one image that is taken; its own if there are none. */
  public List<String> tags() {
    return values.tags;
  }

  /** What to write where the oldest images don't say what they run on: {@code os/arch[/variant]}. */
  public Optional<String> platform() {
    return Optional.ofNullable(values.platform);
  }

  /** How to compress plain layers, such as {@code zstd:3}; not at all if it isn't given. */
  public Optional<String> compress() {
    return Optional.ofNullable(values.compress);
  }

  /** Makes what compresses for gzip, for a level from 1 to 9; it writes raw deflate. */
  public IntFunction<Deflater> deflaters() {
    return values.deflaters;
  }

  public boolean manifestJson() {
    return values.manifestJson;
  }

  public boolean repositories() {
    return values.repositories;
  }

  public boolean platformInIndex() {
    return values.platformInIndex;
  }

  public boolean dropEmptyLayers() {
    return values.dropEmptyLayers;
  }

  /** Whether a warning is an error. */
  public boolean strict() {
    return values.strict;
  }

  /** How many threads pour layers, at least 1. */
  public int jobs() {
    return values.jobs;
  }

  /** Where scratch files go; beside the output if it isn't given. */
  public Optional<Path> tempFolder() {
    return Optional.ofNullable(values.tempFolder);
  }

  public Limits limits() {
    return values.limits;
  }

  /** What is taken of an archive on the user's word. */
  public Leniency leniency() {
    return values.leniency;
  }

  public Progress progress() {
    return values.progress;
  }

  public Cancellation cancellation() {
    return values.cancellation;
  }

  /** The part of it that every task has. */
  public ReadOptions reading() {
    return new ReadOptions(limits(), jobs(), tempFolder(), progress(), cancellation(), leniency());
  }

  /** Collects options; each has the default that its method names. */
  public static final class Builder {
    private List<String> select = List.of();
    private List<String> tags = List.of();
    private @Nullable String platform;
    private @Nullable String compress;
    private IntFunction<Deflater> deflaters = level -> new Deflater(level, true);
    private boolean manifestJson = true;
    private boolean repositories = true;
    private boolean platformInIndex;
    private boolean dropEmptyLayers;
    private boolean strict;
    private int jobs = Runtime.getRuntime().availableProcessors();
    private @Nullable Path tempFolder;
    private Limits limits = Limits.DEFAULT;
    private Leniency leniency = Leniency.NONE;
    private Progress progress = new Progress();
    private Cancellation cancellation = new Cancellation();

    private Builder() {}

    /** Default: all images. */
    public Builder select(List<String> namesOrDigests) {
      this.select = List.copyOf(namesOrDigests);
      return this;
    }

    /** Default: the names that the archive gives. */
    public Builder tags(List<String> names) {
      this.tags = List.copyOf(names);
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

    /** Default: the platform's own; faster ones give other bytes. */
    public Builder deflaters(IntFunction<Deflater> maker) {
      this.deflaters = maker;
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

    /**
     * Default: one for each processor.
     *
     * @throws IllegalArgumentException if fewer than 1
     */
    public Builder jobs(int threads) {
      if (threads < 1) {
        throw new IllegalArgumentException("jobs must be at least 1 and is " + threads);
      }
      this.jobs = threads;
      return this;
    }

    /** Default: beside the output, or the system's own where that is a stream. */
    public Builder tempFolder(@Nullable Path folder) {
      this.tempFolder = folder;
      return this;
    }

    /** Default: {@link Limits#DEFAULT}. */
    public Builder limits(Limits most) {
      this.limits = most;
      return this;
    }

    /** Default: {@link Leniency#NONE}. */
    public Builder leniency(Leniency taken) {
      this.leniency = taken;
      return this;
    }

    /** Default: one that nobody looks at. */
    public Builder progress(Progress counters) {
      this.progress = counters;
      return this;
    }

    /** Default: one that nobody asks. */
    public Builder cancellation(Cancellation request) {
      this.cancellation = request;
      return this;
    }

    public ConvertOptions build() {
      return new ConvertOptions(copy());
    }

    private Builder copy() {
      Builder copy = new Builder();
      copy.select = select;
      copy.tags = tags;
      copy.platform = platform;
      copy.compress = compress;
      copy.deflaters = deflaters;
      copy.manifestJson = manifestJson;
      copy.repositories = repositories;
      copy.platformInIndex = platformInIndex;
      copy.dropEmptyLayers = dropEmptyLayers;
      copy.strict = strict;
      copy.jobs = jobs;
      copy.tempFolder = tempFolder;
      copy.limits = limits;
      copy.leniency = leniency;
      copy.progress = progress;
      copy.cancellation = cancellation;
      return copy;
    }
  }
}
