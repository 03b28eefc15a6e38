package io.github.layerlift.options;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** One edit of images: of their names, their config, or their files. */
public sealed interface Edit extends Change {
  /**
   * Sets a field of the config.
   *
   * @param value in the form that {@link ConfigField} describes
   */
  record Set(ConfigField field, String value) implements Edit {}

  /**
   * Removes a field of the config, or one entry of it.
   *
   * @param key which entry, of a field that has several; otherwise empty
   */
  record Unset(ConfigField field, String key) implements Edit {}

  /** Gives the only image one more name. */
  record Tag(String name) implements Edit {}

  /** Takes a name away. */
  record Untag(String name) implements Edit {}

  /** Replaces a name by another. */
  record Retag(String old, String name) implements Edit {}

  /**
   * Adds files in a new layer. A file goes to {@code target}, or into it if that is a folder in the
   * image or ends in a slash; of a folder, the content goes there.
   *
   * @param source a file or a folder
   * @param target an absolute path in the image
   * @param unpack whether the source is a tar, packed or not, that is unpacked there
   * @param owner {@code USER[:GROUP]} of all added files, names or numbers; default: that of a tar's
   *     entries, or root
   * @param mode permissions of all added files; default: those that they have
   * @param time when the added files were modified; default: when the image was created
   */
  record Add(
      Path source,
      String target,
      boolean unpack,
      Optional<String> owner,
      OptionalInt mode,
      Optional<Instant> time)
      implements Edit {}

  /** Removes a file or a folder in a new layer; lower layers still hold it. */
  record Remove(String path) implements Edit {}

  /**
   * Removes files and folders from every layer. Edits that follow each other directly count as one.
   *
   * @param patterns absolute paths; {@code *} and {@code ?} match within a name, {@code **} any folders
   */
  record Purge(List<String> patterns) implements Edit {
    public Purge {
      patterns = List.copyOf(patterns);
    }
  }

  /**
   * Merges layers into one.
   *
   * @param from the number of the lowest of them; 1 is the base
   */
  record Squash(int from) implements Edit {}

  /** Merges all layers into one, and leaves a single row of history. */
  record Flatten() implements Edit {}

  /** Sets all times of files, of the config and of its history that are later than {@code time} to it. */
  record ClampTimes(Instant time) implements Edit {}

  /** Empties the history. */
  record DropHistory() implements Edit {}

  /** Removes the values of build arguments from the history and from the config. */
  record DropBuildArgs() implements Edit {}
}
