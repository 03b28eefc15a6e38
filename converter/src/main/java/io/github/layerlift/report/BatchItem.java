package io.github.layerlift.report;

import java.nio.file.Path;
import java.util.Optional;

/**
 * One input of a batch, and what is to be done with it.
 *
 * @param input its name: its path as it was given, normalised
 * @param path where it is
 * @param named whether it was asked for by name, and not found in a folder
 * @param output where its output goes; empty where there will be none
 * @param mayReplace whether an output that is there may be replaced
 * @param reference the name of the first image, where the output's name needed it
 * @param size of the input, in bytes; 0 where it can't be read
 * @param action what is to be done
 * @param reason why, in a few words
 * @param fault why nothing can be done with it: a {@link
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
    Action action,
    String reason,
    Optional<Throwable> fault) {
  /** What there is to do. */
  public enum Action {
    /** Convert it. */
    CONVERT,
    /** Compare it with its output, since only times differ, and convert it if it was changed. */
    COMPARE,
    /** Nothing: its output is current. */
    SKIP,
    /** Nothing: it is not an archive of images, and nobody asked for it by name. */
    IGNORE,
    /** Report its fault. */
    FAIL
  }
}
