package io.github.layerlift.spark;

import io.github.layerlift.options.BatchOptions;
import io.github.layerlift.spark.files.HadoopFiles;
import java.io.Serializable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What all tasks of a run have in common; sent to each executor once. */
@SuppressWarnings("serial") // the map is one that can be sent
final class Orders implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Map<String, String> settings;
  private final byte[] options;
  private final RunFolder folder;
  private final int attempts;

  private transient @Nullable HadoopFiles files;

  /**
   * @param attempts how often Spark tries a task before it gives up all of them
   */
  Orders(HadoopFiles files, BatchOptions options, RunFolder folder, int attempts) {
    this.settings = files.settings();
    this.options = new Wire(files).write(options);
    this.folder = folder;
    this.attempts = attempts;
  }

  synchronized HadoopFiles files() {
    if (files == null) {
      files = HadoopFiles.of(settings);
    }
    return files;
  }

  BatchOptions options() {
    return new Wire(files()).read(options, BatchOptions.class);
  }

  RunFolder folder() {
    return folder;
  }

  int attempts() {
    return attempts;
  }
}
