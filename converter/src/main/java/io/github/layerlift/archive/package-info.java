/**
 * Finds the entries of an archive and hands out their bytes; knows nothing of Docker.
 *
 * <p>{@link io.github.layerlift.archive.Archive} is the entry point: entries by name, links
 * resolved inside its table and never on a file system.
 */
@NullMarked
package io.github.layerlift.archive;

import org.jspecify.annotations.NullMarked;
