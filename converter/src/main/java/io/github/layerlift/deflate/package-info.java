/**
 * Compresses bytes as deflate (RFC 1951), the same everywhere: zlib's bytes differ between its forks, of which every Java
 * may have another.
 *
 * <p>{@link io.github.layerlift.deflate.Deflate} is the entry point.
 */
@NullMarked
package io.github.layerlift.deflate;

import org.jspecify.annotations.NullMarked;
