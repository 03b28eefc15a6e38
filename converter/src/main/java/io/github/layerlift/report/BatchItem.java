package io.github.layerlift.report;

import java.nio.file.Path;
import java.util.Optional;

/**
 * One input of a batch, and what to do with it.
 *
 * @param input its name: its path as it was given, normalised
 * @param path where it is
 * @param named whether it was named by the user, and not found in a folder
 * @param output where its output goes; empty if there will be none
 * @param mayReplace whether an existing output may be replaced
 * @param reference the name of the first image, if the output's name needed it
 * @param size of the input, in bytes; 0 if it can't be read
 * @param image which image of the input is meant, by its name there; empty for all
 * @param known what an earlier batch knew of the output, if that is still there unchanged
 * @param action what to do
 * @param reason why, in a few words
 * @param fault why it can't be converted: a {@link
 *     io.github.layerlift.fault.LayerliftException}, or a bug
 */
public record BatchItem(
    String input,
    Path path,
    boolean named,
    Optional<Path> output,
    boolean mayReplace,
    Optional<String> reference,
    long size,
    Optional<String> image,
    Optional<Known> known,
    Action action,
    String reason,
    Optional<Throwable> fault) {
  /**
   * What is known of an output without reading it.
   *
   * @param size in bytes; 0 for a receipt, which says nothing of what was sent
   * @param warnings how many there were when it was made
   */
  public record Known(long size, int warnings) {}

  /** What to do. */
  public enum Action {
    /** Convert it, or push it. */
    CONVERT,
    /**
     * Compare it with its output, since only times differ, and convert it if it has changed; or push it
     * again, which sends only what is missing.
     */
    COMPARE,
    /** Nothing: its output is current. */
    SKIP,
    /** Nothing: it is not an image archive, and the user didn't name it. */
    IGNORE,
    /** Report its fault. */
    FAIL
  }
}
