/**
 * Writes the files of an image into a folder or a tar, so that nothing is ever written outside of it.
 *
 * <p>{@link io.github.layerlift.extract.Extraction} is the entry point.
 */
@NullMarked
package io.github.layerlift.extract;

import org.jspecify.annotations.NullMarked;
