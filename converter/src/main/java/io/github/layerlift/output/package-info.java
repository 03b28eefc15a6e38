/**
 * Writes a planned layout: as a tar file that appears whole or not at all, as a stream, or as a
 * folder.
 *
 * <p>{@link io.github.layerlift.output.Target} is the entry point.
 */
@NullMarked
package io.github.layerlift.output;

import org.jspecify.annotations.NullMarked;
