/**
 * Runs of bytes that can be read at any position, wherever they are stored.
 *
 * <p>{@link io.github.layerlift.bytes.Extent} is the entry point.
 */
@NullMarked
package io.github.layerlift.bytes;

import org.jspecify.annotations.NullMarked;
