package io.github.layerlift.options;

import io.github.layerlift.progress.Monitor;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How to read an archive, whatever is done with it. Immutable; {@link #builder} starts from
 * sensible defaults.
 *
 * @param limits limits on what it may contain
 * @param jobs how many threads read, hash and write, at least 1
 * @param tempFolder where scratch files go; if it isn't given, a default of the task
 * @param monitor shows progress, and can stop the work
 * @param leniency what is accepted because the user says so
 */
public record ReadOptions(
    Limits limits, int jobs, Optional<Path> tempFolder, Monitor monitor, Leniency leniency) {
  public ReadOptions {
    if (jobs < 1) {
      throw new IllegalArgumentException("jobs must be at least 1 but is " + jobs);
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

    /** Default: beside the output, or the system's own if nothing or a stream is written. */
    public Builder tempFolder(@Nullable Path folder) {
      this.tempFolder = folder;
      return this;
    }

    /** Default: one that nobody reads. */
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
