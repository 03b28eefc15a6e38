/**
 * Writes a planned layout: as a tar file, that appears whole or not at all; into a stream; as a
 * folder.
 *
 * <p>{@link io.github.layerlift.output.Target} is the door.
 */
@NullMarked
package io.github.layerlift.output;

import org.jspecify.annotations.NullMarked;
