/**
 * Writes the files of an image into a folder or a tar, so that nothing ever lands outside of it.
 *
 * <p>{@link io.github.layerlift.extract.Extraction} is the door.
 */
@NullMarked
package io.github.layerlift.extract;

import org.jspecify.annotations.NullMarked;
