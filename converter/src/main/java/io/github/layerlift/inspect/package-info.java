/**
 * Tells what shows of an archive beyond its images: who wrote it, what the configs say, what an OCI
 * index lists. Reads documents, and no layers.
 *
 * <p>{@link io.github.layerlift.inspect.Inspection} is the door.
 */
@NullMarked
package io.github.layerlift.inspect;

import org.jspecify.annotations.NullMarked;
