/**
 * Tells in what two images differ: their names, their configs, their layers, and the files that
 * containers of them would see.
 *
 * <p>{@link io.github.layerlift.compare.Comparison} is the entry point.
 */
@NullMarked
package io.github.layerlift.compare;

import org.jspecify.annotations.NullMarked;
