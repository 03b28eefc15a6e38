package io.github.layerlift.options;

import io.github.layerlift.progress.Monitor;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How to read an archive, whatever is done with it. Immutable; {@link #builder} starts from what suits
 * most.
 *
 * @param limits how much of it is believed
 * @param jobs how many threads read, hash and write, at least 1
 * @param tempFolder where scratch files go; if it isn't given, where the task would have them
 * @param monitor shows how far the work is, and can stop it
 * @param leniency what is taken on the user's word
 */
public record ReadOptions(
    Limits limits, int jobs, Optional<Path> tempFolder, Monitor monitor, Leniency leniency) {
  public ReadOptions {
    if (jobs < 1) {
      throw new IllegalArgumentException("jobs must be at least 1 and is " + jobs);
    }
  }

  public static Builder builder() {
    return new Builder();
  }

  /** A builder that starts from these options. */
  public Builder toBuilder() {
    return builder()
        .limits(limits)
        .jobs(jobs)
        .tempFolder(tempFolder.orElse(null))
        .monitor(monitor)
        .leniency(leniency);
  }

  /** The same, watched and stopped by another monitor. */
  public ReadOptions with(Monitor other) {
    return new ReadOptions(limits, jobs, tempFolder, other, leniency);
  }

  /** Collects options; each has the default that its method names. */
  public static final class Builder {
    private Limits limits = Limits.DEFAULT;
    private int jobs = Runtime.getRuntime().availableProcessors();
    private @Nullable Path tempFolder;
    private Monitor monitor = new Monitor();
    private Leniency leniency = Leniency.NONE;

    private Builder() {}

    /** Default: {@link Limits#DEFAULT}. */
    public Builder limits(Limits believed) {
      this.limits = believed;
      return this;
    }

    /** Default: one for each processor. */
    public Builder jobs(int threads) {
      this.jobs = threads;
      return this;
    }

    /** Default: beside the output, or the system's own where nothing or a stream is written. */
    public Builder tempFolder(@Nullable Path folder) {
      this.tempFolder = folder;
      return this;
    }

    /** Default: one that nobody looks at. */
    public Builder monitor(Monitor wanted) {
      this.monitor = wanted;
      return this;
    }

    /** Default: {@link Leniency#NONE}. */
    public Builder leniency(Leniency taken) {
      this.leniency = taken;
      return this;
    }

    /**
     * The options.
     *
     * @throws IllegalArgumentException if one is out of its range
     */
    public ReadOptions build() {
      return new ReadOptions(limits, jobs, Optional.ofNullable(tempFolder), monitor, leniency);
    }
  }
}
