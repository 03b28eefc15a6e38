package io.github.layerlift.it.matrix;

import java.nio.file.Path;
import java.util.List;

/**
 * A kind of archive.
 *
 * @param title for the table
 * @param legacy the archive
 * @param options to convert it with
 * @param runs whether its image is the one that greets
 */
public record ArchiveKind(String title, Path legacy, List<String> options, boolean runs) {}
