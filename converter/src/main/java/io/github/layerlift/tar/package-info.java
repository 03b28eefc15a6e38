/**
 * Reads tar: headers, PAX and GNU extensions, sparse files, the end mark; makes headers; knows nothing
 * of images.
 *
 * <p>{@link io.github.layerlift.tar.TarIndex} is the entry point for archives,
 * {@link io.github.layerlift.tar.TarReader} for layers. {@link io.github.layerlift.tar.TarStart}
 * recognises tars.
 */
@NullMarked
package io.github.layerlift.tar;

import org.jspecify.annotations.NullMarked;
